"""
Make up books in two languages that nobody speaks, with the beads that join them.

Some of the words are of one origin on both sides, as names and foreign words are; the others
share nothing but their places. How often a word comes up falls with its rank, as in all texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from lesart.align.types import Side

KINDS = 6000
"""Words of a language."""
_ONSETS = "b d f g k l m n p r s t v z br dr gl kr pl st tr schw".split()
_VOWELS = "a e i o u au ei".split()

Joined = list[tuple[tuple[int, ...], tuple[int, ...]]]
"""Sentences of the source and of the target that belong together."""


@dataclass(frozen=True, slots=True)
class Manner:
    """Say which share of the words begin alike on both sides, and which a translator keeps."""

    alike: float = 0.33
    kept: float = 0.75


USUAL = Manner()


@dataclass(frozen=True, slots=True)
class Chapter:
    """Hold sentences of both languages, and which belong together."""

    source: list[str]
    target: list[str]
    joined: Joined


@dataclass(frozen=True, slots=True)
class Book:
    """Hold two texts, and the beads that a perfect aligner may find."""

    source: Side
    target: Side
    joined: frozenset[tuple[tuple[int, ...], tuple[int, ...]]]


def write_chapters(sizes: Sequence[int], seed: int = 1, manner: Manner = USUAL) -> list[Chapter]:
    """Write chapters of about so many sentences, in one language and in the other."""
    dice = Random(seed)
    words = [_pair(dice, manner.alike) for _ in range(KINDS)]
    totals: list[float] = []
    for rank in range(KINDS):
        totals.append((totals[-1] if totals else 0.0) + 1 / (rank + 2.7))
    return [_chapter(dice, manner.kept, words, totals, size) for size in sizes]


def _pair(dice: Random, alike: float) -> tuple[str, str]:
    """Make up a word and what it is called in the other language."""
    one = _word(dice, dice.choice((2, 2, 3)))
    if dice.random() < alike and len(one) > 4:
        return one, one[:-1] + dice.choice("aeiou")
    return one, _word(dice, dice.choice((1, 2, 2, 3)))


def _word(dice: Random, syllables: int) -> str:
    return "".join(dice.choice(_ONSETS) + dice.choice(_VOWELS) for _ in range(syllables))


def _chapter(
    dice: Random, kept: float, words: list[tuple[str, str]], totals: list[float], size: int
) -> Chapter:
    chapter = Chapter([], [], [])
    for _ in range(size):
        tall, wide = dice.choices(((1, 1), (2, 1), (1, 2), (1, 0), (0, 1)), (88, 4, 4, 2, 2))[0]
        length = dice.randint(5, 14) * max(tall, wide)
        said = dice.choices(words, cum_weights=totals, k=length)
        heard = [word if dice.random() < kept else dice.choice(words) for word in said]
        dice.shuffle(heard)
        places = []
        for sentences, count, own in (
            (chapter.source, tall, [word[0] for word in said]),
            (chapter.target, wide, [word[1] for word in heard]),
        ):
            places.append(tuple(range(len(sentences), len(sentences) + count)))
            sentences += [" ".join(own[n::count]).capitalize() + "." for n in range(count)]
        chapter.joined.append((places[0], places[1]))
    return chapter


def bind(chapters: Sequence[Chapter], source: Sequence[int], target: Sequence[int]) -> Book:
    """Bind two books from chapters by number, each side in an order of its own."""
    sides: tuple[list[str], list[str]] = ([], [])
    begins: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
    for which, order in enumerate((source, target)):
        for number in order:
            begins[which].setdefault(number, []).append(len(sides[which]))
            chapter = chapters[number]
            sides[which].extend(chapter.target if which else chapter.source)
    joined = {
        (tuple(i + k for k in one), tuple(j + k for k in two))
        for number, firsts in begins[0].items()
        for i in firsts
        for j in begins[1].get(number, ())
        for one, two in chapters[number].joined
        if one and two
    }
    return Book(Side(sides[0], "de"), Side(sides[1], "en"), frozenset(joined))
