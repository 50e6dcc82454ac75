"""Cut raw lines into words; one that a line end broke is whole again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from lesart.model import Join
from lesart.source.lexicon import LONGEST_WORD, Lexicon

HYPHENS = ("-", "\u2010", "\u2e17", "\u00ac")
"""Signs that divide a word at a line end, those of old prints among them."""
COORDINATORS = ("und", "oder", "sowie")

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BLANKS = re.compile(r"[^\S\n]+|[^\S\n]*\n[^\S\n]*")


@dataclass(frozen=True, slots=True)
class Word:
    """Hold a word, whole over line ends, with the signs that follow it up to the next word."""

    text: str
    line: int
    gap: str

    @property
    def before_blank(self) -> bool:
        """Tell whether nothing but a blank or a line end follows the word."""
        return bool(_BLANKS.fullmatch(self.gap))


def cut_words(text: str, reading: Lexicon, joins: Mapping[int, Join]) -> list[Word]:
    """Cut *text* into words; a word that a line end broke is glued again."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    words: list[Word] = []
    matches = list(_WORD.finditer(text))
    gaps = [text[match.end() : after.start()] for match, after in pairwise(matches)]
    for match, gap in zip(matches, [*gaps, ""], strict=False):
        line = bisect_right(starts, match.start())
        word = Word(match.group(), line, gap)
        glue = None
        if words and words[-1].gap.count("\n") == 1:
            join = joins.get(line - 1) or _join(words[-1], word.text, reading)
            glue = _glue(words[-1].gap, join)
            if join == "ck" and glue is not None and words[-1].text.endswith("k"):
                words[-1] = replace(words[-1], text=f"{words[-1].text[:-1]}c")
            if join == "break":
                words[-1] = replace(words[-1], gap=words[-1].gap + "\n")
        if glue is None:
            words.append(word)
        else:
            words[-1] = Word(words[-1].text + glue + word.text, words[-1].line, word.gap)
    return words


def _join(left: Word, right: str, reading: Lexicon) -> Join:
    """Decide a line end that nobody has decided yet."""
    if len(left.text) > LONGEST_WORD:
        return "space"
    if left.gap.endswith("\n") and left.gap[:-1] in HYPHENS and len(left.gap) > 1:
        return "join" if right[0].islower() and right not in COORDINATORS else "hyphen"
    if left.gap != "\n" or not right[0].islower() or "-" in left.text + right:
        return "space"
    return "join" if reading.margin(left.text, right) > 0 else "space"


def _glue(gap: str, join: Join) -> str | None:
    """Give what stands between the halves of a word in place of *gap*; None for two words."""
    if gap.strip() not in ("", *HYPHENS) or join not in ("join", "hyphen", "ck"):
        return None
    return "-" if gap.strip() and join == "hyphen" else ""
