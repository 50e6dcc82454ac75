"""How a whole book is aligned: 7,500 beads of made-up words, some chapters missing on a side."""

from __future__ import annotations

import resource
import time

from benchmarks.made_up import Book, Manner, bind, write_chapters
from lesart.align import align
from lesart.align.gaps import double_runs
from lesart.align.types import Bead

CHAPTERS, SENTENCES = 50, 167
MISSING = (7, 20, 33)
"""Chapters that the translation has not, each far from the others."""
CLOSE, FREE = Manner(), Manner(alike=0.15, kept=0.5)


def run() -> list[tuple[str, str]]:
    """Align a close and a free translation; memory is the most that this process ever held."""
    rows = []
    for name, manner in (("close", CLOSE), ("free", FREE)):
        chapters = write_chapters([SENTENCES] * CHAPTERS, 1, manner)
        kept = [number for number in range(CHAPTERS) if number not in MISSING]
        book = bind(chapters, range(CHAPTERS), kept)
        begun = time.process_time()
        beads = align(book.source, book.target)
        spent = time.process_time() - begun
        rows += [
            (f"{name} translation: beads that can be found", f"{len(book.joined)}"),
            (f"{name} translation: found / right of those found", _shares(book, beads)),
            (f"{name} translation: double runs of nulls (goal 0)", f"{len(double_runs(beads))}"),
            (f"{name} translation: time", f"{spent:.1f} s CPU"),
        ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*rows, ("memory", f"{peak:.0f} MiB")]


def _shares(book: Book, beads: list[Bead]) -> str:
    found = {(bead.source, bead.target) for bead in beads if bead.source and bead.target}
    right = len(found & book.joined)
    return f"{right / len(book.joined):.4f} / {right / max(1, len(found)):.4f}"
