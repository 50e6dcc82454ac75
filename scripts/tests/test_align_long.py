"""Align long texts of made-up words, with chapters that are missing, doubled or moved."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.made_up import Book, Chapter, Manner, bind, write_chapters
from lesart.align import Bead, align, least_sure
from lesart.align.gaps import MANY, double_runs
from lesart.align.moves import moved
from lesart.align.sides import align_files

CHAPTERS = 9
SENTENCES = 60
FREE = Manner(alike=0.15, kept=0.5)
"""A free translation between languages that have few words in common."""


@cache
def chapters() -> list[Chapter]:
    """Write the chapters once."""
    dice = Random(17)
    return write_chapters(
        [dice.randint(SENTENCES // 2, SENTENCES) for _ in range(CHAPTERS)], 17, FREE
    )


def share_found(book: Book, beads: list[Bead]) -> float:
    """Tell how many of the two-sided beads are right."""
    found = {(bead.source, bead.target) for bead in beads if bead.source and bead.target}
    return len(found & book.joined) / max(1, len(found))


def assert_nothing_is_lost(book: Book, beads: list[Bead]) -> None:
    """No run of both sides holds what translates each other; whatever is left is unsure."""
    for run in double_runs(beads):
        rows, columns = range(run.i, run.i + run.tall), range(run.j, run.j + run.wide)
        lost = [pair for pair in book.joined if pair[0][0] in rows and pair[1][0] in columns]
        assert len(lost) < MANY, (run, lost[:3])
        assert all(bead.confidence <= 0.5 for bead in beads[run.begin : run.end])


# What an aligner finds is a share and no law: each run has the same books.
@settings(deadline=None, max_examples=8, derandomize=True)
@given(
    st.sets(st.integers(0, CHAPTERS - 1), max_size=3),
    st.sets(st.integers(0, CHAPTERS - 1), max_size=3),
    st.sampled_from(["kept", "doubled", "swapped"]),
    st.integers(0, CHAPTERS - 2),
)
def test_no_stretch_is_lost(without: set[int], lacking: set[int], change: str, place: int) -> None:
    source = [n for n in range(CHAPTERS) if n not in without]
    target = [n for n in range(CHAPTERS) if n not in lacking]
    if change == "doubled":
        target = sorted([*target, place])
    if change == "swapped":
        at = place % (len(target) - 1)
        target[at], target[at + 1] = target[at + 1], target[at]
    book = bind(chapters(), source, target)
    beads = align(book.source, book.target)
    assert_nothing_is_lost(book, beads)
    assert share_found(book, beads) > (0.95 if change == "kept" else 0.8)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (range(CHAPTERS), range(3, CHAPTERS)),
        (range(CHAPTERS), range(CHAPTERS - 3)),
        (range(3, CHAPTERS), range(CHAPTERS - 3)),
        ([*range(4), *range(6, CHAPTERS)], [*range(2), *range(4, CHAPTERS)]),
    ],
    ids=["front", "back", "front-and-back", "missing-on-both"],
)
def test_what_one_side_has_alone_stays_alone(source: list[int], target: list[int]) -> None:
    book = bind(chapters(), source, target)
    beads = align(book.source, book.target)
    assert_nothing_is_lost(book, beads)
    found = {(bead.source, bead.target) for bead in beads if bead.source and bead.target}
    assert len(found & book.joined) > 0.98 * len(book.joined)
    assert len(found & book.joined) > 0.98 * len(found)


def test_a_place_without_counterparts_is_named() -> None:
    book = bind(chapters(), [*range(4), *range(6, CHAPTERS)], [*range(2), *range(4, CHAPTERS)])
    files = Path("a.txt"), Path("b.txt")
    beads, findings = align_files(files, (book.source, book.target), None, lambda _: None)
    (run,) = double_runs(beads)
    (found,) = findings
    assert (found.code, found.severity) == ("A015", "warning")
    assert f"sentences {run.i + 1} to {run.i + run.tall} have no counterpart" in found.message
    assert f"{run.j + 1} to {run.j + run.wide} of b.txt" in found.message


def test_what_confidence_cannot_tell_apart_is_in_order_of_its_margin() -> None:
    book = bind(chapters(), range(CHAPTERS), range(CHAPTERS))
    beads = align(book.source, book.target)
    shown = least_sure(beads, len(beads) // 2)
    keys = [(bead.confidence, bead.margin) for bead in shown]
    assert keys == sorted(keys)
    assert max(keys) <= min((b.confidence, b.margin) for b in beads if b not in shown)
    assert len({margin for _, margin in keys}) > 0.9 * len(shown)


def test_what_changed_places_is_named() -> None:
    order = [0, 1, 3, 2, *range(4, CHAPTERS)]
    book = bind(chapters(), range(CHAPTERS), order)
    beads, findings = align_files(
        (Path("a.txt"), Path("b.txt")), (book.source, book.target), None, lambda _: None
    )
    (found,) = [one for one in findings if one.code == "A016"]
    assert "seem to be moved" in found.message
    (move,) = moved(book.source, book.target, beads)
    rows, columns = range(*move.source), range(*move.target)
    inside = [pair for pair in book.joined if pair[0][0] in rows]
    assert sum(pair[1][0] in columns for pair in inside) > 0.9 * len(inside) > 0


def test_what_is_missing_is_not_moved() -> None:
    book = bind(chapters(), [*range(4), *range(6, CHAPTERS)], [*range(2), *range(4, CHAPTERS)])
    assert moved(book.source, book.target, align(book.source, book.target)) == []
