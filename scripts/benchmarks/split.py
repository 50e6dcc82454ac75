"""The splitter: how fast, and that four times the text takes about four times the time."""

from __future__ import annotations

import time

from lesart.core.sentences import split_sentences

PIECES = ("A. ", "J. S. B. ", "A.", "Dr. X. ", "XLI. ", "x.[1] ", "1.) ", "“ sagte ", "(A. ")
LENGTH = 50_000
PROSE = "Am 4. Juni sprach Dr. J. S. Wolf. „Wozu?“, fragte man. Dann ging er in die Gartenstr. 3. "


def run() -> list[tuple[str, str]]:
    """Split prose, and one long paragraph of each piece that stops may make slow."""
    speed = LENGTH * 4 / 1e6 / max(_seconds(PROSE, LENGTH * 4), 1e-6)
    ratios = {
        piece: _seconds(piece, LENGTH * 4) / max(_seconds(piece, LENGTH), 1e-6) for piece in PIECES
    }
    worst = max(ratios, key=lambda piece: ratios[piece])
    return [
        ("prose", f"{speed:.1f} million characters a second"),
        ("four times the stops, slowest kind (goal 8 or less)", f"{ratios[worst]:.1f} ({worst!r})"),
    ]


def _seconds(piece: str, length: int) -> float:
    """Give the least CPU time of three runs."""
    text = piece * (length // len(piece))
    taken = []
    for _ in range(3):
        start = time.process_time()
        split_sentences(text)
        taken.append(time.process_time() - start)
    return min(taken)
