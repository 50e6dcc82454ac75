"""
Know by which other words a word shall be found: its forms, its spellings, its last part.

The search of a site compares letters from the beginning of a word. So `Hauses` finds `Häuser`
only where the forms of `Haus` are told beside it, and `Ueberwachung` finds `Überwachung` only
where that spelling is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from unicodedata import combining, normalize

from lesart.glossary.paradigms import paradigms
from lesart.model import Language

WORD = re.compile(r"[^\W\d_]+")
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def found_by(
    words: Iterable[str], cache: Path | None = None, language: Language = "de"
) -> dict[str, frozenset[str]]:
    """
    Give, for each word of a language, all words that shall find it, folded.

    They are its forms and those of its last parts (see `paradigms`). What the dictionary says is
    kept in the folder *cache*.

    >>> sorted(found_by(["Häuser"])["Häuser"])[:4]
    ['haeuser', 'haeusern', 'haus', 'hause']
    """
    asked = set(words)
    known = paradigms(asked, language, cache)
    return {
        word: frozenset(low for form in known.related(word) for low in spellings(form))
        for word in asked
    }


def spellings(word: str) -> set[str]:
    """
    Give a word in lower case, with its umlauts, with them written out, and without any marks.

    >>> sorted(spellings("Straße")), sorted(spellings("Übel")), sorted(spellings("Síthigh"))
    (['strasse', 'straße'], ['ubel', 'uebel', 'übel'], ['sithigh', 'síthigh'])
    """
    low = word.lower()
    if low.isascii():
        return {low}
    bare = "".join(letter for letter in normalize("NFD", low) if not combining(letter))
    return {low, low.translate(_WRITTEN_OUT), bare.replace("ß", "ss")}


def longest(found: Iterable[str], beside: frozenset[str]) -> list[str]:
    """
    Leave out what need not be told: words that *beside*, or a longer one, begin with.

    The search finds every word by its beginning.

    >>> longest({"haus", "hauses", "hause"}, frozenset({"häuser"}))
    ['hauses']
    """
    kept: list[str] = []
    for word in sorted(beside.union(found), reverse=True):
        if not kept or not kept[-1].startswith(word):
            kept.append(word)
    return [word for word in reversed(kept) if word not in beside]


def told_beside(
    text: str,
    german: str,
    known: Mapping[str, frozenset[str]],
    english: Mapping[str, frozenset[str]],
) -> list[str]:
    """
    List what shall be told beside a *text*, so that its words are found.

    *german* is the German in it; *known* has what finds its words, *english* what finds the others
    (see `found_by`). A word of any language is found without its marks.
    """
    words = WORD.findall(text)
    own = set(WORD.findall(german))
    found = {spelling for word in words for spelling in spellings(word)}
    found.update(*(known.get(word, ()) for word in own))
    found.update(*(english.get(word, ()) for word in words if word not in own))
    return longest(found, frozenset(word.lower() for word in words))
