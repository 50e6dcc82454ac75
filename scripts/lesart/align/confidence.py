"""
Choose the beads of a lattice, and say how sure each of them is.

Every bead has a posterior, summed over all paths; the path is chosen on which most beads can be
expected to be right, and each bead's posterior is brought to the share of right beads that beads
with such a posterior were found to have.
"""

from __future__ import annotations

from math import log

import numpy as np

from lesart.align import constants as c
from lesart.align.lattice import Floats, Ints, Lattice
from lesart.align.search import NEVER, SHAPES, Scores, beliefs, trace
from lesart.align.types import Bead

SMALLEST = 1e-9
"""Probability that is still told from none."""


def decide(lattice: Lattice, scores: Scores) -> list[Bead]:
    """
    Give the beads with the highest sum of posteriors, each with its confidence.

    Each bead costs something too, so that doubtful ones are few. That a sentence has no
    counterpart is one belief, wherever on the other side the gap may stand.
    """
    believed = beliefs(lattice, scores)
    source = _totals(lattice.row, believed.source)[: lattice.n]
    target = _totals(lattice.column, believed.target)[: lattice.m]
    beads = believed.beads
    beads -= c.BEAD_COST
    beads[scores.beads <= NEVER] = NEVER
    path = trace(lattice, Scores(beads, source - c.BEAD_COST, target - c.BEAD_COST, 0.0))
    found = []
    for i, j, tall, wide in path:
        if tall and wide:
            cell = int(lattice.start[i] + j - lattice.low[i])
            posterior = beads[SHAPES.index((tall, wide)), cell] + c.BEAD_COST
        else:
            posterior = source[i] if tall else target[j]
        sides = tuple(range(i, i + tall)), tuple(range(j, j + wide))
        found.append(Bead(*sides, calibrate(float(posterior)), _odds(float(posterior))))
    return found


def _odds(posterior: float) -> float:
    """Give the logarithm of the odds of a posterior, as far as sums of many paths tell it."""
    known = min(max(posterior, SMALLEST), 1 - SMALLEST)
    return log(known / (1 - known))


def _totals(places: Ints, values: Floats) -> Floats:
    return np.bincount(places, weights=values).astype(np.float64)


def calibrate(posterior: float) -> float:
    """
    Turn the posterior of a bead into the share of such beads that are right.

    >>> calibrate(0.0), calibrate(1.0)
    (0.2, 0.992)
    """
    known, right = zip(*c.CALIBRATION, strict=True)
    return round(float(np.interp(posterior, known, right)), 3)
