"""
Score every bead of a lattice.

The score of a bead is a weighted sum: how usual its shape is, how well the lengths agree, how
much better than chance its words explain each other in both directions, and whether paragraphs
begin together. A null bead claims nothing but its price, so words that ought to have met and did
not are what makes a null bead win.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lesart.align import constants as c
from lesart.align.habits import spread_of
from lesart.align.lattice import KEPT, Floats, Ints, Lattice, make_lattice, ranges
from lesart.align.model import Bag, Half, Model, linked_pairs
from lesart.align.search import NEVER, SHAPES, Scores
from lesart.align.texts import Marks
from lesart.align.types import Options

Mark = Literal["length", "breaks", "alone"]
WIDEST = 6
BLOCK = 50_000
"""Cells that are scored at a time, about: what is kept of them for long is their scores alone."""
_CHUNK = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """
    Say which sentences a lattice is about.

    Sentence 0 of the lattice is sentence `first` of the text; `marks` are of the whole text.
    """

    lattice: Lattice
    first: tuple[int, int]
    marks: tuple[Marks, Marks]
    _found: dict[tuple[int, Mark, int, int], Floats] = field(
        default_factory=dict, compare=False, repr=False
    )

    def rows(self, first: int, after: int) -> Part:
        """Give rows *first* up to *after*, and as many more as a bead of theirs may reach."""
        lattice = self.lattice.cut(first, min(after - 1 + WIDEST, self.lattice.n))
        begins = self.first[0] + first, self.first[1] + int(self.lattice.low[first])
        return Part(lattice, begins, self.marks)

    def source(self, name: Mark, start: int, stop: int) -> Floats:
        """Add what stands in the source sentences from *start* up to *stop* of each cell."""
        return self._stretch(0, name, start, stop)

    def target(self, name: Mark, start: int, stop: int) -> Floats:
        """Add what stands in the target sentences from *start* up to *stop* of each cell."""
        return self._stretch(1, name, start, stop)

    def _stretch(self, side: int, name: Mark, start: int, stop: int) -> Floats:
        """Add over the sentences of one side first, and hand the sums on to the cells."""
        known = self._found.get((side, name, start, stop))
        if known is None:
            size = (self.lattice.n, self.lattice.m)[side]
            place = (self.lattice.row, self.lattice.column)[side]
            first = np.arange(size + 1) + self.first[side]
            known = _stretch(getattr(self.marks[side], name), first, start, stop)[place]
            if self.lattice.size <= KEPT:
                self._found[side, name, start, stop] = known
        return known


def _stretch(sums: Floats, first: Ints, start: int, stop: int) -> Floats:
    end = len(sums) - 1
    found: Floats = sums[np.minimum(first + stop, end)] - sums[np.minimum(first + start, end)]
    return found


def score(part: Part, model: Model, options: Options) -> Scores:
    """Weigh the features of every bead, some rows of the lattice at a time."""
    lattice = part.lattice
    beads = np.empty((len(SHAPES), lattice.size))
    first = 0
    while first <= lattice.n:
        after = int(np.searchsorted(lattice.start, lattice.start[first] + BLOCK))
        after = min(max(after, first + 1), lattice.n + 1)
        cells = slice(int(lattice.start[first]), int(lattice.start[after]))
        _score_block(part.rows(first, after), model, options, beads[:, cells])
        first = after
    gaps = np.full(lattice.n, c.GAP), np.full(lattice.m, c.GAP)
    return Scores(beads, *gaps, c.OPENING + model.omission)


def _score_block(part: Part, model: Model, options: Options, beads: Floats) -> None:
    """Score the beads that begin in the first cells of a part: as many as *beads* has columns."""
    cells = beads.shape[1]
    for shape, (bias, found) in enumerate(zip(c.BIAS, features(part, model, options), strict=True)):
        beads[shape] = bias
        for name, values in found.items():
            beads[shape] += c.WEIGHTS[name] * values[:cells]
        beads[shape, _forbidden(part, *SHAPES[shape])[:cells]] = NEVER
    np.maximum(beads, NEVER, out=beads)


def features(part: Part, model: Model, options: Options) -> Iterator[dict[str, Floats]]:
    """Give shape by shape each feature of each two-sided bead, by its first cell."""
    words = _Words.of(part, model)
    rows, columns = part.lattice.row + part.first[0], part.lattice.column + part.first[1]
    for number, (tall, wide) in enumerate(SHAPES):
        found = {"words": model.closeness * words.of_shape(part.lattice, tall, wide)}
        if options.length:
            found["length"] = _length(part, model, tall, wide)
        found["paragraph"] = _paragraph(part, model, tall, wide)
        if options.formulas:
            twice = _stretch(model.repeats[0], rows, 1, tall)
            found["repetition"] = twice + _stretch(model.repeats[1], columns, 1, wide)
        found["adapt"] = np.full(part.lattice.size, model.shapes[number])
        yield found


def _forbidden(part: Part, tall: int, wide: int) -> NDArray[np.bool_]:
    """Mark the cells at which no bead of this shape can begin."""
    outside = part.lattice.shift(tall, wide) == part.lattice.size
    fixed = part.source("alone", 0, tall) + part.target("alone", 0, wide)
    found: NDArray[np.bool_] = outside | (fixed > 0)
    return found


def _length(part: Part, model: Model, tall: int, wide: int) -> Floats:
    """
    Compare lengths: the logarithm of their ratio is about normal (after Gale and Church 1993).

    The spread falls with length; a bead can lose no more than a fixed amount by it.
    """
    here, there = part.source("length", 0, tall), part.target("length", 0, wide)
    drift = np.log((there + 1) / (here + 1)) - model.ratio
    spread = model.spread * spread_of((here + there) / 2)
    cost = np.minimum(drift**2 / (2 * spread), c.LENGTH_CAP)
    return -cost - np.log(spread / c.LENGTH_SPREAD) / 2


def _paragraph(part: Part, model: Model, tall: int, wide: int) -> Floats:
    begun = part.source("breaks", 0, 1).astype(np.int8), part.target("breaks", 0, 1).astype(np.int8)
    found: Floats = model.meeting[begun]
    found = found + model.inner[0] * part.source("breaks", 1, tall)
    return found + model.inner[1] * part.target("breaks", 1, wide)


@dataclass(frozen=True, slots=True)
class _Words:
    """
    Hold the word evidence of a lattice in both directions.

    `there[k]` weighs the sentence of a cell's row against k+1 sentences from its column on;
    `back[k]` the sentence of its column against k+1 sentences from its row on.
    """

    there: Floats
    back: Floats

    @classmethod
    def of(cls, part: Part, model: Model) -> _Words:
        lattice = part.lattice
        turned, place = transpose(lattice)
        there = evidence(model.forward, model.source, model.target, lattice, part.first)
        back = evidence(model.backward, model.target, model.source, turned, part.first[::-1])
        return cls(_padded(there), _padded(back[:, place]))

    def of_shape(self, lattice: Lattice, tall: int, wide: int) -> Floats:
        """Sum the evidence of a bead's sentences in both directions."""
        found = np.zeros(lattice.size)
        for step in range(tall):
            found += self.there[wide - 1][lattice.shift(step, 0)]
        for step in range(wide):
            found += self.back[tall - 1][lattice.shift(0, step)]
        return found


def _padded(values: Floats) -> Floats:
    return np.concatenate((values, np.full((len(values), 1), NEVER)), axis=1)


def transpose(lattice: Lattice) -> tuple[Lattice, Ints]:
    """Turn a lattice round; also give for each old cell its number in the new one."""
    columns = np.arange(lattice.m + 1)
    low = np.searchsorted(lattice.high, columns, side="left")
    high = np.searchsorted(lattice.low, columns, side="right") - 1
    turned = make_lattice(low, high, lattice.n)
    place = turned.start[lattice.column] + lattice.row - turned.low[lattice.column]
    return turned, place


def evidence(half: Half, here: Bag, there: Bag, lattice: Lattice, first: tuple[int, int]) -> Floats:
    """
    Weigh the words of each sentence against each block of one to six sentences of the other side.

    Return the log likelihood ratio of the sentence of the cell's row, given the block that
    begins at the cell's column, against its words drawn by chance.
    """
    found = np.zeros((WIDEST, lattice.size))
    inside = slice(*np.searchsorted(here.sentence, (first[0], first[0] + lattice.n)))
    kind, row = here.kind[inside], here.sentence[inside] - first[0]
    count, faith = here.count[inside], half.faith[here.kind[inside]]
    missed = np.bincount(row, weights=count * np.log(1 - faith), minlength=lattice.n + 1)
    found += missed[lattice.row]
    book = _Occurrences.of(there, first[1], lattice.m)
    widths = lattice.high[row] - lattice.low[row] + WIDEST
    bounds = np.concatenate(([0], np.cumsum(widths)))
    start = 0
    while start < len(kind):
        stop = int(np.searchsorted(bounds, bounds[start] + _CHUNK, side="right")) - 1
        chunk = slice(start, max(stop, start + 1))
        _add(found, half, book, lattice, kind[chunk], row[chunk], count[chunk], faith[chunk])
        start = chunk.stop
    return found


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """Hold where the words of a stretch of sentences stand, sorted by kind and sentence."""

    code: Ints
    column: Ints
    count: Floats
    total: Floats
    width: int

    @classmethod
    def of(cls, bag: Bag, first: int, sentences: int) -> _Occurrences:
        inside = slice(*np.searchsorted(bag.sentence, (first, first + sentences)))
        column = bag.sentence[inside] - first
        code = bag.kind[inside] * (sentences + 1) + column
        order = np.argsort(code, kind="stable")
        total = bag.total[first : first + sentences + 1] - bag.total[first]
        total = np.concatenate((total, np.full(WIDEST, total[-1])))
        return cls(code[order], column[order], bag.count[inside][order], total, sentences + 1)


def _add(
    found: Floats,
    half: Half,
    book: _Occurrences,
    lattice: Lattice,
    kind: Ints,
    row: Ints,
    count: Floats,
    faith: Floats,
) -> None:
    """Add what the given words gain by their links, over all cells of their rows."""
    low = lattice.low[row]
    width = lattice.high[row] - low + WIDEST
    base = np.cumsum(width) - width
    token, link = linked_pairs(half, kind)
    asked = half.there[link].astype(np.int64) * book.width
    begin = np.searchsorted(book.code, asked + low[token])
    end = np.searchsorted(
        book.code, asked + np.minimum(low[token] + width[token], book.width), side="left"
    )
    owner, place = ranges(begin, end)
    if not len(owner):
        return
    token, link = token[owner], link[owner]
    spot = base[token] + book.column[place] - low[token]
    total = int(base[-1] + width[-1])
    seen = np.bincount(spot, weights=half.lift[link] * book.count[place], minlength=total)
    near = np.zeros(total + WIDEST, dtype=bool)
    for step in range(WIDEST):
        near[spot + WIDEST - step] = True
    spots = np.flatnonzero(near[WIDEST:])
    owner = np.repeat(np.arange(len(kind)), width)[spots]
    offset = spots - base[owner]
    inside = offset <= width[owner] - WIDEST
    spots, owner, offset = spots[inside], owner[inside], offset[inside]
    odds, times = (faith / (1 - faith))[owner], count[owner]
    column = offset + low[owner]
    cell = lattice.start[row[owner]] + offset
    window = np.zeros(len(spots))
    before = book.total[column]
    for wide in range(WIDEST):
        window += seen[spots + wide]
        size = np.maximum(book.total[column + wide + 1] - before, 1.0)
        gain = np.log1p(odds * window / size) * times
        found[wide] += np.bincount(cell, weights=gain, minlength=lattice.size)
