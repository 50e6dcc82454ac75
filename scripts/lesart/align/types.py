"""Hold what goes into the aligner and what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, order=True)
class Bead:
    """
    Join sentences that translate each other: 0-based positions, ascending, without gaps.

    An empty side is a null bead: a sentence without counterpart. `confidence` (0 to 1) is how
    often beads like this one are right, measured as `constants` says; `margin` orders those of
    equal confidence: the logarithm of the odds that the search itself gives the bead.

    >>> print(Bead((0, 1), (2,)))
    0,1:2
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0
    margin: float = field(default=inf, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{','.join(map(str, self.source))}:{','.join(map(str, self.target))}"


def least_sure(beads: Sequence[Bead], number: int) -> list[Bead]:
    """
    List *number* beads, the least sure first.

    >>> least_sure([Bead((0,), (0,), 0.9, 3.0), Bead((1,), (1,), 0.9, 2.0)], 1)
    [Bead(source=(1,), target=(1,), confidence=0.9)]
    """
    return sorted(beads, key=lambda bead: (bead.confidence, bead.margin))[:number]


@dataclass(frozen=True, slots=True)
class Side:
    """
    Hold the sentences of one language, in order.

    `paragraphs` numbers the paragraph of each sentence (0-based, ascending); empty if unknown.
    """

    sentences: Sequence[str]
    language: str
    paragraphs: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """
    Choose what the aligner may use; the parts can be left out one by one, to measure them.

    """

    passes: int = 2
    length: bool = True
    words: bool = True
    table: bool = True
    cognates: bool = True
    induction: bool = True
    paragraphs: bool = True
    formulas: bool = True
    adapt: bool = True


class BilingualLexicon(Protocol):
    """Know which keys translate each other (see `tokens.stem`)."""

    def pairs(
        self, sources: Sequence[str], targets: Sequence[str]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Give places in *sources*, places in *targets*, and the worth (0 to 1) of each pair."""
