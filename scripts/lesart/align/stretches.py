"""Search one stretch of two texts, and once more wherever its path leaves both sides alone."""

from __future__ import annotations

from collections.abc import Sequence

from lesart.align.band import FINE_MARGIN, Window, fine_lattice, rough_lattice
from lesart.align.confidence import decide
from lesart.align.gaps import LOOK_CELLS, cells_of, doubtful, hedged, worth
from lesart.align.lattice import full_lattice
from lesart.align.model import Model
from lesart.align.score import Part, score
from lesart.align.search import Path, trace
from lesart.align.texts import Stretch, Texts
from lesart.align.types import Bead, Options

LOOKS = 4
"""How often a path is looked at again, at most."""
PER_SENTENCE = 60
"""Cells by sentences of both sides that all looks may take together."""
OPEN_CELLS = 1_000_000
"""Cells beside the band that are held for places that stay doubtful."""


def find_path(
    texts: Texts, stretch: Stretch, model: Model, options: Options, near: Path | None
) -> Path:
    """Trace the best path of a stretch: near another, or, where there is none yet, anywhere."""
    part = _lay_out(texts, stretch, model, near)
    return look_again(
        texts, stretch, model, options, trace(part.lattice, score(part, model, options))
    )


def find_beads(
    texts: Texts, stretch: Stretch, model: Model, options: Options, near: Path | None
) -> list[Bead]:
    """
    Decide the beads of a stretch, with all that lies beside its gaps in view.

    Where many sentences of both sides stay alone beside each other, none of them is sure.
    """
    part = _lay_out(texts, stretch, model, near)
    return hedged(decide(part.lattice, score(part, model, options)))


def look_again(texts: Texts, stretch: Stretch, model: Model, options: Options, path: Path) -> Path:
    """
    Search the doubtful parts of a path by themselves; take what is found where it is better.

    Where all is doubtful, for the two have nothing in common, not all is looked at again.
    """
    path = list(path)
    seen: set[Window] = set()
    room = LOOK_CELLS + PER_SENTENCE * _sentences(stretch)
    for _ in range(LOOKS):
        places = [place for place in doubtful(path) if window_of(path, *place) not in seen]
        for begin, end in reversed(places):
            old = path[begin:end]
            room -= min(cells_of(old), LOOK_CELLS)
            if room < 0:
                return path
            seen.add(window_of(path, begin, end))
            path[begin:end] = _searched_anew(texts, stretch, model, options, old)
        if not places:
            break
    return path


def _sentences(stretch: Stretch) -> int:
    return stretch.source[1] - stretch.source[0] + stretch.target[1] - stretch.target[0]


def window_of(path: Path, begin: int, end: int) -> Window:
    """Say which nodes lie between the first and the last sentence of part of a path."""
    (i, j, *_), (row, column, tall, wide) = path[begin], path[end - 1]
    return i, row + tall, j, column + wide


def _searched_anew(
    texts: Texts, stretch: Stretch, model: Model, options: Options, old: Path
) -> Path:
    """Give the better path through a place: *old*, or what a search of the place alone finds."""
    top, bottom, left, right = window_of(old, 0, len(old))
    own = Stretch(
        stretch.pair,
        (stretch.source[0] + top, stretch.source[0] + bottom),
        (stretch.target[0] + left, stretch.target[0] + right),
    )
    part = _lay_out(texts, own, model, None, whole=cells_of(old) <= LOOK_CELLS)
    scores = score(part, model, options)
    found = trace(part.lattice, scores)
    before = [(i - top, j - left, tall, wide) for i, j, tall, wide in old]
    if worth(found, part.lattice, scores) <= worth(before, part.lattice, scores):
        return old
    return [(i + top, j + left, tall, wide) for i, j, tall, wide in found]


def _lay_out(
    texts: Texts, stretch: Stretch, model: Model, path: Path | None, whole: bool = False
) -> Part:
    """Choose the band of one stretch: near *path*, or, where there is none yet, a rough one."""
    n, m = stretch.source[1] - stretch.source[0], stretch.target[1] - stretch.target[0]
    first = stretch.source[0], stretch.target[0]
    if whole:
        lattice = full_lattice(n, m)
    elif path is None:
        lattice = rough_lattice(model.forward, model.source, model.target, first, n, m)
    else:
        lattice = fine_lattice(path, n, m, FINE_MARGIN, _open_windows(path))
    return Part(lattice, first, texts.marks)


def _open_windows(path: Path) -> list[Window]:
    """List the places that stay doubtful and are not too large, as many as memory allows."""
    windows = [
        window_of(path, begin, end)
        for begin, end in doubtful(path)
        if cells_of(path[begin:end]) <= LOOK_CELLS
    ]
    room = max(OPEN_CELLS // LOOK_CELLS, OPEN_CELLS * len(windows) // max(1, _area(windows)))
    return windows[:room]


def _area(windows: Sequence[Window]) -> int:
    return sum((bottom - top) * (right - left) for top, bottom, left, right in windows)
