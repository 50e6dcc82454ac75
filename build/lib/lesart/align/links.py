"""
Link the words of two texts: which key of one side may stand for which of the other, and why.

Only words that occur are looked up, so the tables stay as small as the texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from lesart.align.constants import COGNATE_SHARE, COGNATE_WORTH, COMPOUND_WORTH
from lesart.align.lattice import Ints
from lesart.align.tokens import candidates, stem, table, tokens
from lesart.align.types import BilingualLexicon, Options

SHORTEST_COGNATE = 4
SHORTEST_PART = 4
_COLUMNS = ("de", "en", "fr")


@dataclass(frozen=True, slots=True)
class Words:
    """
    Hold the words of one side as numbers.

    `kinds` lists the keys; `kind` and `sentence` give for each running word its place in
    `kinds` and its sentence. `forms` holds one written form of each key.
    """

    language: str
    kinds: list[str]
    forms: list[str]
    kind: NDArray[np.int32]
    sentence: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class WordLinks:
    """Hold the linked pairs of kinds: `source[n]` and `target[n]`, with a worth (0 to 1]."""

    source: Ints
    target: Ints
    worth: NDArray[np.float64]


def read_words(sentences: Sequence[str], language: str) -> Words:
    """Cut sentences into running words and number their keys in order of appearance."""
    numbers: dict[str, int] = {}
    forms: list[str] = []
    kind: list[int] = []
    lengths: list[int] = []
    for sentence in sentences:
        found = tokens(sentence, language)
        lengths.append(len(found))
        for form in found:
            key = stem(form, language)
            number = numbers.get(key)
            if number is None:
                number = numbers[key] = len(forms)
                forms.append(form)
            kind.append(number)
    places = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    return Words(language, list(numbers), forms, np.array(kind, dtype=np.int32), places)


def link(
    source: Words, target: Words, options: Options, lexicon: BilingualLexicon | None
) -> WordLinks:
    """
    Collect the links of all kinds that occur, from every resource the options allow.

    A pair that several resources offer keeps its highest worth. Pairs are sorted.
    """
    found = [_equal(source, target)]
    if options.words:
        books: list[BilingualLexicon] = [lexicon] if lexicon else []
        if options.table:
            books.append(own_table(source.language, target.language))
        ways = _ways(source, source.language)
        for book in books:
            found += _look_up(ways, source, target, book, source.language)
    if options.cognates:
        found.append(_cognates(source.kinds, target.kinds))
    return best(found, len(target.kinds))


def best(found: Sequence[WordLinks], width: int) -> WordLinks:
    """Join links, sorted; of equal pairs keep the one that is worth most."""
    codes = np.concatenate([one.source.astype(np.int64) * width + one.target for one in found])
    worth = np.concatenate([one.worth for one in found])
    order = np.lexsort((-worth, codes))
    codes, worth = codes[order], worth[order]
    fresh = np.append(True, codes[1:] != codes[:-1])[: len(codes)]
    codes = codes[fresh]
    return WordLinks(codes // max(width, 1), codes % max(width, 1), worth[fresh])


Ways = tuple[list[str], list[int], list[float]]
"""Keys that a dictionary may be asked for, the kind that asks, and how well the key fits it."""


def _ways(words: Words, language: str) -> Ways:
    ways: Ways = ([], [], [])
    for number, form in enumerate(words.forms):
        for key, worth in candidates(form, language):
            _add_way(ways, key, number, worth)
    return ways


def _add_way(ways: Ways, key: str, number: int, worth: float) -> None:
    ways[0].append(key)
    ways[1].append(number)
    ways[2].append(worth)


def _look_up(
    ways: Ways, source: Words, target: Words, book: BilingualLexicon, language: str
) -> list[WordLinks]:
    """Ask a dictionary for all words, and for the parts of German compounds it does not know."""
    found = _ask(ways, target, book)
    if language != "de":
        return [found]
    known = set(found.source.tolist())
    parts: Ways = ([], [], [])
    for number, key in enumerate(source.kinds):
        if number in known or len(key) < 2 * SHORTEST_PART:
            continue
        for cut in range(SHORTEST_PART, len(key) - SHORTEST_PART + 1):
            for part in {key[cut:], key[:cut], stem(key[:cut], "de")}:
                _add_way(parts, part, number, COMPOUND_WORTH)
    return [found, _ask(parts, target, book)]


def _ask(ways: Ways, target: Words, book: BilingualLexicon) -> WordLinks:
    asked, other, worth = book.pairs(ways[0], target.kinds)
    numbers = np.array(ways[1], dtype=np.int64)[asked]
    return WordLinks(numbers, other, np.array(ways[2], dtype=np.float64)[asked] * worth)


def _made(pairs: Sequence[tuple[int, int, float]]) -> WordLinks:
    return WordLinks(
        np.array([pair[0] for pair in pairs], dtype=np.int64),
        np.array([pair[1] for pair in pairs], dtype=np.int64),
        np.array([pair[2] for pair in pairs], dtype=np.float64),
    )


def _equal(source: Words, target: Words) -> WordLinks:
    """Link numbers, stops and names that are the same on both sides."""
    numbers = {key: number for number, key in enumerate(target.kinds)}
    return _made(
        [
            (number, numbers[key], 1.0)
            for number, key in enumerate(source.kinds)
            if key in numbers and (len(key) > 3 or not key.isalpha())
        ]
    )


def _cognates(source: list[str], target: list[str]) -> WordLinks:
    """Link keys that begin alike: the longer the common beginning, the more it is worth."""
    heads: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, key in enumerate(target):
        skeleton = _skeleton(key)
        if len(skeleton) >= SHORTEST_COGNATE and skeleton.isalpha():
            heads[skeleton[:SHORTEST_COGNATE]].append((number, skeleton))
    pairs = []
    for number, key in enumerate(source):
        skeleton = _skeleton(key)
        for other, rival in heads.get(skeleton[:SHORTEST_COGNATE], ()):
            share = _common(skeleton, rival) / max(len(skeleton), len(rival))
            if share >= COGNATE_SHARE:
                pairs.append((number, other, COGNATE_WORTH * share))
    return _made(pairs)


@cache
def _skeleton(key: str) -> str:
    """Write a key as both languages might."""
    for old, new in (("ph", "f"), ("th", "t"), ("ch", "h"), ("qu", "k")):
        key = key.replace(old, new)
    return key.translate(_ALIKE)


_ALIKE = str.maketrans("cyzv", "kisf")


def _common(left: str, right: str) -> int:
    """Count the characters that two words have in common from the beginning."""
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length


@dataclass(frozen=True, slots=True)
class Table:
    """Look up keys in a small table; also a `Lexicon` for tests and for one's own word lists."""

    entries: Mapping[str, Mapping[str, float]]

    def pairs(
        self, sources: Sequence[str], targets: Sequence[str]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Give places in *sources*, places in *targets*, and the worth (0 to 1) of each pair."""
        numbers = {key: number for number, key in enumerate(targets)}
        found = _made(
            [
                (number, numbers[other], worth)
                for number, key in enumerate(sources)
                for other, worth in self.entries.get(key, {}).items()
                if other in numbers
            ]
        )
        return found.source, found.target, found.worth


@cache
def own_table(source: str, target: str) -> Table:
    """Read the own word table for two of its languages; empty for others."""
    entries: dict[str, dict[str, float]] = {}
    if source in _COLUMNS and target in _COLUMNS:
        first, second = _COLUMNS.index(source), _COLUMNS.index(target)
        for line in table("words.tsv"):
            columns = line.split("\t")
            for word in columns[first].split():
                meanings = entries.setdefault(stem(word, source), {})
                meanings.update({stem(other, target): 1.0 for other in columns[second].split()})
    return Table(entries)
