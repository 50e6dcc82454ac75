"""Read the sentences of both sides, and find what anchors leave to be aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lesart.align.lattice import Floats
from lesart.align.links import Words, read_words
from lesart.align.search import Path
from lesart.align.types import Bead, Side

Pair = tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Name sentences to be aligned: from `source[0]` up to `source[1]`, and target alike."""

    pair: int
    source: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """
    Hold what is known of each sentence of one side, as sums over all sentences before it.

    `length` counts characters, `breaks` sentences that begin a paragraph, `alone` those that an
    anchor says have no counterpart. Each has one entry more than there are sentences.
    """

    length: Floats
    breaks: Floats
    alone: Floats

    def of(self, name: Literal["length", "breaks", "alone"]) -> Floats:
        """Give the values of single sentences."""
        found: Floats = np.diff(getattr(self, name))
        return found


@dataclass(frozen=True, slots=True)
class Texts:
    """
    Hold all pairs, read as one long text; every tuple is source and target.

    `starts` gives for each pair, and for the end, its first sentence.
    """

    words: tuple[Words, Words]
    marks: tuple[Marks, Marks]
    starts: list[tuple[int, int]]


def read_texts(pairs: Sequence[Pair], anchors: Sequence[Sequence[Bead]]) -> Texts:
    """Read the sentences of all pairs into words and marks."""
    columns = [[pair[side] for pair in pairs] for side in (0, 1)]
    starts = [np.cumsum([0, *(len(s.sentences) for s in sides)]).tolist() for sides in columns]
    alone = [np.zeros(begun[-1]) for begun in starts]
    for number, beads in enumerate(anchors):
        for bead in beads:
            for which, (own, other) in enumerate(
                ((bead.source, bead.target), (bead.target, bead.source))
            ):
                if own and not other:
                    _check_side(bead, own, len(pairs[number][which].sentences))
                    alone[which][[starts[which][number] + k for k in own]] = 1
    words = [
        read_words([s for side in sides for s in side.sentences], sides[0].language)
        for sides in columns
    ]
    marks = [
        Marks(*(_sums(values) for values in (_lengths(sides), _breaks(sides), own)))
        for sides, own in zip(columns, alone, strict=True)
    ]
    return Texts((words[0], words[1]), (marks[0], marks[1]), list(zip(*starts, strict=True)))


def _sums(values: Floats) -> Floats:
    return np.concatenate(([0.0], np.cumsum(values)))


def _lengths(sides: Sequence[Side]) -> Floats:
    return np.array([len(s) for side in sides for s in side.sentences], dtype=np.float64)


def _breaks(sides: Sequence[Side]) -> Floats:
    found = [np.zeros(len(side.sentences)) for side in sides]
    for side, marks in zip(sides, found, strict=True):
        if len(side.paragraphs):
            if len(side.paragraphs) != len(side.sentences):
                raise ValueError("there must be one paragraph number for each sentence")
            marks[1:] = np.diff(np.asarray(side.paragraphs, dtype=np.int64)) > 0
    return np.concatenate(found)


def between(beads: Sequence[Bead], texts: Texts, pair: int) -> tuple[list[Stretch], Path]:
    """
    List the stretches that two-sided anchors of a pair leave open, and the anchors as a path.

    Raise ValueError where an anchor names no sentences of the pair, leaves a gap inside a side,
    or overlaps or crosses another.
    """
    start, end = texts.starts[pair], texts.starts[pair + 1]
    stretches: list[Stretch] = []
    path: Path = []
    i, j = start
    for bead in beads:
        if not bead.source or not bead.target:
            continue
        _check_side(bead, bead.source, end[0] - start[0])
        _check_side(bead, bead.target, end[1] - start[1])
        a, b = start[0] + bead.source[0], start[1] + bead.target[0]
        if a < i or b < j:
            raise ValueError(f"anchor {bead} overlaps or crosses the one before it")
        stretches.append(Stretch(pair, (i, a), (j, b)))
        path.append((a, b, len(bead.source), len(bead.target)))
        i, j = a + len(bead.source), b + len(bead.target)
    stretches.append(Stretch(pair, (i, end[0]), (j, end[1])))
    return [s for s in stretches if s.source[0] < s.source[1] or s.target[0] < s.target[1]], path


def _check_side(bead: Bead, side: tuple[int, ...], size: int) -> None:
    if list(side) != list(range(side[0], side[0] + len(side))):
        raise ValueError(f"anchor {bead}: the sentences of a side must follow one another")
    if side[0] < 0 or side[-1] >= size:
        raise ValueError(f"anchor {bead}: there is no such sentence")
