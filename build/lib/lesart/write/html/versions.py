"""
Render the versions of a text: when each was released, and what reads otherwise since.

The list is what a script shows of it beside a place that was cited from an old version, so it
stands in the page once, and whole where scripts are off.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from xml.etree.ElementTree import Element

from lesart.citing.resolve import told
from lesart.core.elements import make, spaced
from lesart.core.prose import plain
from lesart.core.references import dom_id
from lesart.model import Revision, Signpost, Text
from lesart.view.record import written_date

NAMES = {"de": "German", "en": "English", "note": "Note", "lacuna": "Lacuna"}
UNKEPT = "The German words are in copyright; of the old ones the checksum {0} is kept."
WITHHELD = "The public edition shows neither the old words nor the new ones."


def versions(text: Text) -> list[Element]:
    """Render the releases of a text, newest first; nothing where there is none."""
    history = text.history
    if not history.releases:
        return []
    last = history.releases[-1][0]
    pending = []
    if text.record.version != last:
        said = f"The words on this page are those of version {text.record.version}, "
        pending = [make("p", f"{said}which is not released yet.")]
    items = [
        _release(text, version, date, [one for one in history.revisions if one.since == version])
        for version, date in reversed(history.releases)
    ]
    section = make(
        "section",
        make("h2", "Versions", id="versions"),
        *pending,
        make("ol", *items),
        class_="versions",
        data_current=text.record.version,
        # An old wording must not be found as if it stood in the text.
        data_search_exclude="",
    )
    return [section]


def _release(text: Text, version: str, date: str, changes: list[Revision]) -> Element:
    released = make("span", f"Version {version}, {written_date(date)}.")
    if not changes:
        parts = spaced(released, make("span", "No words have changed since."))
        return make("li", *parts, data_version=version)
    summary = make("summary", f"Changes since {version}: {len(changes)}")
    listed = make("ul", *(_change(text, change) for change in changes))
    return make("li", released, " ", make("details", summary, listed), data_version=version)


def _change(text: Text, change: Revision) -> Element:
    name = f"n{change.id}" if change.kind == "note" else change.id
    post = next((post for post in text.history.signposts if post.id == name), None)
    where = make("b", change.id, class_="ref")
    if not change.gone or post:
        first = change.places[0].split("-")[0] if not change.gone else name
        href = first if first.startswith("n") else dom_id(first)
        where = make("a", change.id, href=f"#{href}", class_="ref")
    item = make("li", *spaced(where, *_said(text, change, post)))
    item.set("data-places", " ".join(change.places))
    return item


def _said(text: Text, change: Revision, post: Signpost | None) -> list[Element]:
    released = written_date(change.date) if change.date else "not released yet"
    verb = "gone" if change.gone else "changed"
    what = f"{verb} in version {change.version} ({released})."
    became = told(post) if post and change.gone else what
    said = [make("span", f"{NAMES[change.kind]}: {became}")]
    if change.then is None:
        if not change.gone:
            said.append(make("span", WITHHELD if text.held.any else UNKEPT.format(change.digest)))
        return said
    then, now = change.then, change.now
    if change.kind == "note":
        then, now = plain(then), plain(now) if now is not None else None
    before, after = compared(then, now) if now is not None else ([then], [])
    lang = "de" if change.kind == "de" else "en"
    said += [make("span", f"In {change.since}:"), make("q", *before, lang=lang, class_="then")]
    if now is not None:
        said += [make("span", "Today:"), make("q", *after, lang=lang, class_="now")]
    return said


def compared(then: str, now: str) -> tuple[list[Element | str], list[Element | str]]:
    """Give two wordings, with the words that went marked in the first and the new in the second."""
    old, new = then.split(), now.split()
    sides: tuple[list[Element | str], list[Element | str]] = ([], [])
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        marks = ("", "") if tag == "equal" else ("del", "ins")
        for side, mark, words in zip(sides, marks, (old[a:b], new[c:d]), strict=True):
            if words:
                if side:
                    side.append(" ")
                side.append(make(mark, " ".join(words)) if mark else " ".join(words))
    return sides
