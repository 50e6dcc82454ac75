"""
Tell where the notes of the author are called: on which side, behind which character.

The original calls a note at its own character. A translation calls it at the end of the unit that
renders the sentence; where there is none, behind what says so. So each side calls every note, and a
reader of one language finds them all. They are numbered by their first calls, apart from the notes
of the editors, and have an asterisk before the number: `*1`. Of a text that is withheld no note is
called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from lesart.model import Language, Row, Segment, Text
from lesart.view.calls import SIDES
from lesart.view.structure import note_rows


@dataclass(frozen=True, slots=True)
class PlacedCall:
    """
    Call the author's note `note`, the id of a paragraph, on one side behind the character `at`.

    `place` is the id of a segment or the ids of a translation unit. `time` is 1 for the first call
    of the note on its side. `number` is that of the note.
    """

    note: str
    number: int
    side: Language
    place: str
    at: int
    time: int = 1

    @property
    def sign(self) -> str:
        """Give what is shown in the text."""
        return note_sign(self.number)

    @property
    def id(self) -> str:
        """Name the call within a page: `fn1-at-de`, a further one `fn1-at-de-2`."""
        return f"{self.note}-at-{self.side}" + (f"-{self.time}" if self.time > 1 else "")


PlacedCalls = Mapping[Language, Mapping[str, tuple[PlacedCall, ...]]]


def note_sign(number: int) -> str:
    """
    Write the number of an author's note.

    >>> note_sign(1)
    '*1'
    """
    return f"*{number}"


def note_numbers(text: Text) -> Mapping[str, int]:
    """Number the author's notes, by their first calls; those that nothing calls come last."""
    known = [row.id for row in note_rows(text)]
    called = [call.note for row in text.rows for s in row.segments for call in s.calls]
    ordered = dict.fromkeys([*(note for note in called if note in known), *known])
    return dict(zip(ordered, count(1), strict=False))


def notes_in_order(text: Text) -> list[Row]:
    """List the author's notes in the order of their numbers."""
    numbers = note_numbers(text)
    return sorted(note_rows(text), key=lambda row: numbers[row.id])


def place_author_calls(text: Text) -> PlacedCalls:
    """Collect the calls by side and place, each place in reading order."""
    return {side: _by_place(side, text) for side in SIDES}


def called_at(text: Text) -> Mapping[str, tuple[PlacedCall, ...]]:
    """Give by its id the first calls of each note, one a side."""
    found: dict[str, tuple[PlacedCall, ...]] = {}
    for places in place_author_calls(text).values():
        for call in (call for calls in places.values() for call in calls if call.time == 1):
            found[call.note] = (*found.get(call.note, ()), call)
    return found


def _by_place(side: Language, text: Text) -> dict[str, tuple[PlacedCall, ...]]:
    numbers = note_numbers(text)
    times: dict[str, int] = {}
    places: dict[str, tuple[PlacedCall, ...]] = {}
    for row in () if text.withheld else text.rows:
        for place, at, note in _spots(row, side):
            if note in numbers:
                times[note] = times.get(note, 0) + 1
                call = PlacedCall(note, numbers[note], side, place, at, times[note])
                places[place] = (*places.get(place, ()), call)
    return places


def _spots(row: Row, side: Language) -> Iterator[tuple[str, int, str]]:
    """Give the place, the character and the note of each call on a side of a row."""
    units = {id_: unit for unit in row.units for id_ in unit.segments}
    for segment in row.segments:
        for call in sorted(segment.calls, key=lambda call: call.at):
            unit = units.get(segment.id) if side == SIDES[1] else None
            if unit:
                yield unit.ids, len(unit.text), call.note
            else:
                yield segment.id, _at(call.at, segment, side), call.note


def _at(at: int, segment: Segment, side: Language) -> int:
    return at if side == SIDES[0] and segment.text is not None else 0
