"""Read the lines of a PDF with their boxes, as `pdftotext -bbox-layout` writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import IO, Any

from lxml import etree

CALL = "\ufdd0"
"""Stands in a line where a note is called, before and behind the key of the note."""
_NAMESPACE = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class Word:
    """Hold a word and its box, in points from the upper left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Give the height of the box."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """
    Hold a line: its words, its box in points from the upper left, and where it belongs.

    `page` counts from 1; `block` counts the blocks of the file, `flow` what is read in one go, such
    as a column. `depth` is the height of its page.
    """

    words: tuple[Word, ...]
    page: int
    flow: int
    block: int
    left: float
    right: float
    top: float
    bottom: float
    depth: float

    @property
    def text(self) -> str:
        """Give the words of the line, calls of notes among them."""
        return " ".join(word.text for word in self.words)

    @property
    def plain(self) -> str:
        """Give the words of the line without the calls."""
        return "".join(self.text.split(CALL)[::2])

    @property
    def height(self) -> float:
        """Give the height of its type: that of most of its words."""
        return median(word.height for word in self.words)

    def of(self, words: tuple[Word, ...]) -> Line:
        """Give the part of the line that holds some of its words."""
        return replace(
            self,
            words=words,
            left=words[0].left,
            right=words[-1].right,
            top=min(word.top for word in words),
            bottom=max(word.bottom for word in words),
        )


def read_lines(said: IO[bytes]) -> tuple[list[Line], list[int]]:
    """Read the lines of all pages from what the program *said*; give the pages that have none."""
    found: list[Line] = []
    empty: list[int] = []
    pages = etree.iterparse(
        said, tag=f"{_NAMESPACE}page", recover=True, no_network=True, load_dtd=False,
        resolve_entities=False, huge_tree=True,
    )  # fmt: skip
    flows = blocks = 0
    for number, (_, page) in enumerate(pages, 1):
        before = len(found)
        for flow in page.iter(f"{_NAMESPACE}flow"):
            flows += 1
            for block in flow.iter(f"{_NAMESPACE}block"):
                blocks += 1
                found += _lines(block, number, (flows, blocks), _number(page, "height"))
        empty += [number] if len(found) == before else []
        page.clear()
    return found, empty


def _lines(block: Any, page: int, at: tuple[int, int], depth: float) -> Iterator[Line]:
    """Give the lines of a block; *at* counts flows and blocks."""
    for line in block.iter(f"{_NAMESPACE}line"):
        if words := tuple(_words(line)):
            yield Line(
                words=words,
                page=page,
                flow=at[0],
                block=at[1],
                left=_number(line, "xMin"),
                right=_number(line, "xMax"),
                top=_number(line, "yMin"),
                bottom=_number(line, "yMax"),
                depth=depth,
            )


def _words(line: Any) -> Iterator[Word]:
    for word in line.iter(f"{_NAMESPACE}word"):
        if text := "".join(word.itertext()).strip():
            left, right, top, bottom = (
                _number(word, one) for one in ("xMin", "xMax", "yMin", "yMax")
            )
            yield Word(text.replace(CALL, "\ufffd"), left, right, top, bottom)


def _number(element: Any, name: str) -> float:
    try:
        return float(element.get(name) or 0)
    except ValueError:
        return 0.0


def body_height(lines: Sequence[Line]) -> float:
    """Give the height of type in which most letters of a text are set."""
    heights: Counter[float] = Counter()
    for line in lines:
        heights[round(line.height, 1)] += len(line.text)
    return heights.most_common(1)[0][0] if heights else 0.0
