"""Find words that a translation says again and again, as engines do that have lost their way."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_SIGNS = re.compile(r"(\S)\1{9,}")
_LONGEST = 40
_MANY = 4
_DOUBLED = 3
"""From how many words on it is odd that they stand twice on end."""


def repeated(source: str, target: str) -> tuple[str, int] | None:
    """
    Give what *target* says several times on end where *source* does not, and how many times.

    >>> repeated("Das Haus blieb leer.", "It was empty and empty and empty and empty and empty.")
    ('empty and', 4)
    >>> repeated("Nein, nein, nein, nein!", "No, no, no, no!")
    """
    if found := _SIGNS.search(target):
        return None if _SIGNS.search(source) else (found[0], len(found[0]))
    words, most = _longest_run(target)
    again = most >= _MANY or (most > 1 and len(words.split()) >= _DOUBLED)
    if not again or _longest_run(source)[1] >= min(most, _MANY - 1):
        return None
    return words, most


def _longest_run(text: str) -> tuple[str, int]:
    """Give the words that follow themselves most often, and how often they stand."""
    words = [word.lower() for word in _WORD.findall(text)]
    best, most = "", 1
    for size in range(1, min(_LONGEST, len(words) // 2) + 1):
        run = 0
        for at in range(size, len(words)):
            run = run + 1 if words[at] == words[at - size] else 0
            if 1 + run // size > most:
                best, most = " ".join(words[at - size + 1 : at + 1]), 1 + run // size
    return best, most
