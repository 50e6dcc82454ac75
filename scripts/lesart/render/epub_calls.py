"""Number the notes of a text, and find where their calls stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lesart.model import Note, Row, Segment, Text, TranslationUnit
from lesart.references import dom_id, paragraph_of
from lesart.render.epub_weave import Sign
from lesart.render.epub_xhtml import typed
from lesart.render.html_make import make
from lesart.render.prose import Targets

_LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class Numbered:
    """
    Hold a note with its number in reading order, and the places of its calls, German first.

    A place is the id of a segment or the ids of a unit, and a character; the id of the row where
    neither side has the words.
    """

    note: Note
    number: int
    id: str
    german: tuple[str, int] | None
    english: tuple[str, int] | None
    row: str

    @property
    def call(self) -> str:
        """Give the id of the first call."""
        return f"{self.id}-at"

    @property
    def english_call(self) -> str:
        """Give the id of the call in the translation."""
        return f"{self.call}-en" if self.german else self.call


@dataclass(frozen=True, slots=True)
class Calls:
    """Hold the calls by segment, by unit, and by the row that has neither words."""

    german: Mapping[str, Sequence[Sign]]
    english: Mapping[str, Sequence[Sign]]
    rows: Mapping[str, Sequence[Element]]


def note_id(text_id: str, note: Note, targets: Targets) -> str:
    """Give the id of a note: that to which links in prose lead."""
    address = targets.address(f"note:{text_id}/{note.id}", note.path)
    return address.rpartition("#")[2]


def numbered(text: Text, targets: Targets) -> list[Numbered]:
    """Number the notes of a text in the order of their places; letters tell equal places apart."""
    order = {row.id: number for number, row in enumerate(text.rows)}
    rows = {row.id: row for row in text.rows}
    found = []
    for note in text.notes:
        row = rows.get(paragraph_of(note.at))
        spot, german, english = _spots(note, row) if row else ((_LAST, 0), None, None)
        key = (order.get(paragraph_of(note.at), _LAST), spot, note.id)
        found.append((key, note, german, english))
    found.sort(key=lambda one: one[0])
    return [
        Numbered(note, number, note_id(text.record.id, note, targets), german, english,
                 paragraph_of(note.at))
        for number, (_, note, german, english) in enumerate(found, 1)
    ]  # fmt: skip


def _spots(
    note: Note, row: Row
) -> tuple[tuple[int, int], tuple[str, int] | None, tuple[str, int] | None]:
    """Find the note's words on both sides: its order in the row, and the two places."""
    german = _german(note, row)
    english = _english(note, row)
    ids = [segment.id for segment in row.segments]
    if german:
        return (ids.index(german[0]), german[1]), german, english
    if english:
        unit = next(unit for unit in row.units if unit.ids == english[0])
        first = note.at if note.at in unit.segments else unit.segments[0]
        return (ids.index(first) if first in ids else _LAST, english[1]), None, english
    return (ids.index(note.at) if note.at in ids else _LAST, _LAST), None, None


def _german(note: Note, row: Row) -> tuple[str, int] | None:
    for segment in _concerned(note, row):
        at = (segment.text or "").find(note.german) if note.german else -1
        if at >= 0:
            return segment.id, at + len(note.german)
    return None


def _concerned(note: Note, row: Row) -> Iterator[Segment]:
    return (s for s in row.segments if note.at in (s.id, row.id))


def _english(note: Note, row: Row) -> tuple[str, int] | None:
    units: list[TranslationUnit] = [u for u in row.units if {note.at} & {row.id, *u.segments}]
    for unit in units:
        at = unit.text.find(note.english) if note.english else -1
        if at >= 0:
            return unit.ids, at + len(note.english)
    # A note on the German alone is called in the translation as well, at the end of the sentence.
    return (units[-1].ids, len(units[-1].text)) if units else None


def place_calls(text: Text, notes: Sequence[Numbered]) -> Calls:
    """Make the calls of all notes; each element is for one place."""
    german: dict[str, list[Sign]] = {}
    english: dict[str, list[Sign]] = {}
    rows: dict[str, list[Element]] = {}
    for one in notes:
        address = f"text:{text.record.id}#{one.id}"
        if one.german:
            sign = Sign(one.german[1], _call(one, one.call, address))
            german.setdefault(one.german[0], []).append(sign)
        if one.english:
            sign = Sign(one.english[1], _call(one, one.english_call, address))
            english.setdefault(one.english[0], []).append(sign)
        if not one.german and not one.english:
            rows.setdefault(one.row, []).append(_call(one, one.call, address))
    return Calls(german, english, rows)


def _call(one: Numbered, id_: str, address: str) -> Element:
    link = make("a", str(one.number), href=address, id=id_, class_="call")
    return typed(link, "noteref", "doc-noteref")


def back(text: Text, one: Numbered) -> Element:
    """Link a note back to its call."""
    label = f"Back to note {one.number} in the text"
    link = make("a", str(one.number), href=f"text:{text.record.id}#{one.call}", class_="back",
                aria_label=label)  # fmt: skip
    return typed(link, "backlink", "doc-backlink")


def reference_link(text: Text, id_: str) -> Element:
    """Link a paragraph or segment by its number."""
    return make("a", id_, href=f"text:{text.record.id}#{dom_id(id_)}", class_="ref")
