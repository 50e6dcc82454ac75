"""Find what belongs to pages and not to their text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

NUMBERS = "page numbers"
HEADS = "running heads and feet"
_EDGE = 2
"""Lines at the head and at the foot of a page among which its furniture stands."""
_LONGEST = 80
_FEWEST = 2
_SHARE = 0.3
"""The share of all pages that have the number that they should, at the least."""
_MANY = 6
"""Pages of a file beyond which a head must come back three times, and not twice."""
_FIGURES = re.compile(r"\d+")
_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|s\.|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN = re.compile(r"\W*([ivxlc]{1,7})\W*", re.IGNORECASE)
_OUTER = re.compile(r"\W*(\d{1,4})\b|\b(\d{1,4})\W*\Z")


class Furniture(NamedTuple):
    """Point at a line that is no text: 0-based page and line, and what it is."""

    page: int
    line: int
    kind: str


class _Edge(NamedTuple):
    page: int
    line: int
    rank: int
    words: str


def find_furniture(pages: Sequence[Sequence[str]]) -> list[Furniture]:
    """
    Find the furniture of pages, given as lines; empty lines count for nothing.

    A page number stands alone and counts the pages; a running head comes back on other pages,
    perhaps with other figures, or has the number of its page beside it.

    >>> pages = [["Der Weg 1", "Ein Satz,"], ["Der Weg 2", "noch einer."], ["3", "Schluss."]]
    >>> [(one.page, one.line, one.kind) for one in find_furniture(pages)]
    [(0, 0, 'running heads and feet'), (1, 0, 'running heads and feet'), (2, 0, 'page numbers')]
    """
    if len(pages) < _FEWEST:
        return []
    edges = [edge for number, lines in enumerate(pages) for edge in _edges(number, lines)]
    offset = _offset(edges, len(pages))
    bare = Counter((edge.rank, _bare(edge.words)) for edge in edges)
    least = _FEWEST + (len(pages) > _MANY)
    found: dict[tuple[int, int], str] = {}
    for edge in edges:
        counted = offset is not None and any(n - edge.page == offset for n in _numbers(edge.words))
        alone = bool(_NUMBER.fullmatch(edge.words))
        again = _bare(edge.words) and bare[edge.rank, _bare(edge.words)] >= least
        if alone and (counted or (again and not edge.words.strip().isdigit())):
            found[edge.page, edge.line] = NUMBERS
        elif counted or again:
            found[edge.page, edge.line] = HEADS
    return [Furniture(*at, kind) for at, kind in sorted(_reached(found, edges).items())]


def _edges(page: int, lines: Sequence[str]) -> Iterator[_Edge]:
    """Give the outer lines of a page; `rank` counts from the head (1, 2) or the foot (-1, -2)."""
    full = [number for number, line in enumerate(lines) if line.strip()]
    for rank, number in enumerate(full[:_EDGE], 1):
        if len(lines[number]) <= _LONGEST:
            yield _Edge(page, number, rank, lines[number].strip())
    for rank, number in enumerate(full[: -_EDGE - 1 : -1], 1):
        if rank + _EDGE <= len(full) and len(lines[number]) <= _LONGEST:
            yield _Edge(page, number, -rank, lines[number].strip())


def _bare(words: str) -> str:
    return " ".join(_FIGURES.sub("", words).casefold().split())


def _numbers(words: str) -> Iterator[int]:
    """Give the numbers at the ends of a line, and a Roman one that stands alone."""
    for found in _OUTER.finditer(words):
        yield int(found[1] or found[2])
    if alone := _ROMAN.fullmatch(words):
        values = [_LETTERS[letter] for letter in alone[1].lower()]
        yield sum(
            value if value >= after else -value
            for value, after in zip(values, [*values[1:], 0], strict=True)
        )


def _offset(edges: Sequence[_Edge], pages: int) -> int | None:
    """Give what the printed numbers of pages have over their place in the file, if they count."""
    counted = {(edge.page, n - edge.page) for edge in edges for n in _numbers(edge.words)}
    found = Counter(offset for _, offset in counted)
    if not found:
        return None
    best, count = found.most_common(1)[0]
    return best if count >= max(_FEWEST, _SHARE * pages) else None


def _reached(
    found: dict[tuple[int, int], str], edges: Sequence[_Edge]
) -> dict[tuple[int, int], str]:
    """Keep what stands at the very edge, or behind other furniture: never a line within text."""
    by_rank = {(edge.page, edge.rank): (edge.page, edge.line) for edge in edges}
    kept: dict[tuple[int, int], str] = {}
    for edge in sorted(edges, key=lambda one: abs(one.rank)):
        at = (edge.page, edge.line)
        outer = by_rank.get((edge.page, edge.rank - (1 if edge.rank > 0 else -1)))
        if at in found and (abs(edge.rank) == 1 or outer in kept):
            kept[at] = found[at]
    return kept
