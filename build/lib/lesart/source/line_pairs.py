"""Look at adjacent raw lines: the words at the line end, and what blanks and lengths tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles
from typing import NamedTuple

from lesart.source.lexicon import Lexicon

PARAGRAPH_LINE = 160
FULL_LINE = 0.8
NEIGHBOURS = 4

TAIL = re.compile(r"[^\W\d_]+\Z")
_HEAD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """Say what the white space of the file means, as far as it means anything."""

    blanks: bool
    indents: bool
    paragraph_lines: bool


class LinePair(NamedTuple):
    """
    Hold two adjacent lines, stripped, with what their blanks and lengths tell.

    `last` is the last word of `left` with its signs; `tail` and `head` are the letters next to
    the line end. `short` is asked only after a sign.
    """

    line: int
    left: str
    right: str
    last: str
    tail: str
    head: str
    blank: bool
    indented: bool
    short: bool


def line_pairs(lines: Sequence[str], blanks: bool) -> Iterator[LinePair]:
    """Give the adjacent lines that are not empty, in order; with *blanks* these are evidence."""
    stripped = [line.strip() for line in lines]
    lengths = [len(line) for line in stripped]
    for index, (left, right) in enumerate(pairwise(stripped)):
        if not left or not right:
            continue
        raw, following = lines[index], lines[index + 1]
        last, first = left.rsplit(None, 1)[-1], right.split(None, 1)[0]
        whole = last.isalpha()
        yield LinePair(
            index + 1,
            left,
            right,
            last,
            last if whole else _letters(TAIL.search(last)),
            first if first.isalpha() else _letters(_HEAD.match(first)),
            blanks and raw.rstrip("\r\n")[-1].isspace(),
            blanks and following[0].isspace() and not raw[0].isspace(),
            not whole and _is_short(lengths, index, len(first)),
        )


def _letters(found: re.Match[str] | None) -> str:
    return found.group() if found else ""


def _is_short(lengths: Sequence[int], index: int, next_word: int) -> bool:
    """Tell whether the next word would clearly have fitted: the line ends on purpose."""
    filled = (lengths[index] + 1 + next_word) / FULL_LINE
    for step in (-1, 1):
        for at in range(index + step, index + step * (NEIGHBOURS + 1), step):
            if not 0 <= at < len(lengths) or not lengths[at]:
                break
            if lengths[at] >= filled:
                return True
    return False


def layout_of(
    lines: Sequence[str], pairs: Sequence[LinePair], lexicon: Lexicon, blanks: bool
) -> Layout:
    """Tell what the white space of the file means, where the file as a whole shows it."""
    full = [line for line in lines if line.strip()]
    if len(full) < 2:
        return Layout(blanks=False, indents=False, paragraph_lines=False)
    indented = sum(line[0].isspace() for line in full)
    widest = quantiles([len(line) for line in full], n=10)[-1]
    return Layout(
        blanks=blanks and _blanks_tell(pairs, lexicon),
        indents=blanks and indented <= len(full) / 4,
        paragraph_lines=widest > PARAGRAPH_LINE,
    )


def _blanks_tell(pairs: Sequence[LinePair], lexicon: Lexicon) -> bool:
    """
    Tell whether trailing blanks mark word ends in this file.

    They do if a fair share of the lines has one and the lexicon, asked only where a lower-case
    word could go on, finds few broken words before a blank and many where there is none.
    """
    seen = Counter(
        (pair.blank, lexicon.margin(pair.tail, pair.head) > 0)
        for pair in pairs
        if pair.tail and pair.head[:1].islower()
    )
    marked = seen[True, False] + seen[True, True]
    unmarked = seen[False, False] + seen[False, True]
    return (
        marked >= max(3, 0.2 * (marked + unmarked))
        and unmarked >= 2
        and seen[True, True] <= 0.2 * marked
        and seen[False, True] >= 0.5 * unmarked
    )
