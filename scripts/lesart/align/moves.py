"""
Find stretches that translate each other at another place, where beads cannot join them.

Beads never cross: of two chapters that changed places one stays alone on both sides. A stretch of
sentences without counterpart is aligned with each such stretch of the other side, by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from lesart.align.aligner import align
from lesart.align.gaps import LOOK_CELLS, MANY, runs_of
from lesart.align.types import Bead, Side

PAIRS = 12
"""Pairs of stretches that are compared, at most, the longest first."""
SHARE = 0.6
"""Sentences of the shorter stretch that must find their counterpart in the other."""
SURE = 0.7
"""Mean confidence that these beads must have."""


@dataclass(frozen=True, slots=True)
class Move:
    """Say that sentences of the source, from the first up to the last, stand elsewhere."""

    source: tuple[int, int]
    target: tuple[int, int]


def moved(source: Side, target: Side, beads: Sequence[Bead]) -> list[Move]:
    """List the stretches that seem to have changed places, in the order of the source."""
    runs = runs_of(beads)
    ours = [(run.i, run.i + run.tall) for run in runs if run.tall >= MANY]
    theirs = [(run.j, run.j + run.wide) for run in runs if run.wide >= MANY]
    pairs = [pair for pair in product(ours, theirs) if 0 < _cells(*pair) <= LOOK_CELLS]
    found: list[Move] = []
    for one, two in sorted(pairs, key=lambda pair: -_cells(*pair))[:PAIRS]:
        taken = any(one == known.source or two == known.target for known in found)
        if not taken and (move := _move(source, target, one, two)):
            found.append(move)
    return sorted(found, key=lambda move: move.source)


def _cells(one: tuple[int, int], two: tuple[int, int]) -> int:
    return (one[1] - one[0]) * (two[1] - two[0])


def _move(source: Side, target: Side, one: tuple[int, int], two: tuple[int, int]) -> Move | None:
    """Align two stretches by themselves; None where they do not translate each other."""
    sides = (
        Side(source.sentences[one[0] : one[1]], source.language),
        Side(target.sentences[two[0] : two[1]], target.language),
    )
    joined = [bead for bead in align(*sides) if bead.source and bead.target]
    counts = sum(len(bead.source) for bead in joined), sum(len(bead.target) for bead in joined)
    shorter = 0 if one[1] - one[0] <= two[1] - two[0] else 1
    if counts[shorter] < SHARE * len(sides[shorter].sentences):
        return None
    if sum(bead.confidence for bead in joined) < SURE * len(joined):
        return None
    first, last = joined[0], joined[-1]
    return Move(
        (one[0] + first.source[0], one[0] + last.source[-1] + 1),
        (two[0] + first.target[0], two[0] + last.target[-1] + 1),
    )
