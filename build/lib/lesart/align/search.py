"""
Find the best path through a lattice of beads, and how sure each bead is.

A path is made of beads and of runs of null beads. A run costs once for opening and a little for
each sentence, so that a missing chapter is no harder than a missing sentence (affine gaps as in
Gotoh 1982). Where a run has both sides, its source sentences come first: one order, one path.

Every sum is in natural logarithms. `beliefs` runs forward and backward over the same lattice
(Baum and others 1970, over segments as in Sarawagi and Cohen 2004).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lesart.align.lattice import Floats, Ints, Lattice

SHAPES: tuple[tuple[int, int], ...] = (
    (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1),
    (1, 5), (5, 1), (1, 6), (6, 1),
)  # fmt: skip
NEVER = -1e15
"""Lower than any path can score, in millionths too."""


@dataclass(frozen=True, slots=True)
class Scores:
    """
    Hold the score of every bead by the cell at which it begins.

    `beads[shape, cell]` is for two-sided beads, in the order of `SHAPES`. A null bead of source
    sentence i scores `gap_source[i]`, and `opening` more if it begins a run; target alike.
    """

    beads: Floats
    gap_source: Floats
    gap_target: Floats
    opening: float


Path = list[tuple[int, int, int, int]]
"""Beads as (i, j, sentences of the source, sentences of the target)."""


_TALL, _WIDE = (np.array(sides)[:, None] for sides in zip(*SHAPES, strict=True))


def _begins(lattice: Lattice, row: int) -> Ints:
    """Give for each shape and cell of a row where a bead that ends there begins, or `size`."""
    above = np.maximum(row - _TALL, 0)
    left = np.arange(lattice.low[row], lattice.high[row] + 1) - _WIDE
    inside = (row >= _TALL) & (left >= lattice.low[above]) & (left <= lattice.high[above])
    return np.where(inside, lattice.start[above] + left - lattice.low[above], lattice.size)


def _ends(lattice: Lattice, row: int) -> Ints:
    """Give for each shape and cell of a row where a bead that begins there ends, or `size`."""
    below = np.minimum(row + _TALL, lattice.n)
    right = np.arange(lattice.low[row], lattice.high[row] + 1) + _WIDE
    inside = (row + _TALL <= lattice.n) & (right >= lattice.low[below])
    inside &= right <= lattice.high[below]
    return np.where(inside, lattice.start[below] + right - lattice.low[below], lattice.size)


@dataclass(frozen=True, slots=True)
class Ways:
    """
    Hold for each cell the weight of all ways to it (or from it), by what they end (begin) with.

    One entry more than there are cells stands for what lies outside: never.
    """

    bead: Floats
    source: Floats
    target: Floats
    total: Floats


def _sum(values: Floats) -> Floats:
    """Add probabilities given as logarithms, along the first axis."""
    top = values.max(axis=0)
    found: Floats = top + np.log(np.exp(values - top).sum(axis=0))
    return found


def _millionths(values: Floats) -> Floats:
    found: Floats = np.rint(values * 1e6)
    return found


def _as_they_are(values: Floats) -> Floats:
    return values


def _best(values: Floats) -> Floats:
    found: Floats = values.max(axis=0)
    return found


def forward(lattice: Lattice, scores: Scores, *, best: bool = False) -> Ways:
    """
    Sum all ways from the beginning to each cell.

    With *best*, give the best way instead, and count in whole millionths, so that no machine
    rounds a tie its own way.
    """
    join, add = (_best, np.maximum) if best else (_sum, np.logaddexp)
    unit = _millionths if best else _as_they_are
    gap_source, gap_target = unit(scores.gap_source), unit(scores.gap_target)
    opening = float(unit(np.array(scores.opening)))
    shapes = np.arange(len(SHAPES))[:, None]
    up = lattice.shift(-1, 0)
    level = np.concatenate(([0.0], np.cumsum(gap_target)))[lattice.column]
    ways = Ways(*(np.full(lattice.size + 1, NEVER) for _ in range(4)))
    bounds = lattice.start.tolist()
    for row in range(lattice.n + 1):
        here = slice(bounds[row], bounds[row + 1])
        if row:
            begins = _begins(lattice, row)
            entered = unit(scores.beads[shapes, np.minimum(begins, lattice.size - 1)])
            ways.bead[here] = join(ways.total[begins] + entered)
            above = up[here]
            ways.source[here] = gap_source[row - 1] + add(
                ways.bead[above] + opening, ways.source[above]
            )
        else:
            ways.bead[0] = 0.0
        ready = add(ways.bead[here], ways.source[here])
        ways.total[here] = ready
        if len(ready) > 1:
            stairs = level[here]
            opened = add.accumulate(ready[:-1] + opening - stairs[:-1])
            run = slice(here.start + 1, here.stop)
            ways.target[run] = opened + stairs[1:]
            ways.total[run] = add(ways.total[run], ways.target[run])
    return ways


def backward(lattice: Lattice, scores: Scores) -> Ways:
    """
    Sum all ways from each cell to the end, by what the way to the cell ended with.

    `bead`: anything may follow. `source`: a run of source sentences may go on. `target`: a run
    of target sentences may go on. `total` is not used.
    """
    beads = scores.beads
    down = lattice.shift(1, 0)
    level = np.concatenate(([0.0], np.cumsum(scores.gap_target)))[lattice.column]
    ways = Ways(*(np.full(lattice.size + 1, NEVER) for _ in range(4)))
    bounds = lattice.start.tolist()
    for row in range(lattice.n, -1, -1):
        here = slice(bounds[row], bounds[row + 1])
        if row < lattice.n:
            free = _sum(ways.bead[_ends(lattice, row)] + beads[:, here])
            below = ways.source[down[here]] + scores.gap_source[row]
        else:
            free = np.full(here.stop - here.start, NEVER)
            free[-1] = 0.0
            below = np.full(here.stop - here.start, NEVER)
        run = free.copy()
        stairs = level[here]
        run = np.logaddexp.accumulate((free + stairs)[::-1])[::-1] - stairs
        opened = np.full(len(run), NEVER)
        opened[:-1] = run[1:] + np.diff(stairs) + scores.opening
        ways.target[here] = run
        ways.source[here] = np.logaddexp(np.logaddexp(free, opened), below)
        ways.bead[here] = np.logaddexp(np.logaddexp(free, opened), below + scores.opening)
    return ways


@dataclass(frozen=True, slots=True)
class Beliefs:
    """
    Hold how probable each bead is: two-sided by shape and first cell, nulls by their first cell.

    `evidence` is the logarithm of the sum over all paths.
    """

    beads: Floats
    source: Floats
    target: Floats
    evidence: float


def beliefs(lattice: Lattice, scores: Scores) -> Beliefs:
    """Give the probability of every bead, summed over all paths."""
    there, back = forward(lattice, scores), backward(lattice, scores)
    size = lattice.size
    evidence = float(there.total[size - 1])
    beads = scores.beads + (there.total[:size] - evidence)
    for shape, (tall, wide) in enumerate(SHAPES):
        beads[shape] += back.bead[lattice.shift(tall, wide)]
    np.exp(beads, out=beads)
    down, right = lattice.shift(1, 0), lattice.shift(0, 1)
    begun = np.logaddexp(there.bead[:size] + scores.opening, there.source[:size])
    gap = np.append(scores.gap_source, 0.0)[lattice.row]
    source = np.exp(begun + gap + back.source[down] - evidence)
    ready = np.logaddexp(there.bead[:size], there.source[:size])
    begun = np.logaddexp(ready + scores.opening, there.target[:size])
    gap = np.append(scores.gap_target, 0.0)[lattice.column]
    target = np.exp(begun + gap + back.target[right] - evidence)
    return Beliefs(beads, source, target, evidence)


def trace(lattice: Lattice, scores: Scores) -> Path:
    """
    Find the path with the highest score; of equals, the one that joins fewest sentences.
    """
    ways = forward(lattice, scores, best=True)
    opening = float(_millionths(np.array(scores.opening)))
    up = lattice.shift(-1, 0)
    cell, state = lattice.size - 1, "any"
    path: Path = []
    while cell:
        row, column = int(lattice.row[cell]), int(lattice.column[cell])
        if state == "any":
            state = _state(ways, cell, ("bead", "source", "target"))
        if state == "bead":
            starts = _starts(lattice, row, column)
            entered = scores.beads[range(len(SHAPES)), np.minimum(starts, lattice.size - 1)]
            shape = int(np.argmax(ways.total[starts] + _millionths(entered)))
            tall, wide = SHAPES[shape]
            path.append((row - tall, column - wide, tall, wide))
            cell, state = int(starts[shape]), "any"
        elif state == "source":
            path.append((row - 1, column, 1, 0))
            cell = int(up[cell])
            opened = ways.bead[cell] + opening >= ways.source[cell]
            state = "bead" if opened else "source"
        else:
            path.append((row, column - 1, 0, 1))
            cell -= 1
            opened = max(ways.bead[cell], ways.source[cell]) + opening
            if opened >= ways.target[cell]:
                state = _state(ways, cell, ("bead", "source"))
    return path[::-1]


def _starts(lattice: Lattice, row: int, column: int) -> Ints:
    """Give for each shape the cell at which a bead that ends here begins, or `size`."""
    found = np.full(len(SHAPES), lattice.size)
    for shape, (tall, wide) in enumerate(SHAPES):
        above, left = row - tall, column - wide
        if above >= 0 and lattice.low[above] <= left <= lattice.high[above]:
            found[shape] = lattice.start[above] + left - lattice.low[above]
    return found


def _state(ways: Ways, cell: int, names: tuple[str, ...]) -> str:
    return max(names, key=lambda name: float(getattr(ways, name)[cell]))
