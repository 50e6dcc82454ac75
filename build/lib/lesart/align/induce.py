"""
Find words that translate each other in the text itself.

Pairs of words that share beads more often than chance allows are linked: the log likelihood
ratio of Dunning (1993), whose small-count behaviour Moore (2004) examined for translations.
"""

from __future__ import annotations

import numpy as np

from lesart.align import constants as c
from lesart.align.lattice import Floats, Ints, ranges
from lesart.align.links import WordLinks, Words, best
from lesart.align.model import number_beads
from lesart.align.search import Path
from lesart.align.texts import Texts

MOST_LINKS = 4
"""Induced links of a word, the strongest: in long texts all common words seem to go together."""
MOST_WORDS = 60
"""Words of a bead on one side beyond which it teaches nothing."""


def induce(links: WordLinks, texts: Texts, path: Path) -> WordLinks:
    """Add to *links* the pairs that the beads of *path* suggest."""
    at = number_beads(path, *(len(marks.length) - 1 for marks in texts.marks))
    one = _contents(texts.words[0], at.source)
    two = _contents(texts.words[1], at.target)
    kinds = len(texts.words[1].kinds)
    first, second, both = _together(one, two, kinds)
    counts = [
        np.bincount(x[1], minlength=len(w.kinds))
        for x, w in zip((one, two), texts.words, strict=True)
    ]
    evidence = association(both, counts[0][first], counts[1][second], at.count)
    worth = both / np.maximum(counts[0][first], counts[1][second])
    keep = evidence >= c.INDUCED_EVIDENCE
    keep &= (_rank(first, evidence) < MOST_LINKS) | (_rank(second, evidence) < MOST_LINKS)
    first, second, worth = first[keep], second[keep], worth[keep] * c.INDUCED_WORTH
    return best([links, WordLinks(first, second, worth)], kinds)


def _rank(owner: Ints, value: Floats) -> Ints:
    """
    Rank values within their owners, 0 for the highest.

    >>> _rank(np.array([1, 2, 1]), np.array([3.0, 4.0, 5.0])).tolist()
    [1, 0, 0]
    """
    order = np.lexsort((-value, owner))
    grouped = owner[order]
    first = np.searchsorted(grouped, grouped, side="left")
    rank = np.empty(len(owner), dtype=np.int64)
    rank[order] = np.arange(len(owner)) - first
    return rank


def _contents(words: Words, at: Ints) -> tuple[Ints, Ints]:
    """List which kinds stand in which bead, each once: beads ascending, and kinds."""
    bead = at[words.sentence]
    inside = bead >= 0
    kinds = max(len(words.kinds), 1)
    codes = np.unique(bead[inside] * kinds + words.kind[inside])
    return codes // kinds, codes % kinds


def _together(
    one: tuple[Ints, Ints], two: tuple[Ints, Ints], kinds: int
) -> tuple[Ints, Ints, Ints]:
    """Count in how many beads each pair of kinds stands together, if in two or more."""
    first = np.searchsorted(two[0], one[0], side="left")
    last = np.searchsorted(two[0], one[0], side="right")
    last = np.where(last - first > MOST_WORDS, first, last)
    owner, place = ranges(first, last)
    codes, count = np.unique(one[1][owner] * kinds + two[1][place], return_counts=True)
    often = count > 1
    codes, count = codes[often], count[often]
    return codes // kinds, codes % kinds, count


def association(both: Ints, one: Ints, two: Ints, total: int) -> Floats:
    """
    Give twice the log likelihood ratio of two words standing together, 0 where they avoid it.

    >>> ten = np.array([10, 10])
    >>> association(np.array([10, 1]), ten, ten, 100).round(1).tolist()
    [65.0, 0.0]
    """
    table = [both, one - both, two - both, total - one - two + both]
    margins = [(one, two), (one, total - two), (total - one, two), (total - one, total - two)]
    found = np.zeros(len(both))
    for seen, (row, column) in zip(table, margins, strict=True):
        expected = row * column / max(total, 1)
        found += seen * np.log(np.maximum(seen, 1e-9) / np.maximum(expected, 1e-9))
    return np.where(both * total > one * two, 2 * found, 0.0)
