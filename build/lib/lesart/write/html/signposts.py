"""
Put signposts into the rows of a text: an address of an id that is gone still finds its place.

Each stands before the sentence where the words are now, or, where they were withdrawn, at the
nearest place. What happened is told there when it is the target, also where scripts are off.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from lesart.citing.resolve import nearest, told
from lesart.core.elements import make
from lesart.core.references import dom_id
from lesart.model import Signpost, Text

_PARAGRAPHS = frozenset(("p", "h2", "h3", "h4", "h5", "h6"))


def plant(rows: Sequence[Element], text: Text) -> None:
    """Put the signposts of a text into its rendered rows."""
    if not text.history.signposts or not rows:
        return
    paragraphs = {row.id: tuple(segment.id for segment in row.segments) for row in text.rows}
    known = {*paragraphs, *(id_ for ids in paragraphs.values() for id_ in ids)}
    parents = {child: parent for row in rows for parent in row.iter() for child in parent}
    by_id = {element.get("id", ""): element for row in rows for element in row.iter()}
    for post in text.history.signposts:
        if post.id in known:
            continue
        at = _at(post, paragraphs)
        _insert(_signpost(post), by_id.get(dom_id(at), rows[0]), parents)


def _at(post: Signpost, paragraphs: dict[str, tuple[str, ...]]) -> str:
    """Give the id at which a signpost stands; that of a note stands where the note stood."""
    first = (post.to or post.id).split("-")[0]
    if first.startswith("n"):
        first = first[1:-1].rstrip(".")
    known = {*paragraphs, *(id_ for ids in paragraphs.values() for id_ in ids)}
    return first if first in known else nearest(first, paragraphs)[0]


def _signpost(post: Signpost) -> Element:
    name = post.id if post.id.startswith("n") else dom_id(post.id)
    anchors = [make("span", id=f"{name}-{lang}") for lang in ("de", "en")]
    said = make("span", told(post), class_="signpost__said")
    element = make("span", *anchors, said, class_="signpost", id=name, lang="en")
    ends = [end if end.startswith("n") else dom_id(end) for end in post.to.split("-") if end]
    if ends:
        element.set("data-to", "-".join(ends))
    return element


def _insert(post: Element, at: Element, parents: dict[Element, Element]) -> None:
    """Put *post* before *at* within its paragraph, or at the beginning of the first one in it."""
    within = at
    while within in parents and parents[within].tag not in _PARAGRAPHS:
        within = parents[within]
    if within in parents:
        paragraph = parents[within]
        paragraph.insert(list(paragraph).index(within), post)
    elif (first := next((one for one in at.iter() if one.tag in _PARAGRAPHS), None)) is not None:
        first.insert(0, post)
