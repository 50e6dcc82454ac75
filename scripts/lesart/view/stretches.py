"""
Tell which words stand together on a page, for programs that look for a quotation in it.

They read the text of a page as it stands in its markup: between two words may be the mark of a
note or of an author's note, and behind emended words what was transmitted. A stretch is what no
such thing parts.
"""

from __future__ import annotations

from dataclasses import dataclass

from lesart.model import Language, Row
from lesart.view.sentences import Sentence, TextView, sentences


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Hold the words of a place on one side, where each sentence begins, and what parts them."""

    words: str
    starts: dict[str, int]
    breaks: tuple[int, ...]

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """
        Give the ends of the stretch that holds the words from *start* to *end*.

        Where something parts these words themselves, it begins behind the last such place.

        >>> PlaceWords("Eins zwei drei vier", {}, (4, 14)).stretch(10, 14)
        (4, 14)
        """
        before = [at for at in self.breaks if at < end]
        after = [at for at in self.breaks if at >= end]
        return max(before, default=0), min(after, default=len(self.words))


def place_words(row: Row, at: str, side: Language, view: TextView) -> PlaceWords:
    """Give the words of the place *at*, a paragraph or one of its sentences, on one side."""
    listed = [one for one in sentences(row, side, view) if at == row.id or at in one.covers]
    words = ""
    starts: dict[str, int] = {}
    breaks: list[int] = []
    for one in listed:
        if words:
            # Lines of verse are set apart; between sentences stands a blank.
            breaks += [len(words)] if row.role == "verse" else []
            words += " "
            breaks += [len(words)] if row.role == "verse" else []
        starts[_place(one)] = len(words)
        for run in one.runs:
            words += "" if one.missing else run.words
            if run.note or run.author_call or run.emended:
                breaks.append(len(words))
    return PlaceWords(words, starts, tuple(breaks))


def _place(one: Sentence) -> str:
    return one.unit.ids if one.unit else one.covers[0]


def within_stretch(held: PlaceWords, start: int, end: int) -> tuple[str, int, int]:
    """Give a stretch and where in it the words begin and end; they begin later if parted."""
    first, last = held.stretch(start, end)
    begin = max(start, first)
    return held.words[first:last], begin - first, end - first
