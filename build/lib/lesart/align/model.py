"""
Learn from beads found so far which words of the two texts stand for which.

Words follow a mixture in the manner of IBM Model 1 (Brown and others 1993): a word is
either drawn at random from its own language, or, with its own *faith*, is the translation of one
of the words in the block on the other side. Words without any link are drawn at random: they
count for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lesart.align import constants as c
from lesart.align.lattice import Floats, Ints, ranges
from lesart.align.links import WordLinks, Words
from lesart.align.search import Path

_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Half:
    """
    Hold one direction of the word model: how words here are explained by words there.

    Link n says that a word of kind `here[n]` may translate one of kind `there[n]`, `lift[n]`
    times as often as it comes up by chance. Links are sorted by `here`. `kept` is the share of
    all linked words here that are kept in translation.
    """

    here: NDArray[np.int32]
    there: NDArray[np.int32]
    lift: Floats
    faith: Floats
    kept: float = c.USUAL_KEPT


@dataclass(frozen=True, slots=True)
class Bag:
    """
    Count the linked words of one side: rows of kind, sentence and count, sorted by sentence.

    `faith` is how often a word of each kind is kept in translation, before anything is learned.

    `total[i]` is the count of all linked words before sentence i.
    """

    kind: Ints
    sentence: Ints
    count: Floats
    total: Floats
    kinds: int
    faith: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """Hold all that scoring needs beside the sentences themselves."""

    forward: Half
    backward: Half
    source: Bag
    target: Bag
    closeness: float
    ratio: float
    spread: float
    omission: float
    shapes: Floats
    meeting: Floats
    inner: tuple[float, float]
    repeats: tuple[Floats, Floats]


def make_bag(words: Words, linked: NDArray[np.bool_], sentences: int) -> Bag:
    """Count the words of the kinds marked in *linked*."""
    kinds = len(words.kinds)
    chosen = linked[words.kind]
    codes = words.sentence[chosen].astype(np.int64) * kinds + words.kind[chosen]
    codes, count = np.unique(codes, return_counts=True)
    sentence, kind = codes // max(kinds, 1), codes % max(kinds, 1)
    per = np.bincount(sentence, weights=count, minlength=sentences)
    total = np.concatenate(([0.0], np.cumsum(per)))
    numbers = np.array([key.isdigit() for key in words.kinds], dtype=bool)
    faith = np.where(numbers, c.NUMBER_FAITH, c.FAITH)
    return Bag(kind, sentence, count.astype(np.float64), total, kinds, faith)


def linked_kinds(links: WordLinks, source: Words, target: Words) -> tuple[NDArray[np.bool_], ...]:
    """
    Mark the kinds of either side that count as evidence: those with a link, and long numbers.

    A number that stands on one side alone is no unknown word: it is missing on the other.
    """
    found = []
    for words, linked in ((source, links.source), (target, links.target)):
        marks = np.array([key.isdigit() and len(key) > 1 for key in words.kinds], dtype=bool)
        marks[linked] = True
        found.append(marks)
    return tuple(found)


def first_half(links: WordLinks, bag: Bag) -> Half:
    """Guess the word model from the worth of links and the frequency of words alone."""
    frequency = np.bincount(bag.kind, weights=bag.count, minlength=bag.kinds)
    mass = np.bincount(links.target, weights=links.worth * frequency[links.source])
    lift = frequency.sum() * links.worth / np.maximum(mass[links.target], 1.0)
    return Half(links.source, links.target, lift, bag.faith)


@dataclass(frozen=True, slots=True)
class Found:
    """Hold the beads of one pass: the number of the two-sided bead of each sentence, or -1."""

    source: Ints
    target: Ints
    count: int


def number_beads(path: Path, n: int, m: int) -> Found:
    """Number the two-sided beads of a path."""
    source, target = np.full(n, -1), np.full(m, -1)
    count = 0
    for i, j, tall, wide in path:
        if tall and wide:
            source[i : i + tall] = count
            target[j : j + wide] = count
            count += 1
    return Found(source, target, count)


def relearn(half: Half, worth: Floats, here: Bag, there: Bag, at: Ints, other: Ints) -> Half:
    """
    Learn one direction of the word model from beads, by expectation and maximisation.

    *at* and *other* give the bead of each sentence of this and of the other side.
    """
    beads = int(max(at.max(initial=-1), other.max(initial=-1))) + 1
    if not beads or not len(half.here):
        return half
    tokens = at[here.sentence] >= 0
    kind, bead, count = here.kind[tokens], at[here.sentence[tokens]], here.count[tokens]
    sizes = np.bincount(
        np.maximum(other[there.sentence], 0),
        weights=there.count * (other[there.sentence] >= 0),
        minlength=beads,
    )
    token, link_, seen = _meetings(half, kind, bead, there, other, beads)
    frequency = np.bincount(here.kind, weights=here.count, minlength=here.kinds)
    chance = frequency / max(frequency.sum(), 1.0)
    prior = worth * frequency[half.here]
    mass = np.bincount(half.there, weights=prior, minlength=there.kinds)
    prior /= np.maximum(mass[half.there], 1e-9)
    lift, faith, kept = half.lift, half.faith, half.kept
    trials = np.bincount(kind, weights=count, minlength=here.kinds)
    for _ in range(c.ROUNDS):
        share = faith[kind[token]] * lift[link_] * seen / np.maximum(sizes[bead[token]], 1.0)
        whole = np.bincount(token, weights=share, minlength=len(kind)) + 1 - faith[kind]
        part = share / whole[token] * count[token]
        hits = np.bincount(kind[token], weights=part, minlength=here.kinds)
        kept = (c.KEPT_INERTIA * c.USUAL_KEPT + hits.sum()) / (c.KEPT_INERTIA + trials.sum())
        usual = 1 - (1 - here.faith) * (1 - kept) / (1 - c.USUAL_KEPT)
        faith = (c.FAITH_INERTIA * usual + hits) / (c.FAITH_INERTIA + trials)
        given = c.LINK_INERTIA * prior + np.bincount(link_, weights=part, minlength=len(lift))
        mass = np.bincount(half.there, weights=given, minlength=there.kinds)
        lift = given / np.maximum(mass[half.there], 1e-9) / np.maximum(chance[half.here], 1e-9)
    return Half(half.here, half.there, lift, np.clip(faith, *c.FAITH_RANGE), float(kept))


def closeness(one: Half, other: Half) -> float:
    """
    Tell by how much more than usual the words of these texts count.

    The closer a translation keeps to its words, the more a word says that comes or stays away.
    """
    kept = (one.kept + other.kept) / 2
    odds = kept / (1 - kept) / (c.USUAL_KEPT / (1 - c.USUAL_KEPT))
    return float(np.clip(odds**c.CLOSENESS, *c.CLOSENESS_RANGE))


def _meetings(
    half: Half, kind: Ints, bead: Ints, there: Bag, other: Ints, beads: int
) -> tuple[Ints, Ints, Floats]:
    """List where a word meets a linked word in its bead: token, link, times seen."""
    codes = there.kind * beads + other[there.sentence]
    inside = other[there.sentence] >= 0
    codes, place = np.unique(codes[inside], return_inverse=True)
    times = np.bincount(place, weights=there.count[inside], minlength=len(codes)).astype(float)
    parts: list[tuple[Ints, Ints, Floats]] = [(codes[:0], codes[:0], times[:0])]
    for start in range(0, len(kind) if len(codes) else 0, _CHUNK):
        token, link_ = linked_pairs(half, kind[start : start + _CHUNK])
        asked = half.there[link_] * beads + bead[start + token]
        found = np.minimum(np.searchsorted(codes, asked), len(codes) - 1)
        hit = np.flatnonzero(codes[found] == asked)
        parts.append((start + token[hit], link_[hit], times[found[hit]]))
    tokens, links, seen = zip(*parts, strict=True)
    return np.concatenate(tokens), np.concatenate(links), np.concatenate(seen)


def linked_pairs(half: Half, kind: Ints) -> tuple[Ints, Ints]:
    """Pair each word with each of its links: two arrays, word and link, word by word."""
    first = np.searchsorted(half.here, kind, side="left")
    last = np.searchsorted(half.here, kind, side="right")
    return ranges(first, last)
