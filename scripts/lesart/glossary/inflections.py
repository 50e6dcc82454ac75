"""
Take from the generated forms what belongs to another noun, and add what a dictionary knows.

The dictionary is that of simplemma (A. Barbaresi), which maps a million German forms to their
headwords; it is met only here, and so are its English one and what it says of a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from lesart.core.cache import kept_path
from lesart.glossary.dictionary_excerpt import Excerpt, excerpt_kept
from lesart.model import Language

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 3
_SHORTEST_TOLD = 3
_MARGIN = 1.5
_LEAST_SHARE = 0.5
_SHORTEST_PART = 4
_LINKS = ("", "s", "es", "n", "en", "er", "-")
_ENDINGS = frozenset("Heit Keit Schaft Ungen Innen Rinnen Nisse Ende Enden Enten".split())
_PREFIXES = frozenset("durch gegen hinter nach über unter wider".split())


@cache
def _dictionary(language: Language) -> Mapping[str, str]:
    # Pages are made without it, so it is not even imported before it is asked for.
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415
        DefaultDictionaryFactory,
    )

    return DefaultDictionaryFactory().get_dictionary(language)


def dictionary(
    words: Iterable[str] = (), cache: Path | None = None, language: Language = "de"
) -> AbstractContextManager[Excerpt]:
    """Give the dictionary of a language; what it says of *words* is kept in the folder *cache*."""
    parts = (version("simplemma"), language, *sorted(set(words)))
    kept = kept_path(cache, "forms", parts) if cache else None
    return excerpt_kept(partial(_dictionary, language), kept)


def lemmas(word: str, known: Excerpt) -> set[str]:
    """
    Give the headwords of a German word, and those of the last parts of a compound.

    >>> with dictionary() as known:
    ...     sorted(lemmas("Rechtsstaats", known)), lemmas("Häuser", known)
    ...     sorted(lemmas("Sozialkreditsysteme", known))
    (['Rechtsstaat', 'Staat'], {'Haus'})
    ['Kreditsystem', 'System']
    """
    found = {head for form in (word, word.lower()) if (head := known.headword(form))}
    if compound := unlisted(word, known):
        found.add(compound[1])
    nouns = [lemma for lemma in found if lemma[:1].isupper()]
    while nouns:
        head = last_part(nouns.pop(), known)
        if head and head not in found:
            found.add(head)
            nouns.append(head)
    return found


def last_part(noun: str, known: Excerpt) -> str | None:
    """
    Give the noun that a compound ends in, the longest that is a headword; None where it has none.

    >>> with dictionary() as known:
    ...     last_part("Rechtsstaat", known), last_part("Haus", known)
    ('Staat', None)
    """
    return next((head for _, head in _cuts(noun, known) if known.headword(head) == head), None)


def unlisted(word: str, known: Excerpt) -> tuple[str, str] | None:
    """
    Cut a compound that the dictionary lacks: what comes before its last part, and the headword
    of this part, the longest that is known.

    >>> with dictionary() as known:
    ...     unlisted("Sozialkreditsysteme", known), unlisted("Rechtsstaat", known)
    (('Sozial', 'Kreditsystem'), None)
    """
    if not word[:1].isupper() or word in known or word.lower() in known:
        return None
    cuts = ((first, known.headword(form) or "") for first, form in _cuts(word, known))
    return next(((first, head) for first, head in cuts if head[:1].isupper()), None)


def _cuts(word: str, known: Excerpt) -> Iterator[tuple[str, str]]:
    """
    Cut a noun in two wherever its first part may be a word, the longest last part first.

    A hyphen says where to cut.
    """
    first, hyphen, last = word.replace("‑", "-").rpartition("-")
    if hyphen:
        if first and last[:1].isupper() and last in known:
            yield f"{first}-", last
        return
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        first, last = word[:cut], word[cut:].capitalize()
        if last not in _ENDINGS and last in known and _is_first(first, known):
            yield first, last


def _is_first(part: str, known: Excerpt) -> bool:
    """Tell whether a compound may begin with *part*, which is a word but for linking letters."""
    stems = (part[: len(part) - len(link)] for link in _LINKS if part.endswith(link))
    return any(
        len(stem) >= _SHORTEST_PART
        and stem.lower() not in _PREFIXES
        and (stem in known or stem.lower() in known)
        for stem in stems
    )


def belongs_elsewhere(form: str, lemma: str, known: Excerpt) -> bool:
    """
    Tell whether the dictionary knows *form* as a form of another noun than *lemma*.

    A shorter by-form counts as the same noun (`Idealtyp` beside `Idealtypus`), and so do one in
    -er beside one in -e (`Beamter`, `Weiser`) and the Swiss spelling.

    >>> with dictionary() as known:
    ...     belongs_elsewhere("Politiker", "Politik", known)
    ...     belongs_elsewhere("Herden", "Herde", known)
    True
    False
    """
    other = known.headword(form)
    if form == lemma or other is None or not other[:1].isupper():
        return False
    lemma, other = lemma.replace("ß", "ss"), other.replace("ß", "ss")
    same = any(lemma == other + ending for ending in ("", "us", "um", "r"))
    return not same and other != f"{lemma}r"


def is_english(text: str) -> bool:
    """
    Tell whether a sentence may be English: half its words are, and no fewer than are German, with
    a margin of a word and a half.

    Where there are fewer than three words of three letters nothing can be told, and the answer is
    yes: the dictionaries hold no shorter ones.

    >>> is_english("One can try to weigh clouds."), is_english("Man kann Wolken wiegen.")
    (True, False)
    >>> is_english("Jena, 1984")
    True
    """
    words = sum(len(word) >= _SHORTEST_TOLD for word in _WORD.findall(text))
    if words < _FEWEST_WORDS:
        return True
    english = known_share(text, "en")
    return english >= _LEAST_SHARE and english + _MARGIN / words >= known_share(text, "de")


def is_translated(source: str, answer: str) -> bool:
    """
    Tell whether *answer* may be the English of a German *source*.

    Words of the source that come back, such as names, say nothing, unless they are most of it.

    >>> is_translated("Prof. Anna Muster, Jena", "Prof. Anna Muster, Jena")
    True
    >>> is_translated("Niemand ging nach Hause.", "Niemand ging nach Hause.")
    False
    """
    known = set(_WORD.findall(source))
    words = _WORD.findall(answer)
    own = [word for word in words if word not in known]
    if 2 * len(own) >= len(words):
        return is_english(" ".join(own))
    return is_english(answer) or known_share(source, "de") <= known_share(source, "en")


def known_share(text: str, language: Language) -> float:
    """Give the share of the words of *text* that the dictionary of a language holds."""
    from simplemma import in_target_language  # noqa: PLC0415

    return float(in_target_language(text, lang=language))
