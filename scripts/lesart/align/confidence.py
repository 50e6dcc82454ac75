"""
Say how sure each bead of the best path is.

A bead's posterior, summed over all paths, is brought to the share of right beads that beads with
such a posterior were found to have.
"""

from __future__ import annotations

import numpy as np

from lesart.align import constants as c
from lesart.align.lattice import Lattice
from lesart.align.search import SHAPES, Beliefs, Scores, beliefs, trace
from lesart.align.types import Bead


def decide(lattice: Lattice, scores: Scores) -> list[Bead]:
    """Give the beads of the best path of a lattice, each with its confidence."""
    believed = beliefs(lattice, scores)
    path = trace(lattice, scores)
    return [
        Bead(
            tuple(range(i, i + tall)),
            tuple(range(j, j + wide)),
            calibrate(belief(lattice, believed, (i, j, tall, wide))),
        )
        for i, j, tall, wide in path
    ]


def belief(lattice: Lattice, believed: Beliefs, bead: tuple[int, int, int, int]) -> float:
    """Look up how probable a bead of the path is."""
    i, j, tall, wide = bead
    cell = int(lattice.start[i] + j - lattice.low[i])
    if tall and wide:
        return float(believed.beads[SHAPES.index((tall, wide)), cell])
    return float((believed.source if tall else believed.target)[cell])


def calibrate(posterior: float) -> float:
    """
    Turn the posterior of a bead into the share of such beads that are right.

    >>> calibrate(0.0), calibrate(1.0)
    (0.5, 0.992)
    """
    known, right = zip(*c.CALIBRATION, strict=True)
    return round(float(np.interp(posterior, known, right)), 3)
