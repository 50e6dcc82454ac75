"""Tell where a blank between two words was lost, and not a hyphen within one."""

from __future__ import annotations

import re

from lesart.source.lexicon import Lexicon
from lesart.source.line_words import Word

FUNCTION = 6.0
"""On the Zipf scale: articles, prepositions and the like, which make no compounds."""
COMMON = 3.0
_SHORTEST = 2
_STOP = re.compile(r"[.!?…][\"”“«»’)\]]*|[,;]")


def glued_by_capital(left: str, right: str, lexicon: Lexicon) -> bool:
    """
    Tell whether a capital inside a word begins another word: “imHaus”, “StadtUnd”.

    >>> glued_by_capital("im", "Haus", Lexicon({"im": 8e-3, "haus": 2e-4}))
    True
    >>> glued_by_capital("Online", "Liste", Lexicon({"online": 8e-5, "liste": 5e-5}))
    False
    """
    if min(len(left), len(right)) < _SHORTEST:
        return False
    known = min(lexicon.zipf(left), lexicon.zipf(right)) >= COMMON
    return known and max(lexicon.zipf(left), lexicon.zipf(right)) >= FUNCTION


def glued_by_stop(word: Word, following: Word, lexicon: Lexicon) -> str:
    """Give the sign behind which a blank was lost: “Ende.Der”, “Haus,das”; nothing else."""
    sign = word.gap
    if word.text.lower() == "www" or not _STOP.fullmatch(sign):
        return ""
    if min(len(word.text), len(following.text)) < _SHORTEST:
        return ""
    if sign not in (",", ";") and not (word.text[-1].islower() and following.text[0].isupper()):
        return ""
    known = min(lexicon.zipf(word.text), lexicon.zipf(following.text)) >= COMMON
    return sign if known else ""
