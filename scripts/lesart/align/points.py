"""
Find where rare words of two texts meet: points that a path through both may pass.

A point is worth more the rarer its words are, and nothing by itself: chance puts points
everywhere. What tells a path from chance is that its points stand in a row, so a point counts as
much as it has neighbours along its diagonal, before and after, that chance would not give it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np

from lesart.align.lattice import Floats, Ints, ranges
from lesart.align.model import Bag, Half

RARE = 64
"""Occurrences of one word times those of the other, up to which a link always marks points."""
PER_SENTENCE = 30
"""Points by sentences of both sides: as many as that are marked by words that are less rare."""
REACH = 8
"""Rows before and after a point in which its neighbours are looked for."""
SLACK = 3
"""Rows for which a neighbour may stand one column further off the diagonal."""
CHANCE = 3.0
"""Weight of neighbours, by what chance would give, up to which they tell nothing."""
FEWEST = 2.0
"""Neighbours of usual weight up to which they tell nothing, however few chance would give."""


@dataclass(frozen=True, slots=True)
class Points:
    """Hold points by row, then column, each place once, with their weight."""

    row: Ints
    column: Ints
    weight: Floats

    def where(self, chosen: Ints) -> Points:
        """Give the points at the places *chosen*, which ascend."""
        return Points(self.row[chosen], self.column[chosen], self.weight[chosen])


def meeting_points(
    half: Half, source: Bag, target: Bag, first: tuple[int, int], n: int, m: int
) -> Points:
    """List where linked rare words meet among *n* and *m* sentences that begin at *first*."""
    one, two = (
        _by_kind(bag, start, size)
        for bag, start, size in zip((source, target), first, (n, m), strict=True)
    )
    starts = [
        np.searchsorted(side[0], np.arange(bag.kinds + 1))
        for side, bag in ((one, source), (two, target))
    ]
    sizes = [np.diff(start) for start in starts]
    product = sizes[0][half.here] * sizes[1][half.there]
    link = _rarest(product, PER_SENTENCE * (n + m))
    owner, place = ranges(starts[0][half.here[link]], starts[0][half.here[link] + 1])
    whose, other = ranges(
        starts[1][half.there[link[owner]]], starts[1][half.there[link[owner]] + 1]
    )
    meant = link[owner[whose]]
    weight = np.log1p(half.lift[meant]) / product[meant]
    return _merged(one[1][place[whose]], two[1][other], weight)


def _rarest(product: Ints, most: int) -> Ints:
    """Choose links by the number of points they mark: all that are rare, and others while few."""
    order = np.argsort(product, kind="stable")
    order = order[product[order] > 0]
    marked = np.cumsum(product[order])
    return np.sort(order[(product[order] <= RARE) | (marked <= most)])


def _by_kind(bag: Bag, first: int, size: int) -> tuple[Ints, Ints]:
    """List kinds, ascending, and the sentence of each occurrence."""
    inside = slice(*np.searchsorted(bag.sentence, (first, first + size)))
    order = np.argsort(bag.kind[inside], kind="stable")
    return bag.kind[inside][order], bag.sentence[inside][order] - first


def _merged(row: Ints, column: Ints, weight: Floats) -> Points:
    width = int(column.max(initial=0)) + 1
    codes, place = np.unique(row.astype(np.int64) * width + column, return_inverse=True)
    return Points(
        codes // width, codes % width, np.bincount(place, weights=weight).astype(np.float64)
    )


def supported(points: Points, n: int, m: int) -> Points:
    """
    Weigh each point by what its neighbours along its diagonal have beyond chance.

    Points that have no more than chance might give them are left out.
    """
    width = m + 2 * REACH
    codes = points.row * width + points.column
    sums = np.concatenate(([0.0], np.cumsum(points.weight)))
    found = np.zeros(len(codes))
    area = 0
    for far in [*range(-REACH, 0), *range(1, REACH + 1)]:
        slack = 1 + abs(far) // SLACK
        middle = codes + far * (width + 1)
        found += sums[np.searchsorted(codes, middle + slack, side="right")]
        found -= sums[np.searchsorted(codes, middle - slack)]
        area += 2 * slack + 1
    chance = CHANCE * area * float(sums[-1]) / max(n * m, 1)
    excess = found - max(chance, FEWEST * float(sums[-1]) / max(len(codes), 1))
    kept = np.flatnonzero(excess > 0)
    return Points(points.row[kept], points.column[kept], points.weight[kept] * excess[kept])


def chain(points: Points) -> Points:
    """
    Choose the points of greatest weight that ascend on both sides.

    Keeps a staircase of the ways that none betters: those whose weight is the greatest up to
    their column (as for longest increasing subsequences; Fredman 1975, with weights).

    >>> row, column = np.array([0, 1, 2, 3]), np.array([0, 9, 1, 2])
    >>> chain(Points(row, column, np.array([1.0, 2.5, 1.0, 1.0]))).column.tolist()
    [0, 9]
    """
    order = np.lexsort((-points.column, points.row)).tolist()
    columns, weights = points.column.tolist(), points.weight.tolist()
    stairs: list[int] = []
    heights: list[float] = []
    ends: list[int] = []
    before = [-1] * len(columns)
    for number in order:
        column = columns[number]
        at = bisect_left(stairs, column)
        height = weights[number] + (heights[at - 1] if at else 0.0)
        after = bisect_right(heights, height, at)
        if after == at and at < len(stairs) and stairs[at] == column:
            continue
        before[number] = ends[at - 1] if at else -1
        stairs[at:after], heights[at:after], ends[at:after] = [column], [height], [number]
    chosen = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chosen.append(at)
        at = before[at]
    return points.where(np.array(chosen[::-1], dtype=np.int64))
