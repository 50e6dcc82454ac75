"""Take the endings off French words, and read the numbers of centuries and kings."""

from __future__ import annotations

import re

_PAST = ("âmes", "îmes", "ûmes", "èrent", "irent", "urent")
_ENDINGS = (
    "issaient issait issant issent eraient erait eront erai era aient ait ai ant ent èr er ir ez"
    " it é i a"
).split()
_WHOLE = frozenset(
    "mais dans nous vous sous plus moins pas fois mois très près après sans fils bras bois pays"
    " temps corps trois vers hors lors tous deux voix paix prix croix".split()
)
_LIKE_MASCULINE = (("eus", "eu"), ("iv", "if"), ("ais", "ai"), ("ois", "oi"))
_CENTURY = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})(?:e|er|ème)")
_DIGITS = {"i": 1, "v": 5, "x": 10}


def strip(word: str) -> str:
    """
    Strip the plural, then the feminine, then one ending, so that the forms of a word meet.

    *word* is in lower case, with its accents, which tell endings apart.

    >>> [strip(w) for w in ("chevaux", "attentive", "anciennes", "françaises", "parlait", "mais")]
    ['cheval', 'attentif', 'ancien', 'franç', 'parl', 'mais']
    """
    for ending in _PAST:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word if word in _WHOLE else _without_ending(_masculine(_singular(word)))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("aux"):
        return word[:-1] if word.endswith("eaux") else word[:-2] + "l"
    if len(word) > 3 and word[-1] in "sx" and word[-2] != "s":
        return word[:-1]
    return word


def _masculine(word: str) -> str:
    if len(word) < 4 or not word.endswith("e"):
        return word
    word = word[:-1]
    for feminine, masculine in _LIKE_MASCULINE:
        if len(word) > 4 and word.endswith(feminine):
            return word[: -len(feminine)] + masculine
    return word


def _without_ending(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


def century(word: str) -> str:
    """
    Read an ordinal in Roman figures; empty where *word* is none.

    >>> century("xixe"), century("ve"), century("vie"), century("er")
    ('19', '5', '', '')
    """
    match = _CENTURY.fullmatch(word)
    figures = match[1] + match[2] if match and word != "vie" else ""
    values = [_DIGITS[figure] for figure in figures]
    following = [*values[1:], 0]
    total = sum(-a if a < b else a for a, b in zip(values, following, strict=False))
    return str(total) if total else ""
