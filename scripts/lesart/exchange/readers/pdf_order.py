"""Put the blocks of PDF pages into the order in which columns are read: a recursive X-Y cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lesart.exchange.readers.pdf_boxes import Line, body_height

_GUTTER = 0.5
"""The width of the blank between columns against the height of type, at the least."""
_NARROWEST = 0.2
"""The width of a column against that of all, at the least; bullets and numbers are narrower."""
_FEWEST_LINES = 2
_ROW = 0.5
"""By how much of the height of type blocks of one row may stand lower than the first."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Hold the lines of a block, and its box."""

    lines: tuple[Line, ...]
    left: float
    right: float
    top: float
    bottom: float


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """
    Give the lines of all pages column by column; `flow` is then the column.

    Blocks that a blank parts from top to bottom are columns, read one after the other; what goes
    over all of them stands before or behind them.
    """
    usual = body_height(lines)
    found: list[Line] = []
    flow = 0
    for _, page in groupby(lines, lambda line: line.page):
        blocks = [_box(tuple(group)) for _, group in groupby(page, lambda line: line.block)]
        for column in _columns(blocks, usual):
            flow += 1
            found += [
                replace(line, flow=flow) for block in _rows(column, usual) for line in block.lines
            ]
    return found


def _box(lines: tuple[Line, ...]) -> _Block:
    return _Block(
        lines=lines,
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        top=min(line.top for line in lines),
        bottom=max(line.bottom for line in lines),
    )


def _columns(blocks: Sequence[_Block], usual: float) -> Iterator[list[_Block]]:
    """Give the columns of blocks, each a list, in the order in which they are read."""
    if cut := _gutter(blocks, usual):
        for side in ([b for b in blocks if b.right <= cut], [b for b in blocks if b.left >= cut]):
            yield from _columns(side, usual)
        return
    groups: list[list[_Block]] = []
    for strip in _strips(blocks):
        if groups and _gutter([*groups[-1], *strip], usual):
            groups[-1] += strip
        else:
            groups.append(strip)
    if len(groups) == 1:
        yield groups[0]
        return
    alone: list[_Block] = []
    for group in groups:
        if _gutter(group, usual):
            if alone:
                yield alone
            alone = []
            yield from _columns(group, usual)
        else:
            alone = [*alone, *group]
    if alone:
        yield alone


def _strips(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """Part blocks where a blank goes from left to right."""
    strip: list[_Block] = []
    for block in sorted(blocks, key=lambda one: one.top):
        if strip and block.top >= max(one.bottom for one in strip):
            yield strip
            strip = []
        strip.append(block)
    if strip:
        yield strip


def _gutter(blocks: Sequence[_Block], usual: float) -> float:
    """Give a place between two columns; 0 where there are none."""
    ordered = sorted(blocks, key=lambda one: one.left)
    if len(ordered) < _FEWEST_LINES:
        return 0.0
    least = _NARROWEST * (max(one.right for one in ordered) - ordered[0].left)
    edge = ordered[0].right
    for at, block in enumerate(ordered[1:], 1):
        if block.left - edge >= _GUTTER * usual:
            sides = ordered[:at], ordered[at:]
            if all(_is_column(side, least) for side in sides) and _beside(*sides):
                return (edge + block.left) / 2
        edge = max(edge, block.right)
    return 0.0


def _is_column(blocks: Sequence[_Block], least: float) -> bool:
    width = max(one.right for one in blocks) - min(one.left for one in blocks)
    return width >= least and sum(len(one.lines) for one in blocks) >= _FEWEST_LINES


def _beside(left: Sequence[_Block], right: Sequence[_Block]) -> bool:
    """Tell whether two columns stand beside each other at some height."""
    top = max(min(one.top for one in left), min(one.top for one in right))
    bottom = min(max(one.bottom for one in left), max(one.bottom for one in right))
    return bottom > top


def _rows(blocks: Sequence[_Block], usual: float) -> Iterator[_Block]:
    """Give the blocks of a column from above, and those of one row from the left."""
    row: list[_Block] = []
    for block in sorted(blocks, key=lambda one: one.top):
        if row and block.top > row[0].top + _ROW * usual:
            yield from sorted(row, key=lambda one: one.left)
            row = []
        row.append(block)
    yield from sorted(row, key=lambda one: one.left)
