"""Part lines and blocks that `pdftotext` has drawn over the narrow blank between two columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from lesart.exchange.readers.pdf_boxes import Line, body_height

_FEWEST = 5
"""Lines of a page that begin at the edge of a column, at the least."""
_CROSSING = 0.1
"""The share of a page's lines that may go over the blank: titles, pictures, tables."""
_GUTTER = 0.4
"""The width of the blank against the height of type, at the least."""
_INNER = 0.25
"""The part of the text's width from either side within which no column begins."""
_NEAR = 1.5
"""How far the edge of a column may vary, in points."""
_GAP = 0.5
"""The blank above a line against the height of type, from which it begins another block."""


def part_columns(lines: Sequence[Line]) -> list[Line]:
    """Give the lines with those parted that go over two columns, in blocks of one column each."""
    usual = body_height(lines)
    found: list[Line] = []
    last = max((line.block for line in lines), default=0)
    for _, group in groupby(lines, lambda line: line.page):
        page = list(group)
        edge = _edge(page, usual)
        if edge is None:
            found += page
            continue
        for _, block in groupby(page, lambda line: line.block):
            own = list(block)
            parted = [part for line in own for part in _parted(line, edge, usual)]
            crossing = any(_crosses(line, edge) for line in parted)
            for side in [own] if crossing else _sides(parted, edge):
                last += 1
                for line, new in _reblocked(side, usual):
                    last += new
                    found.append(replace(line, block=last))
    return found


def _edge(page: Sequence[Line], usual: float) -> float | None:
    """Give the left edge of a second column; None where there is none."""
    left, right = min(line.left for line in page), max(line.right for line in page)
    inner = (left + _INNER * (right - left), right - _INNER * (right - left))
    starts = Counter(round(line.left) for line in page if inner[0] < line.left < inner[1])
    for start, count in starts.most_common(2):
        if count < _FEWEST:
            return None
        edge = min(line.left for line in page if round(line.left) == start)
        parted = [part for line in page for part in _parted(line, edge, usual)]
        if sum(_crosses(line, edge) for line in parted) <= _CROSSING * len(page):
            return edge
    return None


def _crosses(line: Line, edge: float) -> bool:
    return line.left < edge - _NEAR < line.right


def _parted(line: Line, edge: float, usual: float) -> Iterator[Line]:
    """Part a line before the word that begins at an edge, if a blank is before it."""
    for at in range(1, len(line.words)):
        before, word = line.words[at - 1], line.words[at]
        if abs(word.left - edge) <= _NEAR and before.right <= edge - _GUTTER * usual:
            yield line.of(line.words[:at])
            yield line.of(line.words[at:])
            return
    yield line


def _sides(lines: Sequence[Line], edge: float) -> list[list[Line]]:
    """Give the lines on either side of an edge, each from above."""
    sides = (
        [line for line in lines if line.left < edge - _NEAR],
        [line for line in lines if line.left >= edge - _NEAR],
    )
    return [sorted(side, key=lambda one: one.top) for side in sides if side]


def _reblocked(lines: Sequence[Line], usual: float) -> Iterator[tuple[Line, bool]]:
    """Tell of each line whether it begins another block, below a blank."""
    bottom: float | None = None
    for line in lines:
        yield line, bottom is not None and line.top - bottom > _GAP * usual
        bottom = line.bottom
