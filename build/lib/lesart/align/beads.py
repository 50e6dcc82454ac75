"""Read and write beads: one a line, `0,1:2`, 0-based, an empty side where nothing corresponds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lesart.align.types import Bead

_LINE = re.compile(r"((?:\d{1,7},)*\d{1,7})?:((?:\d{1,7},)*\d{1,7})?(?::(0|1|[01]?\.\d+))?")


def write_beads(beads: Iterable[Bead], *, confidence: bool = False) -> str:
    """
    Write beads a line each, with *confidence* as a third field where it is asked for.

    >>> print(write_beads([Bead((0, 1), (0,), 0.5), Bead((2,), ())], confidence=True), end="")
    0,1:0:0.500
    2::1.000
    """
    return "".join(
        f"{bead}:{bead.confidence:.3f}\n" if confidence else f"{bead}\n" for bead in beads
    )


def read_beads(text: str) -> list[Bead]:
    """
    Read beads; blank lines and lines that begin with # are passed over.

    Raise ValueError with the number of the line where one is malformed.

    >>> read_beads("0,1:0:0.5")
    [Bead(source=(0, 1), target=(0,), confidence=0.5)]
    """
    beads = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.replace(" ", ""))
        if not match or not (match[1] or match[2]):
            raise ValueError(f"line {number}: not a bead: {line[:60]!r}")
        source, target = (
            tuple(map(int, side.split(","))) if side else () for side in match.group(1, 2)
        )
        beads.append(Bead(source, target, float(match[3] or 1)))
    return beads
