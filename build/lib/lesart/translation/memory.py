"""
Remember translations: the same source again, or nearly the same, with the difference shown.

A near match is measured by the Indel similarity of RapidFuzz (1 is the same, 0 nothing in common).
Where many sentences have a fitting length, only those are measured that share the most words with
the one in question, rare words counting more.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

NEAR = 0.75
_MEASURED = 2000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Remembered:
    """
    Hold a translation: its source, its words, and where it stands (`siemons:3.4`, or a file).

    `digest` hashes the exact source (see `ledger.digest`); `source` is empty where the original is
    not at hand, and then only the same source finds it.
    """

    source: str
    target: str
    place: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Hold a near match with its similarity, 0 to 1."""

    entry: Remembered
    similarity: float


class Memory:
    """Find translations by their source; the first of several with the same source counts."""

    def __init__(self, entries: Sequence[Remembered]) -> None:
        self._exact: dict[str, Remembered] = {}
        for entry in entries:
            if entry.digest:
                self._exact.setdefault(entry.digest, entry)
        known = {(e.source, e.target): e for e in reversed(entries) if e.source}
        self._entries = sorted(known.values(), key=lambda e: (len(e.source), e.place, e.source))
        self._sources = [entry.source for entry in self._entries]
        self._lengths = [len(source) for source in self._sources]
        self._words = _index(self._sources)

    def __len__(self) -> int:
        return len(self._entries)

    def exact(self, digest: str) -> Remembered | None:
        """Give the translation of the source with this digest."""
        return self._exact.get(digest)

    def near(self, source: str, least: float = NEAR, most: int = 5) -> list[Near]:
        """List what is at least so similar to *source*, the nearest first."""
        # Of lengths a ≤ b at most 2a characters can be common: similarity ≤ 2a / (a + b).
        length = len(source)
        ratio = least / (2 - least) if least < 2 else 1.0
        first = bisect_left(self._lengths, length * ratio)
        last = bisect_right(self._lengths, length / ratio if ratio else float("inf"))
        if not length or first >= last:
            return []
        chosen = self._alike(source, first, last)
        found = process.extract(
            source,
            [self._sources[at] for at in chosen],
            scorer=Indel.normalized_similarity,
            score_cutoff=least,
            limit=most,
        )
        near = [Near(self._entries[chosen[at]], float(score)) for _, score, at in found]
        return sorted(near, key=lambda one: (-one.similarity, one.entry.place))

    def _alike(self, source: str, first: int, last: int) -> NDArray[np.intp]:
        """Choose of the sentences from *first* to *last* those that share the most words."""
        if last - first <= _MEASURED:
            return np.arange(first, last)
        lists = [self._words[word] for word in set(_split(source)) if word in self._words]
        if not lists:
            return np.arange(0)
        weights = [np.full(len(one), np.log(len(self) / len(one)) + 0.1) for one in lists]
        shared = np.bincount(np.concatenate(lists), np.concatenate(weights), len(self))
        window = shared[first:last]
        return first + np.argpartition(window, -_MEASURED)[-_MEASURED:]


def _index(sources: Sequence[str]) -> dict[str, NDArray[np.int32]]:
    """List the sentences in which each word stands."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, source in enumerate(sources):
        for word in set(_split(source)):
            places[word].append(at)
    return {word: np.asarray(found, np.int32) for word, found in places.items()}


def _split(source: str) -> list[str]:
    return _WORD.findall(source.lower())


def difference(old: str, new: str) -> list[tuple[str, str]]:
    """
    Show how *new* differs from *old*, word by word: pieces with `=`, `-` (only old) or `+`.

    >>> difference("Man kann Wolken wiegen.", "Man darf Wolken wiegen.")
    [('=', 'Man'), ('-', 'kann'), ('+', 'darf'), ('=', 'Wolken wiegen.')]
    """
    left, right = old.split(), new.split()
    pieces: list[tuple[str, str]] = []
    gone: list[str] = []
    come: list[str] = []

    def close() -> None:
        pieces.extend([("-", " ".join(gone))] if gone else [])
        pieces.extend([("+", " ".join(come))] if come else [])
        gone.clear()
        come.clear()

    for block in Indel.opcodes(left, right):
        if block.tag == "equal":
            close()
            pieces.append(("=", " ".join(left[block.src_start : block.src_end])))
        gone += left[block.src_start : block.src_end] if block.tag == "delete" else []
        come += right[block.dest_start : block.dest_end] if block.tag == "insert" else []
    close()
    return pieces
