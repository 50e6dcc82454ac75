"""
Choose the band in which a search looks for its path.

Short texts are searched whole. Of long ones a rough path is found first: rare words that are
linked mark points of a grid, and the chain of points with the greatest weight is the path. Once
a pass has found beads, the next looks only near them.
"""

from __future__ import annotations

import numpy as np

from lesart.align.lattice import Floats, Ints, Lattice, full_lattice, make_lattice, ranges
from lesart.align.model import Bag, Half
from lesart.align.search import Path

WHOLE_CELLS = 2_500
GRID = 1500
"""Rows and columns of the rough grid, at most."""
RARE = 64
"""Occurrences of one word times those of the other, beyond which a link marks no points."""
ROUGH_MARGIN = 32
FINE_MARGIN = 16


def rough_lattice(
    half: Half, source: Bag, target: Bag, first: tuple[int, int], n: int, m: int
) -> Lattice:
    """Lay out a band round the chain of rare words, or everything if the text is short."""
    if n * m <= WHOLE_CELLS:
        return full_lattice(n, m)
    step = max(1, -(-max(n, m) // GRID))
    weights = _points(half, source, target, first, n, m, step)
    return around(_chain(weights, step, n, m), n, m, ROUGH_MARGIN + 2 * step)


def _points(
    half: Half, source: Bag, target: Bag, first: tuple[int, int], n: int, m: int, step: int
) -> Floats:
    """Add the weight of linked rare words on a grid with *step* sentences a cell."""
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
    link = np.flatnonzero((product > 0) & (product <= RARE))
    owner, place = ranges(starts[0][half.here[link]], starts[0][half.here[link] + 1])
    whose, other = ranges(
        starts[1][half.there[link[owner]]], starts[1][half.there[link[owner]] + 1]
    )
    rows, columns = one[1][place[whose]] // step, two[1][other] // step
    weight = np.log1p(half.lift[link[owner[whose]]]) / product[link[owner[whose]]]
    shape = -(-n // step), -(-m // step)
    found = np.bincount(rows * shape[1] + columns, weights=weight, minlength=shape[0] * shape[1])
    return found.astype(np.float64).reshape(shape)


def _by_kind(bag: Bag, first: int, size: int) -> tuple[Ints, Ints]:
    """List kinds, ascending, and the sentence of each occurrence."""
    inside = slice(*np.searchsorted(bag.sentence, (first, first + size)))
    order = np.argsort(bag.kind[inside], kind="stable")
    return bag.kind[inside][order], bag.sentence[inside][order] - first


def _chain(weights: Floats, step: int, n: int, m: int) -> tuple[Ints, Ints]:
    """Find the ascending chain of greatest weight; give first and last column by node row."""
    rows, columns = weights.shape
    best = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    for row in range(rows):
        reached = np.maximum(best[row, 1:], best[row, :-1] + weights[row])
        best[row + 1, 1:] = np.maximum.accumulate(reached)
    points = [(rows, columns)]
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            points.append((row, column))
    points.append((0, 0))
    return _spread(np.array(points[::-1]) * step, n, m)


def _spread(points: Ints, n: int, m: int) -> tuple[Ints, Ints]:
    """Join points by straight lines; a row takes in all columns between its neighbours' points."""
    points = np.minimum(points, (n, m))
    rows = np.arange(n + 1)
    middle = np.interp(rows, points[:, 0], points[:, 1])
    low, high = np.floor(middle).astype(np.int64), np.ceil(middle).astype(np.int64)
    np.minimum.at(low, points[:, 0], points[:, 1])
    np.maximum.at(high, points[:, 0], points[:, 1])
    return low, high


def fine_lattice(path: Path, n: int, m: int, margin: int) -> Lattice:
    """Lay out a band round a path that begins at (0, 0)."""
    if n * m <= 4 * margin * margin:
        return full_lattice(n, m)
    points = np.array([(i, j) for i, j, _, _ in path] + [(n, m)])
    return around(_spread(points, n, m), n, m, margin)


def around(path: tuple[Ints, Ints], n: int, m: int, margin: int) -> Lattice:
    """Widen a path by *margin* sentences, half of it along each side, and keep both ends in it."""
    half = margin // 2
    low = np.concatenate((np.zeros(half, dtype=np.int64), path[0]))[: n + 1] - half
    high = np.concatenate((path[1], np.full(half, m)))[-(n + 1) :] + half
    low, high = np.clip(low, 0, m), np.clip(high, 0, m)
    low[0], high[n] = 0, m
    low, high = np.maximum.accumulate(low), np.maximum.accumulate(high)
    return make_lattice(np.minimum(low, high), high, m)
