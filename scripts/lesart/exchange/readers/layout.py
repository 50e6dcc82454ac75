"""Tell how the lines of a plain text make paragraphs, by the file as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from lesart.exchange.readers.verse import is_verse
from lesart.source.joins import HYPHENS, SOFT_HYPHEN
from lesart.source.line_pairs import PARAGRAPH_LINE

Layout = Literal["wrapped", "lines", "indented", "short", "verse"]
"""
How lines make paragraphs: they are filled and empty lines part them; each is one; one that is set
in begins one; one that ends early ends one; they are lines of verse.
"""
_GOES_ON = 0.05
"""Lines that plainly go on in the next, at the most, where each line is a paragraph."""
_ENDED = 0.75
"""Lines that end a sentence, at the least, where each line is a paragraph."""
_ENDED_BEFORE = 0.8
"""Lines that end a sentence, at the least, among those before a line that is set in."""
_INDENTED = 0.7
_SHORT = 0.8
_FEWEST = 6
_END = re.compile(r"[.!?…][\"'“”’‘»«)\]›‹]*(?:\[\d{1,4}\]|\d{1,3}\)?)?\Z")
_OPENERS = "\"'„“‚‘»«([›‹¿¡–—- "
_HYPHEN = re.compile(rf"[^\W\d_][{re.escape(HYPHENS)}{SOFT_HYPHEN}]+\Z")


class _Pair(NamedTuple):
    """Hold two lines of a block, and what they tell."""

    line: str
    after: str

    @property
    def ended(self) -> bool:
        return bool(_END.search(self.line.rstrip()))

    @property
    def goes_on(self) -> bool:
        broken = _HYPHEN.search(self.line.rstrip())
        return bool(broken) or self.after.lstrip(_OPENERS + "\t\u00a0\u2003")[:1].islower()

    @property
    def indented(self) -> bool:
        return width_of(self.after) > 0


def width_of(line: str) -> int:
    """Give the blanks before a line; a tab is four."""
    written = line.expandtabs(4)
    return len(written) - len(written.lstrip())


def layout_of(blocks: Sequence[Sequence[str]]) -> Layout:
    r"""
    Tell how lines make paragraphs; *blocks* are runs of lines without an empty one between them.

    >>> layout_of([["Der erste Absatz.", "Der zweite.", "Der dritte."]])
    'lines'
    >>> layout_of([["  Ein Satz, der über die", "Zeile läuft.", "  Noch einer, und", "Ende."]])
    'indented'
    """
    pairs = [_Pair(*pair) for block in blocks for pair in pairwise(_flush(block))]
    if not pairs:
        return "wrapped"
    goes_on = sum(pair.goes_on for pair in pairs)
    ended = sum(pair.ended for pair in pairs)
    longest = max(len(line) for block in blocks for line in block if len(block) > 1)
    if goes_on <= _GOES_ON * len(pairs) and (
        longest > PARAGRAPH_LINE or (ended >= _ENDED * len(pairs) and _is_cut(pairs))
    ):
        return "lines"
    if _is_indented(pairs):
        return "indented"
    broken = sum(bool(_HYPHEN.search(pair.line.rstrip())) for pair in pairs)
    if broken <= _GOES_ON * len(pairs) and is_verse(blocks):
        return "verse"
    if len(blocks) == 1 and len(pairs) >= _FEWEST and any(_ends_early(pairs)):
        return "short"
    return "wrapped"


def _flush(block: Sequence[str]) -> list[str]:
    """Take off the blanks that all lines of a block begin with."""
    least = min((width_of(line) for line in block), default=0)
    return [line.expandtabs(4)[least:] for line in block]


def _is_cut(pairs: Sequence[_Pair]) -> bool:
    """Tell whether lines end of themselves; of two lines alone the first must have had room."""
    if len(pairs) > 1:
        return True
    ((line, after),) = pairs
    return len(line) + 1 + len(after.split()[0]) <= len(after)


def _is_indented(pairs: Sequence[_Pair]) -> bool:
    begin = [pair for pair in pairs if pair.indented]
    if not begin or len(begin) > _INDENTED * len(pairs):
        return False
    ended = sum(pair.ended for pair in begin)
    lower = sum(pair.goes_on for pair in begin)
    return ended >= _ENDED_BEFORE * len(begin) and lower <= _GOES_ON * len(begin)


def _ends_early(pairs: Sequence[_Pair]) -> Iterator[bool]:
    """Tell of each line whether a paragraph ends with it: a stop, and much room behind it."""
    width = max(len(pair.line.rstrip()) for pair in pairs)
    for pair in pairs:
        needed = len(pair.line.rstrip()) + 1 + len(pair.after.split()[0])
        yield pair.ended and not pair.goes_on and needed <= _SHORT * width


def cut(blocks: Sequence[Sequence[str]], layout: Layout) -> list[list[str]]:
    """Cut blocks of lines into paragraphs of lines."""
    found: list[list[str]] = []
    for block in blocks:
        pairs = [_Pair(*pair) for pair in pairwise(_flush(block))]
        if layout == "lines":
            begins = [True] * len(pairs)
        elif layout == "indented":
            begins = [pair.indented for pair in pairs]
        elif layout == "short":
            begins = list(_ends_early(pairs)) if pairs else []
        else:
            begins = [False] * len(pairs)
        found.append([block[0]])
        for line, new in zip(block[1:], begins, strict=True):
            if new:
                found.append([line])
            else:
                found[-1].append(line)
    return found
