"""Find the author's notes of a page or a book, and the links that call them or lead back."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lesart.exchange.readers.page_beside import said_of, short_words
from lesart.exchange.xml_data import local_name

NOTES = frozenset("footnote endnote rearnote doc-footnote doc-endnote".split())
_CALLS = frozenset(
    "noteref doc-noteref footnote-ref footnote-reference fnanchor footnote_ref".split()
)
_BACK = frozenset("backlink doc-backlink footnote-back footnote-backref reversefootnote".split())
_ARROW = re.compile(r"[↩↑^←⏎⤴\uFE0E\uFE0F\s]+")
_MARK = re.compile(
    r"[\[({]?\s*(?:\d{1,4}|[*†‡§¶#]{1,5}|[^\W\d_]|[ivxlc]{1,6})\s*[\])}]?[.:]?", re.IGNORECASE
)
_FORWARD = re.compile(
    r"_?(?:(?:ftn|fn|edn|en|note|anm)[-_:.]?\d"
    r"|(?:footnote|endnote|cite_note|sdfootnote|sdendnote|fu(?:ss|ß)note)[-_:.]?[\w-]*?\d)[\w.:-]*",
    re.IGNORECASE,
)
_MOST = 50
"""Links in one block that are asked whether they lead back; a note has fewer."""
_BACKWARD = re.compile(r"ref|anchor|anc$|back|return|call|src", re.IGNORECASE)
_RAISED = re.compile(r"super|\bsup\b", re.IGNORECASE)
_INLINE = frozenset("a sup sub span b i em strong small font big cite u abbr".split())
_HEADING = re.compile("h[1-6]|header|hgroup")
_OUTER = frozenset("body main article section html td th table".split())
_HOLDERS = frozenset("div aside li dd section".split())
_SAID_NOTE = re.compile(r"foot|end|note|^_?(?:fn|ftn|en)[-_:.]?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """
    Hold a link that may call a note or lead back from one.

    `number` counts the links of its page, `own` are the addresses of it and what holds it.
    """

    page: str
    number: int
    target: str
    own: frozenset[str]
    mark: str
    said: bool
    likely: bool
    arrow: bool
    titled: bool


def links_of(root: Any, page: str) -> Iterator[Link]:
    """Give the links of a page that are marks or arrows, or are said to call a note."""
    for number, link in enumerate(root.iter("a")):
        file, mark, fragment = (link.get("href") or "").partition("#")
        if not mark or not fragment or ":" in file:
            continue
        said = said_of(link)
        words = short_words(link)
        arrow = bool(said & _BACK or (words and _ARROW.fullmatch(words)))
        if not arrow and not said & _CALLS and not _MARK.fullmatch(words):
            continue
        above = [link, *_held(link)]
        target = _address(page, file, fragment)
        held = frozenset(f"{page}#{own}" for one in above for own in _ids(one))
        if target in held:
            continue
        yield Link(
            page,
            number,
            target,
            held,
            words.strip("[](){}.: "),
            bool(said & _CALLS),
            not _BACKWARD.search(fragment)
            and (bool(_FORWARD.fullmatch(fragment)) or _is_raised(link)),
            arrow,
            any(_HEADING.fullmatch(local_name(one)) for one in above),
        )


def _address(page: str, file: str, fragment: str) -> str:
    if not file:
        return f"{page}#{unquote(fragment)}"
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(file)))
    return f"{joined}#{unquote(fragment)}"


def _ids(element: Any) -> Iterator[str]:
    for name in ("id", "name"):
        if own := element.get(name):
            yield own
    before = element.getprevious()
    if before is not None and before.tag == "a" and not short_words(before) and not before.tail:
        yield from (own for name in ("id", "name") if (own := before.get(name)))


def _held(link: Any) -> Iterator[Any]:
    """Give the elements around a link, as far as those that hold a single note."""
    for number, one in enumerate(link.iterancestors()):
        if number > 6 or local_name(one) in _OUTER:
            return
        yield one


def _is_raised(link: Any) -> bool:
    above = [one for one in _held(link) if local_name(one) in _INLINE]
    return any(
        local_name(one) == "sup"
        or _RAISED.search(f"{one.get('class') or ''} {one.get('style') or ''}")
        for one in (link, *above, *link.iter("sup", "span"))
    )


class NoteIndex:
    """
    Hold which links of a page, or of the pages of a book in their order, call which notes.

    Of two links that lead to each other the first calls a note, and the second leads back.
    """

    def __init__(self, links: Sequence[Link]) -> None:
        """Decide what each link is."""
        self.calls: dict[tuple[str, int], str] = {}
        self.back: set[tuple[str, int]] = set()
        self.marks: dict[str, str] = {}
        owners: dict[str, list[int]] = {}
        for at, link in enumerate(links):
            for own in link.own:
                owners.setdefault(own, []).append(at)
        for at, link in enumerate(links):
            mutual = [
                other
                for other in owners.get(link.target, ())[:_MOST]
                if other != at and links[other].target in link.own and not links[other].titled
            ]
            place = (link.page, link.number)
            if link.arrow or (mutual and min(mutual) < at):
                self.back.add(place)
            elif link.said or ((link.likely or mutual) and not link.titled):
                self.calls[place] = link.target
                self.marks.setdefault(link.target, link.mark)

    def notes_on(self, root: Any, page: str) -> dict[Any, str]:
        """Give the elements of a page that hold the notes which are called, with their keys."""
        found: dict[str, Any] = {}
        for one in root.iter():
            for own in (one.get("id"), one.get("name")) if isinstance(one.tag, str) else ():
                if own and f"{page}#{own}" in self.marks:
                    found.setdefault(f"{page}#{own}", one)
        held = {key: _climbed(one) for key, one in found.items()}
        within: dict[Any, int] = {}
        for one in held.values():
            for above in _held(one) if one is not None else ():
                within[above] = within.get(above, 0) + 1
        return dict(_whole(held.items(), within))


def _climbed(element: Any) -> Any:
    """Give the block that a target stands in; None where it is a heading or all of a page."""
    while local_name(element) in _INLINE and element.getparent() is not None:
        element = element.getparent()
    name = local_name(element)
    if name in ("td", "th") and element.getparent() is not None:
        return element.getparent()
    return None if _HEADING.fullmatch(name) or name in _OUTER else element


def _whole(held: Iterable[tuple[str, Any]], within: dict[Any, int]) -> Iterator[tuple[Any, str]]:
    """Take what holds a single note and is said to be one in place of its first paragraph."""
    for key, element in held:
        if element is None:
            continue
        above = element.getparent()
        holds_it = (
            above is not None
            and local_name(above) in _HOLDERS
            and within.get(above) == 1
            and any(_SAID_NOTE.search(one) for one in (*said_of(above), above.get("id") or ""))
            and not any("notes" in one for one in said_of(above))
        )
        yield (above if holds_it else element), key
        after = element.getnext()
        if local_name(element) == "dt" and after is not None and after.tag == "dd":
            yield after, key


def is_mark(link: Any) -> bool:
    """Tell whether the words of a link are the mark of a note, and no words of the text."""
    return not (words := short_words(link)) or bool(_MARK.fullmatch(words))


def mark_pattern(mark: str) -> re.Pattern[str]:
    """
    Match the mark of a note where its words begin, or the stop that stood behind a link back.

    >>> mark_pattern("1").match("[1]. Ein Dackel.")[0]
    '[1]. '
    """
    written = rf"[\[({{]?\s*{re.escape(mark)}(?!\w)\s*[\])}}]?\s*[.:]?\s*"
    return re.compile(rf"\s*(?:{written}|[\])}}]?[.:)\]]\s+)")
