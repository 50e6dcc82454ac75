"""
Lay out the pairs of sentences that the aligner considers: a band around a rough path.

A node (i, j) stands between sentences: i source and j target sentences lie before it. Row i
holds the nodes with `low[i]` <= j <= `high[i]`. Cells are numbered row by row, one for each node
of rows 0 to n, so that a bead is known by the cell at which it begins. Memory grows with the
number of cells, thus with length times width of the band.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

KEPT = 100_000
"""Cells up to which shifts are kept rather than made again: time against memory."""

Ints = NDArray[np.signedinteger]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lattice:
    """
    Hold the shape of a band, and the position (`row`, `column`) of each cell.

    `start` has one entry more than there are rows; the last is the number of cells.
    """

    n: int
    m: int
    low: Ints
    high: Ints
    start: Ints
    row: Ints
    column: Ints
    _shifts: dict[tuple[int, int], Ints] = field(default_factory=dict, compare=False, repr=False)

    @property
    def size(self) -> int:
        """Count the cells."""
        return int(self.start[-1])

    def shift(self, rows: int, columns: int) -> Ints:
        """
        Give for each cell the one that lies *rows* and *columns* further on, or `size`.

        >>> full_lattice(1, 1).shift(1, 0).tolist()
        [2, 3, 4, 4]
        """
        known = self._shifts.get((rows, columns))
        if known is None:
            known = self._shifted(rows, columns)
            if self.size <= KEPT:
                self._shifts[rows, columns] = known
        return known

    def cut(self, first: int, last: int) -> Lattice:
        """
        Lay out rows *first* to *last* as a lattice of their own, which begins at (0, 0).

        >>> full_lattice(3, 1).cut(1, 2).size
        4
        """
        low, high = self.low[first : last + 1], self.high[first : last + 1]
        return make_lattice(low - low[0], high - low[0], int(high[-1] - low[0]))

    def _shifted(self, rows: int, columns: int) -> Ints:
        row, column = self.row + rows, self.column + columns
        inside = (row >= 0) & (row <= self.n)
        row = np.clip(row, 0, self.n)
        inside &= (self.low[row] <= column) & (column <= self.high[row])
        return np.where(inside, self.start[row] + column - self.low[row], self.size).astype(
            np.int32
        )


def make_lattice(low: Ints, high: Ints, m: int) -> Lattice:
    """Lay out a band; *low* and *high* must ascend, from 0 and to *m*."""
    widths = high - low + 1
    start = np.concatenate(([0], np.cumsum(widths)))
    row = np.repeat(np.arange(len(low)), widths)
    column = np.arange(start[-1]) - start[row] + low[row]
    return Lattice(len(low) - 1, m, low, high, start, row, column)


def full_lattice(n: int, m: int) -> Lattice:
    """Lay out every pair of sentences."""
    return make_lattice(np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m, dtype=np.int64), m)


def ranges(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """
    List the members of many ranges, each with the number of its range.

    >>> [a.tolist() for a in ranges(np.array([5, 0, 2]), np.array([7, 0, 3]))]
    [[0, 0, 2], [5, 6, 2]]
    """
    widths = last - first
    owner = np.repeat(np.arange(len(first)), widths)
    offset = np.cumsum(widths) - widths
    return owner, np.arange(len(owner)) - offset[owner] + first[owner]
