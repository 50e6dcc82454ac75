"""
Find where a path leaves sentences on both sides without counterpart, to look at them again.

Translators leave out and add, but seldom both at one place: where many sentences of either side
stand alone beside each other, more often the search has lost its way. What lies between two such
runs, one of either side, is suspected too: there a path may have followed a likeness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lesart.align.lattice import Lattice
from lesart.align.search import SHAPES, Path, Scores
from lesart.align.types import Bead

LOOK_CELLS = 160_000
"""Cells up to which a place is searched whole."""
FEWEST = 3
"""Sentences of either side in a run that is looked at again."""
LONE = 5
"""Sentences of a run of one side that is looked at again with a run of the other near it."""
MANY = 5
"""Sentences without counterpart on either side of one place, from which it is named."""
DOUBTED = 0.5
"""How sure the beads of such a place are at most: among texts of known beads there was none."""
NEIGHBOURS = 4
"""Sentences before and after a place that are searched with it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Hold null beads beside each other: places in the path, first sentences, and how many."""

    begin: int
    end: int
    i: int
    j: int
    tall: int
    wide: int


def null_runs(path: Path) -> list[Run]:
    """
    List the runs of null beads of a path.

    >>> null_runs([(0, 0, 1, 1), (1, 1, 1, 0), (2, 1, 0, 1), (2, 2, 1, 1)])
    [Run(begin=1, end=3, i=1, j=1, tall=1, wide=1)]
    """
    runs: list[Run] = []
    begin = -1
    for at, (_, _, tall, wide) in enumerate([*path, (0, 0, 1, 1)]):
        if not (tall and wide):
            begin = at if begin < 0 else begin
        elif begin >= 0:
            first, last = path[begin], path[at - 1]
            size = last[0] + last[2] - first[0], last[1] + last[3] - first[1]
            runs.append(Run(begin, at, first[0], first[1], *size))
            begin = -1
    return runs


def doubtful(path: Path) -> list[tuple[int, int]]:
    """
    List parts of a path that are to be searched again, as first and last place, apart.

    >>> doubtful([(n, 0, 1, 0) for n in range(5)] + [(5, n, 0, 1) for n in range(5)])
    [(0, 10)]
    """
    runs = [run for run in null_runs(path) if min(run.tall, run.wide) >= FEWEST or _lone(run)]
    found: list[tuple[int, int]] = []
    for number, run in enumerate(runs):
        if min(run.tall, run.wide) >= FEWEST:
            found.append((run.begin, run.end))
        for other in runs[number + 1 :]:
            cells = (other.i + other.tall - run.i) * (other.j + other.wide - run.j)
            if cells > LOOK_CELLS:
                break
            if (run.tall > run.wide) != (other.tall > other.wide):
                found.append((run.begin, other.end))
                break
    parts: list[tuple[int, int]] = []
    for place in sorted(found):
        begin, end = place
        if cells_of(path[begin:end]) <= LOOK_CELLS:
            begin, end = max(0, begin - NEIGHBOURS), min(len(path), end + NEIGHBOURS)
        if parts and begin < parts[-1][1]:
            joined = parts[-1][0], max(end, parts[-1][1])
            if cells_of(path[joined[0] : joined[1]]) <= LOOK_CELLS:
                parts[-1] = joined
        else:
            parts.append((begin, end))
    return parts


def _lone(run: Run) -> bool:
    return max(run.tall, run.wide) >= LONE


def cells_of(part: Path) -> int:
    """Count the cells between the first and the last sentence of part of a path."""
    (i, j, *_), (row, column, tall, wide) = part[0], part[-1]
    return (row + tall - i) * (column + wide - j)


def worth(path: Path, lattice: Lattice, scores: Scores) -> float:
    """Add what the beads of a path score; two-sided ones must lie in the lattice."""
    total, before = 0.0, ""
    for i, j, tall, wide in path:
        kind = "bead" if tall and wide else "source" if tall else "target"
        if kind == "bead":
            cell = int(lattice.start[i] + j - lattice.low[i])
            total += float(scores.beads[SHAPES.index((tall, wide)), cell])
        else:
            gap = scores.gap_source[i] if tall else scores.gap_target[j]
            total += float(gap) + (scores.opening if kind != before else 0.0)
        before = kind
    return total


def hedged(beads: Sequence[Bead]) -> list[Bead]:
    """
    Take back how sure null beads are that stand beside many of the other side.

    >>> alone = [Bead((n,), ()) for n in range(5)] + [Bead((), (n,)) for n in range(5)]
    >>> {bead.confidence for bead in hedged(alone)}
    {0.5}
    """
    found = list(beads)
    for run in double_runs(beads):
        for at in range(run.begin, run.end):
            found[at] = replace(beads[at], confidence=min(beads[at].confidence, DOUBTED))
    return found


def double_runs(beads: Sequence[Bead]) -> list[Run]:
    """List the runs in which many sentences of both sides have no counterpart, in their order."""
    return [run for run in runs_of(beads) if min(run.tall, run.wide) >= MANY]


def runs_of(beads: Sequence[Bead]) -> list[Run]:
    """List the runs of null beads among beads that hold all sentences in their order."""
    path: Path = []
    i = j = 0
    for bead in beads:
        path.append((i, j, len(bead.source), len(bead.target)))
        i, j = i + len(bead.source), j + len(bead.target)
    return null_runs(path)
