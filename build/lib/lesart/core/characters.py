"""
Find characters that make a text read otherwise than it looks.

Some change the order in which a line is shown, some are not shown at all, and some look like
letters of another script. Where the words around them call for them, they are no finding: a mark of
direction beside Hebrew, a joiner in Persian or between two pictures. After *Unicode Technical
Standard 39* (mixed scripts) and Boucher and Anderson, *Trojan Source* (2021).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_OVERRIDES = "\u202d\u202e"
_OPENING = {
    **dict.fromkeys("\u202a\u202b", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
_DIRECTIONS = frozenset((*_OPENING, *_OPENING.values(), "\u200e", "\u200f", "\u061c"))
_JOINERS = "\u200b\u200c\u200d\u2060"
_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_MIXED = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
_SYMBOLS = frozenset("ΓΔΘΛΞΠΣΦΨΩβγδεζηθλμξπσφψω")


@dataclass(frozen=True, slots=True)
class Oddity:
    """Hold what is odd on a line: its 1-based column, and its description."""

    column: int
    said: str


def unseen(line: str) -> Iterator[Oddity]:
    r"""
    Find characters that turn a line round or are not shown, where nothing calls for them.

    >>> [str(odd.column) + " " + odd.said for odd in unseen("grant\u202e gnihton")]
    ['6 U+202E RIGHT-TO-LEFT OVERRIDE']
    >>> list(unseen("Von rechts: \u200fשלום\u200f, und weiter."))
    []
    """
    if line.isascii():
        return
    turned = any(unicodedata.bidirectional(one) in ("R", "AL") for one in line)
    sound = _closed(line) if turned else frozenset()
    for at, one in enumerate(line):
        if _is_unseen(one) and at not in sound and not _is_called_for(line, at, turned):
            yield Oddity(at + 1, character_name(one))


def _is_unseen(one: str) -> bool:
    if one < "\x80":
        return False
    kind = unicodedata.category(one)
    selects = "\ufe00" <= one <= "\ufe0f" or "\U000e0100" <= one <= "\U000e01ef"
    return kind in ("Cf", "Zl", "Zp") or one in _EMPTY or selects


def _is_called_for(line: str, at: int, turned: bool) -> bool:
    one, before = line[at], line[at - 1 : at]
    if one in _DIRECTIONS:
        return turned and one in "\u200e\u200f\u061c"
    kind = unicodedata.category(before) if before else ""
    after = unicodedata.category(line[at + 1]) if at + 1 < len(line) else ""
    if one in _JOINERS:
        # Scripts without capitals join and part their letters by them, and pictures are joined.
        return (kind in ("Lo", "Mn", "Mc") and after in ("Lo", "Mn", "Mc")) or (
            one == "\u200d" and kind in ("So", "Sk", "Mn") and after == "So"
        )  # fmt: skip
    if "\ufe00" <= one <= "\U000e01ef" and unicodedata.category(one) == "Mn":
        return kind in ("So", "Lo", "Sm", "Po", "Nd")
    return False


def _closed(line: str) -> frozenset[int]:
    """Give the places of embeddings and isolates that are closed on their line."""
    opened: list[int] = []
    sound: set[int] = set()
    for at, one in enumerate(line):
        if one in _OPENING or one in _OVERRIDES:
            opened.append(at)
        elif opened and one == _OPENING.get(line[opened[-1]], "\u202c"):
            begun = opened.pop()
            sound |= set() if line[begun] in _OVERRIDES else {begun, at}
    return frozenset(sound)


def mixed(line: str) -> Iterator[Oddity]:
    r"""
    Find words that mix letters of scripts which look alike.

    A Greek letter before one or two others is a unit or a variable (`μm`, `Δt`).

    >>> [odd.said for odd in mixed("der B\u043enit\u00e4t, 社会信用 system, 5 μm")]
    ['“B‹U+043E›nität” has U+043E CYRILLIC SMALL LETTER O among letters of LATIN']
    """
    if line.isascii():
        return
    for found in _WORD.finditer(line):
        word = found[0]
        scripts = [_script(one) for one in word]
        known = [script for script in scripts if script]
        if len(set(known)) < 2 or _is_symbol(word):
            continue
        main = max(_MIXED, key=known.count)
        at = next(n for n, script in enumerate(scripts) if script and script != main)
        odd = (s not in ("", main) for s in scripts)
        shown = "".join(
            f"‹U+{ord(c):04X}›" if is_odd else c for c, is_odd in zip(word, odd, strict=True)
        )
        said = f"“{shown[:80]}” has {character_name(word[at])} among letters of {main}"
        yield Oddity(found.start() + at + 1, said)


def _is_symbol(word: str) -> bool:
    return word[0] in _SYMBOLS and len(word) <= 3 and all(_script(c) == "LATIN" for c in word[1:])


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """Name the script of a letter, where it is one of those that look alike."""
    if not letter.isalpha():
        return ""
    name = unicodedata.name(letter, "").removeprefix("FULLWIDTH ")
    return next((script for script in _MIXED if name.startswith(f"{script} ")), "")


def character_name(one: str) -> str:
    r"""
    Name a character.

    >>> character_name("\u200b")
    'U+200B ZERO WIDTH SPACE'
    """
    return f"U+{ord(one):04X} {unicodedata.name(one, 'without a name')}"
