"""
Say sentence by sentence what stands on each side of a paragraph, whatever the format.

On the German side stands every segment, on the English every translation unit and every segment
that has none. Where words are missing, other words say so, and the notes are called behind them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from lesart.core.references import emendation_id
from lesart.model import Language, Row, Segment, Text, TranslationUnit
from lesart.view.author_calls import PlacedCall, PlacedCalls, place_author_calls
from lesart.view.calls import SIDES, Call, by_place, find_calls
from lesart.view.gaps import first_words, gap, lost, translated, translation
from lesart.view.runs import Over, Run, cut
from lesart.view.structure import indents
from lesart.view.terms import NO_PLACES, WordPlaces

Missing = Literal["", "lost", "not at hand", "not translated"]
Calls = Mapping[Language, Mapping[str, Sequence[Call]]]


@dataclass(frozen=True, slots=True)
class TextView:
    """
    Hold what stands over the words of a text.

    `known` are the segments that are translated, `calls` those of the notes by side and place,
    `author_calls` those of the author's own. Without `marks`, emended words are words like others.
    """

    text: Text
    known: frozenset[str]
    terms: WordPlaces = NO_PLACES
    names: WordPlaces = NO_PLACES
    calls: Calls = field(default_factory=dict)
    marks: bool = True
    author_calls: PlacedCalls = field(default_factory=dict)

    def behind(self, side: Language, place: str) -> list[Run]:
        """Call the notes of a place that has no words, or whose words are not shown."""
        own = [Run(author_call=call) for call in self.author_calls_at(side, place)]
        return [*own, *(Run(note=call.note) for call in self.at(side, place))]

    def at(self, side: Language, place: str) -> Sequence[Call]:
        """List the calls of a place, in reading order."""
        return self.calls.get(side, {}).get(place, ())

    def author_calls_at(self, side: Language, place: str) -> Sequence[PlacedCall]:
        """List the calls of the author's notes at a place, in reading order."""
        return self.author_calls.get(side, {}).get(place, ())


def text_view(
    text: Text,
    terms: WordPlaces = NO_PLACES,
    names: WordPlaces = NO_PLACES,
    calls: Iterable[Call] | None = None,
) -> TextView:
    """Collect what stands over the words of a text; *calls* are those of both sides by default."""
    found = find_calls(text) if calls is None else tuple(calls)
    places = {side: by_place(found, side) for side in SIDES}
    own = place_author_calls(text)
    return TextView(text, translated(text), terms, names, places, author_calls=own)


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    Hold the runs of a segment, of a translation unit, or of what stands in the place of either.

    `covers` are the ids of the segments it stands for, of a lacuna none; `missing` says what is
    not there, empty where all is. A line of verse is set in by `indent` steps.
    """

    covers: tuple[str, ...]
    runs: tuple[Run, ...]
    segment: Segment | None = None
    unit: TranslationUnit | None = None
    missing: Missing = ""
    indent: int = 0

    def entry(self, run: Run) -> str:
        """Give the id of the entry of the apparatus on a run; nothing where it is not emended."""
        return emendation_id(self.segment.id, run.emended) if self.segment and run.emended else ""

    def reading(self, run: Run) -> str:
        """Give what the witness has in the place of a run that is emended."""
        marks = self.segment.marks if self.segment else ()
        return marks[run.emended - 1].emendation.reading if run.emended else run.words


def sentences(row: Row, side: Language, view: TextView) -> list[Sentence]:
    """List the sentences of one side of a row of the text, or of a part of one."""
    if row.role == "lacuna":
        runs = (Run(lost(row, view.text)[side]), *view.behind(side, row.id))
        return [Sentence((), runs, missing="lost")]
    seen: set[str] = set()
    if side == SIDES[0]:
        listed = [_segment(one, view, seen) for one in row.segments]
    else:
        listed = [_translation(one, view, seen) for one in translation(row, view.known)]
    steps = indents(row) if row.role == "verse" else {}
    return [replace(one, indent=steps[one.covers[0]]) if steps.get(one.covers[0]) else one
            for one in listed]  # fmt: skip


def title_sentences(side: Language, view: TextView) -> list[Sentence]:
    """List the sentences of the title of a text; without its words, the record gives the title."""
    text = view.text
    row = next((row for row in text.rows if row.role == "title"), None)
    if row and (row.units if side == SIDES[1] else text.original == "present"):
        return sentences(row, side, view)
    calls = view.behind(side, row.id) if row else ()
    return [Sentence(("title",), (Run(getattr(text.record.title, side)), *calls))]


def _segment(segment: Segment, view: TextView, seen: set[str]) -> Sentence:
    side, covers = SIDES[0], (segment.id,)
    if segment.text is None:
        runs = (Run(first_words(segment)), *view.behind(side, segment.id))
        return Sentence(covers, runs, segment, missing="not at hand")
    marks = segment.marks if view.marks else ()
    terms, names = view.terms.in_segment(segment), view.names.in_segment(segment)
    over = Over(segment.styles, view.author_calls_at(side, segment.id))
    runs = tuple(cut(segment.text, marks, terms, view.at(side, segment.id), seen, names, over))
    return Sentence(covers, runs, segment)


def _translation(one: TranslationUnit | Segment, view: TextView, seen: set[str]) -> Sentence:
    side = SIDES[1]
    if isinstance(one, Segment):
        runs = (Run(gap(view.text)), *view.behind(side, one.id))
        return Sentence((one.id,), runs, missing="not translated")
    terms, names = view.terms.in_unit(one), view.names.in_unit(one)
    over = Over(calls=view.author_calls_at(side, one.ids))
    runs = tuple(cut(one.text, (), terms, view.at(side, one.ids), seen, names, over))
    return Sentence(one.segments, runs, unit=one)
