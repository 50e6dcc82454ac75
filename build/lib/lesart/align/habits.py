"""
Learn how the two texts at hand are put side by side: shapes, lengths, omissions, paragraphs.

Each habit is held back by what is true of texts in general, so a short text changes little.
"""

from __future__ import annotations

import numpy as np

from lesart.align import constants as c
from lesart.align.lattice import Floats
from lesart.align.links import Words
from lesart.align.model import make_bag
from lesart.align.search import SHAPES, Path
from lesart.align.types import Options


def learn_shapes(path: Path, options: Options) -> Floats:
    """Give for each shape the logarithm by which it is commoner here than in general."""
    if not options.adapt:
        return np.zeros(len(SHAPES))
    prior = np.exp(np.array(c.BIAS))
    prior /= prior.sum()
    seen = np.zeros(len(SHAPES))
    for _, _, tall, wide in path:
        if tall and wide:
            seen[SHAPES.index((tall, wide))] += 1
    usual = c.SHAPE_INERTIA * prior
    found: Floats = np.log((seen + usual) / (seen.sum() + c.SHAPE_INERTIA) / prior)
    return np.asarray(found - found[0])


def learn_paragraphs(
    path: Path, source: Floats, target: Floats, options: Options
) -> tuple[Floats, tuple[float, float]]:
    """
    Learn whether paragraphs begin together.

    *source* and *target* mark the sentences that begin a paragraph. Return the logarithm by
    which the four meetings (no break, target only; source only, both) are commoner between beads
    than by chance, and the same for a break inside a bead, source and target.
    """
    if not options.paragraphs or not source.any() or not target.any():
        return np.zeros((2, 2)), (0.0, 0.0)
    seen = np.zeros((2, 2))
    inner, places = [0.0, 0.0], [0.0, 0.0]
    for i, j, tall, wide in path:
        if tall and wide:
            seen[int(source[i]), int(target[j])] += 1
            inner[0] += source[i + 1 : i + tall].sum()
            inner[1] += target[j + 1 : j + wide].sum()
            places[0] += tall - 1
            places[1] += wide - 1
    rates = float(source.mean()), float(target.mean())
    chance = np.outer((1 - rates[0], rates[0]), (1 - rates[1], rates[1]))
    joint = (seen + c.PARAGRAPH_INERTIA * chance) / (seen.sum() + c.PARAGRAPH_INERTIA)
    inside = [
        np.log(
            (inner[side] + c.PARAGRAPH_INERTIA * c.INNER_BREAK * rates[side])
            / (places[side] + c.PARAGRAPH_INERTIA)
            / max(rates[side], 1e-6)
        )
        for side in (0, 1)
    ]
    rows, columns = joint.sum(axis=1), joint.sum(axis=0)
    found: Floats = np.log(joint / np.outer(rows, columns))
    return found, (min(0.0, float(inside[0])), min(0.0, float(inside[1])))


def learn_ratio(path: Path, source: Floats, target: Floats) -> float:
    """Give the mean logarithm of target to source characters over two-sided beads."""
    left = [source[i : i + tall].sum() for i, _, tall, wide in path if tall and wide]
    right = [target[j : j + wide].sum() for _, j, tall, wide in path if tall and wide]
    total = sum(left), sum(right)
    return float(np.log((total[1] + c.RATIO_INERTIA) / (total[0] + c.RATIO_INERTIA)))


def spread_of(size: Floats) -> Floats:
    """Give the usual variance of the logarithm of the length ratio, by mean length."""
    return c.LENGTH_SPREAD + c.LENGTH_SPREAD_SHORT / (size + 1)


def learn_spread(path: Path, source: Floats, target: Floats, ratio: float) -> float:
    """Give how much the lengths of single sentences spread, by the measure of texts in general."""
    places = [(i, j) for i, j, tall, wide in path if tall == wide == 1]
    left = source[[i for i, _ in places]]
    right = target[[j for _, j in places]]
    drift = np.log((right + 1) / (left + 1)) - ratio
    surprise = np.minimum(drift**2 / spread_of((left + right) / 2), c.SPREAD_CAP).sum()
    learned = (surprise + c.SPREAD_INERTIA) / (len(places) + c.SPREAD_INERTIA)
    return float(np.clip(learned, *c.SPREAD_RANGE))


def learn_omission(path: Path) -> float:
    """Give the logarithm by which sentences are left out more often here than in general."""
    runs = sum(
        not (tall and wide) and (number == 0 or bool(path[number - 1][2] and path[number - 1][3]))
        for number, (_, _, tall, wide) in enumerate(path)
    )
    beads = sum(bool(tall and wide) for _, _, tall, wide in path)
    learned = (runs + c.OMISSION_INERTIA * c.OMISSION) / (beads + c.OMISSION_INERTIA)
    return float(np.clip(np.log(learned / c.OMISSION), -c.OMISSION_CAP, c.OMISSION_CAP))


def repetition(words: Words, sentences: int) -> Floats:
    """
    Measure how far each sentence repeats the words of the one before, as running sums.

    A shared word counts the logarithm of its rarity, and all of it by how formulaic the text is:
    the share of its longer sentences that repeat most of a neighbour. In such a text what is said
    twice is seldom one sentence on the other side, though each word would be explained there.
    """
    bag = make_bag(words, np.ones(len(words.kinds), dtype=bool), sentences)
    order = np.lexsort((bag.sentence, bag.kind))
    kind, sentence, count = bag.kind[order], bag.sentence[order], bag.count[order]
    again = np.flatnonzero((np.diff(kind) == 0) & (np.diff(sentence) == 1)) + 1
    frequency = np.bincount(kind, weights=count, minlength=bag.kinds)
    rarity = np.log(frequency.sum() / np.maximum(frequency, 1.0))
    shared = rarity[kind[again]] * np.minimum(count[again], count[again - 1])
    per = np.bincount(sentence[again], weights=shared, minlength=sentences)
    weight = np.bincount(sentence, weights=rarity[kind] * count, minlength=sentences)
    smaller = np.minimum(weight[1:], weight[:-1])
    long = smaller > c.REPEATED_WEIGHT
    formulaic = float((per[1:] > c.REPEATED * smaller)[long].mean()) if long.any() else 0.0
    return np.concatenate(([0.0], np.cumsum(per * formulaic)))
