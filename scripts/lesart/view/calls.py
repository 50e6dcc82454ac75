"""
Tell where the notes of a text are called: on which side, in which sentence, behind which character.

The rule is one for all forms of the edition.

- A note is called in each language in which it names words, and in no other; one that names none
  is called in both.
- It is called behind its words, where they first stand at its place. Of a paragraph, that is the
  first sentence that has its words in every language it names, or else in one of them.
- Where its words do not stand there, it is called at the end of that sentence, and where they stand
  nowhere, at the end of its place.
- Where nothing can be read in the languages it names (the original is not at hand, the sentence not
  translated, the book has one side), it is called in the other one, at the end; and where nothing
  can be read at all, behind what says so. So no note is out of reach.

Of a text that is withheld no note is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from lesart.core.references import paragraph_of
from lesart.model import Language, Note, Row, Text

SIDES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Call:
    """
    Call `note` on one side, behind the character `at` of a place.

    `place` is the id of a segment or the ids of a translation unit. Where no words stand, it is
    the id of the segment that is not at hand or not translated, or that of a lacuna, and `at` is 0.
    `words` are those of the note before that character, empty where it is called at the end.
    """

    note: Note
    side: Language
    place: str
    at: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    """Hold the words of one sentence on one side, none where there are none to be read."""

    place: str
    words: str


_Sentence = Mapping[Language, _Words]


def find_calls(text: Text, sides: Sequence[Language] = SIDES) -> tuple[Call, ...]:
    """
    List the calls of all notes where *sides* are shown, those of one note together.

    A note whose place the text does not have has no call; `check` reports it.
    """
    return tuple(call for _, calls in in_order(text, sides) for call in calls)


def calls_on_pages(text: Text) -> tuple[tuple[Call, ...], tuple[Call, ...]]:
    """
    List the calls of a page that shows both sides, and those it has more for one shown alone.

    Of a title, both sides are always shown.
    """
    calls = find_calls(text)
    both = {(call.note.id, call.side) for call in calls}
    titles = {row.id for row in text.rows if row.role == "title"}
    more = tuple(
        call
        for side in SIDES
        for call in find_calls(text, (side,))
        if (call.note.id, side) not in both and paragraph_of(call.note.at) not in titles
    )
    return calls, more


def in_order(text: Text, sides: Sequence[Language] = SIDES) -> list[tuple[Note, tuple[Call, ...]]]:
    """
    List the notes of a text in reading order, each with its calls: by the first of them.

    A paragraph is read on one side, then on the other, as books have it: a note that is called on
    the second alone comes after all that are called on the first.
    """
    rows = {row.id: (number, row) for number, row in enumerate(text.rows)}
    last = (len(rows), None)
    found = []
    for note in text.notes:
        number, row = rows.get(paragraph_of(note.at), last)
        sentences = _sentences(row, note.at) if row and not text.withheld else []
        calls = tuple(_called(note, sentences, sides)) if sentences else ()
        order = [number]
        if row and calls:
            first = calls[0]
            order = [number, sides.index(first.side), _index(row, first), first.at]
        elif row:
            order = [number, 0, *(n for n, s in enumerate(row.segments) if s.id == note.at)]
        found.append((order, note.id, note, calls))
    return [(note, calls) for _, _, note, calls in sorted(found, key=lambda one: one[:2])]


def by_place(calls: Iterable[Call], side: Language) -> dict[str, list[Call]]:
    """Sort the calls of one side by their places, each in reading order."""
    places: dict[str, list[Call]] = {}
    for call in calls:
        if call.side == side:
            places.setdefault(call.place, []).append(call)
    return {place: sorted(made, key=lambda call: call.at) for place, made in places.items()}


def sides_by_note(calls: Iterable[Call]) -> dict[str, tuple[Language, ...]]:
    """Tell by its id on which sides each note is called, in the order of its calls."""
    found: dict[str, tuple[Language, ...]] = {}
    for call in calls:
        found[call.note.id] = (*found.get(call.note.id, ()), call.side)
    return found


def _sentences(row: Row, at: str) -> list[_Sentence]:
    """Give the sentences at a place, each with the unit that covers it, perhaps with others."""
    german, english = SIDES
    if not row.segments and at == row.id:
        return [{side: _Words(row.id, "") for side in SIDES}]
    units = {id_: unit for unit in row.units for id_ in unit.segments}
    sentences: list[_Sentence] = []
    for segment in row.segments:
        if at in (segment.id, row.id):
            unit = units.get(segment.id)
            there = _Words(unit.ids, unit.text) if unit else _Words(segment.id, "")
            sentences.append({german: _Words(segment.id, segment.text or ""), english: there})
    return sentences


def _called(
    note: Note, sentences: Sequence[_Sentence], sides: Sequence[Language]
) -> Iterator[Call]:
    quoted = dict(zip(SIDES, (note.german, note.english), strict=True))
    named = [side for side in SIDES if quoted[side]]
    wanted = [side for side in sides if side in named or not named]

    def having(count: int) -> list[_Sentence]:
        """List the sentences with the note's words in at least so many languages."""
        return [s for s in sentences if sum(quoted[n] in s[n].words for n in named) >= count]

    meant = (having(len(named)) or having(1))[:1] if named else []
    spots = {side: _spot(quoted[side], meant, sentences, side) for side in sides}
    read = [side for side in wanted if spots[side]] or [side for side in sides if spots[side]][:1]
    for side in read:
        if spot := spots[side]:
            yield Call(note, side, *spot)
    if not read:
        for side in wanted or sides[:1]:
            yield Call(note, side, (meant or sentences)[-1][side].place, 0)


def _spot(
    quoted: str, meant: Sequence[_Sentence], sentences: Sequence[_Sentence], side: Language
) -> tuple[str, int, str] | None:
    """Find the place, the character and the words before it; nothing where none can be read."""
    for there in (sentence[side] for sentence in (*meant, *sentences)):
        if quoted and quoted in there.words:
            return there.place, there.words.index(quoted) + len(quoted), quoted
    readable = [s[side] for s in (meant or sentences) if s[side].words]
    return (readable[-1].place, len(readable[-1].words), "") if readable else None


def _index(row: Row, call: Call) -> int:
    """Tell at which sentence of a row a call stands."""
    first = {unit.ids: unit.segments[0] for unit in row.units if unit.segments}
    id_ = first.get(call.place, call.place) if call.side == SIDES[1] else call.place
    return next((n for n, segment in enumerate(row.segments) if segment.id == id_), 0)
