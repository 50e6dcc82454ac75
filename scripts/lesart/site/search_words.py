"""
Know by which other words a German word shall be found: its forms, its spellings, its last part.

The search of a site compares letters from the beginning of a word. So `Hauses` finds `Häuser`
only where the forms of `Haus` are told beside it, and `Ueberwachung` finds `Überwachung` only
where that spelling is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from unicodedata import combining, normalize

from lesart.glossary.inflections import dictionary, lemmas, unlisted

WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 4
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def found_by(words: Iterable[str], cache: Path | None = None) -> dict[str, frozenset[str]]:
    """
    Give, for each German word of four letters and more, all words that shall find it, folded.

    A noun is found by all its forms, any other word by itself and its headword. What the
    dictionary says is kept in the folder *cache*.

    >>> sorted(found_by(["Häuser"])["Häuser"])[:4]
    ['haeuser', 'haeusern', 'haus', 'hause']
    """
    asked = {word for word in words if len(word) >= SHORTEST}
    with dictionary(asked, cache) as excerpt:
        known = {word: lemmas(word, excerpt) for word in asked}
        compounds = {word: unlisted(word, excerpt) for word in asked}
        nouns = {lemma for found in known.values() for lemma in found if lemma[:1].isupper()}
        forms = excerpt.forms(nouns)

    def all_forms(word: str) -> Iterator[str]:
        yield word
        for lemma in known[word]:
            yield from (lemma, *forms.get(lemma, ()))
        if compound := compounds[word]:
            first, head = compound
            yield from (first + form.lower() for form in (head, *forms[head]))

    return {
        word: frozenset(spelling for form in all_forms(word) for spelling in spellings(form))
        for word in known
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


def told_beside(text: str, german: str, known: Mapping[str, frozenset[str]]) -> list[str]:
    """
    List what shall be told beside a *text*, so that its words are found.

    *german* is the German in it; *known* has what finds its words (see `found_by`). A word of
    any language is found without its marks.
    """
    words = WORD.findall(text)
    found = {spelling for word in words for spelling in spellings(word)}
    found.update(*(known.get(word, ()) for word in WORD.findall(german)))
    return longest(found, frozenset(word.lower() for word in words))
