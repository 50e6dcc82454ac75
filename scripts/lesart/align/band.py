"""
Choose the band in which a search looks for its path.

Short texts are searched whole. Of long ones anchors are found first, throughout both texts (see
`points`); between two of them the band holds everything if that is not too much, and else follows
the straight line, so that it widens where evidence is thin. Once a pass has found beads, the next
looks near them.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from lesart.align.lattice import Ints, Lattice, full_lattice, make_lattice
from lesart.align.model import Bag, Half
from lesart.align.points import chain, meeting_points, supported
from lesart.align.search import Path

WHOLE_CELLS = 2_500
OPEN_CELLS = 60_000
"""Cells between two anchors up to which all of them are searched."""
ROUGH_MARGIN = 32
FAR_MARGIN = 160
"""Margin where anchors stand so far apart that not everything between them is searched."""
ROUGH_CELLS = 3_000_000
"""Cells that such places may take: in the longest texts they are searched less far."""
FINE_MARGIN = 16

Window = tuple[int, int, int, int]
"""A rectangle of nodes that is searched whole: first and last row, first and last column."""
Course = tuple[Ints, Ints]
"""First and last column that a band must hold, row by row of nodes."""


def rough_lattice(
    half: Half, source: Bag, target: Bag, first: tuple[int, int], n: int, m: int
) -> Lattice:
    """Lay out a band along anchors, or everything if the text is short."""
    if n * m <= WHOLE_CELLS:
        return full_lattice(n, m)
    course, open_ = rough_course(half, source, target, first, n, m)
    return around(course, n, m, ROUGH_MARGIN, open_)


def rough_course(
    half: Half, source: Bag, target: Bag, first: tuple[int, int], n: int, m: int
) -> tuple[Course, list[Window]]:
    """Follow the anchors of two texts; list what between them is to be searched whole."""
    points = chain(supported(meeting_points(half, source, target, first, n, m), n, m))
    rows = np.concatenate(([0], points.row, [n]))
    columns = np.concatenate(([0], points.column, [m]))
    tall, wide = np.diff(rows), np.diff(columns)
    thin = np.minimum(tall, wide) > 1
    open_: list[Window] = []
    for at in np.flatnonzero(thin).tolist():
        i, j, height, width = int(rows[at]), int(columns[at]), int(tall[at]), int(wide[at])
        if height * width <= OPEN_CELLS:
            open_.append((i, i + height, j, j + width))
        else:
            far = min(FAR_MARGIN, max(2 * ROUGH_MARGIN, ROUGH_CELLS // n))
            open_ += _steps((i, j, height, width), far)
    return _spread(np.stack((rows, columns), axis=1), n, m), open_


def _steps(place: tuple[int, int, int, int], margin: int) -> list[Window]:
    """Cover the straight line through a rectangle by windows that overlap."""
    i, j, height, width = place
    count = max(2, -(-2 * max(height, width) // margin))
    rows = np.linspace(i, i + height, count + 1).astype(int).tolist()
    columns = np.linspace(j, j + width, count + 1).astype(int).tolist()
    half = margin // 2
    return [
        (max(i, a - half), min(i + height, b + half), max(j, c - half), min(j + width, d + half))
        for a, b, c, d in zip(rows, rows[1:], columns, columns[1:], strict=False)
    ]


def _spread(points: Ints, n: int, m: int) -> Course:
    """Join points by straight lines; a row takes in all columns between its neighbours' points."""
    points = np.minimum(points, (n, m))
    rows = np.arange(n + 1)
    middle = np.interp(rows, points[:, 0], points[:, 1])
    low, high = np.floor(middle).astype(np.int64), np.ceil(middle).astype(np.int64)
    np.minimum.at(low, points[:, 0], points[:, 1])
    np.maximum.at(high, points[:, 0], points[:, 1])
    return low, high


def fine_lattice(path: Path, n: int, m: int, margin: int, open_: Iterable[Window] = ()) -> Lattice:
    """Lay out a band round a path that begins at (0, 0), and windows beside it."""
    if n * m <= 4 * margin * margin:
        return full_lattice(n, m)
    points = np.array([(i, j) for i, j, _, _ in path] + [(n, m)])
    return around(_spread(points, n, m), n, m, margin, open_)


def around(course: Course, n: int, m: int, margin: int, open_: Iterable[Window] = ()) -> Lattice:
    """
    Widen a course by *margin* sentences, half of it along each side, and keep both ends in it.

    All of the windows *open_* is taken in.
    """
    half = margin // 2
    low = np.concatenate((np.zeros(half, dtype=np.int64), course[0]))[: n + 1] - half
    high = np.concatenate((course[1], np.full(half, m)))[-(n + 1) :] + half
    for top, bottom, left, right in open_:
        low[top : bottom + 1] = np.minimum(low[top : bottom + 1], left)
        high[top : bottom + 1] = np.maximum(high[top : bottom + 1], right)
    low, high = np.clip(low, 0, m), np.clip(high, 0, m)
    low[0], high[n] = 0, m
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    return make_lattice(np.minimum(low, high), high, m)
