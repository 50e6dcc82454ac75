"""Align two files, and say what is odd about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from lesart.align.aligner import align
from lesart.align.gaps import Run, double_runs
from lesart.align.inspect import inspect
from lesart.align.matter import proposals
from lesart.align.moves import Move, moved
from lesart.align.types import Bead, BilingualLexicon, Side
from lesart.core.findings import EditionError, Finding, Location

_SHOWN = 60
Progress = Callable[[str], None]


def align_files(
    files: tuple[Path, Path],
    sides: tuple[Side, Side],
    lexicon: BilingualLexicon | None,
    say: Progress,
    anchors: Sequence[Bead] = (),
) -> tuple[list[Bead], list[Finding]]:
    """
    Align two files already split; what is odd about them comes as warnings beside the beads.

    *anchors* are fixed, as in `align`.
    """
    paths = {"source": str(files[0]), "target": str(files[1])}
    findings = [
        replace(finding, where=Location(paths.get(finding.where.path, finding.where.path)))
        for finding in inspect(*sides)
    ]
    for file, side in zip(files, sides, strict=True):
        findings += proposals(side.sentences, str(file))
    if not all(any(s.strip() for s in side.sentences) for side in sides):
        raise EditionError([replace(finding, severity="error") for finding in findings])
    beads = align(*sides, lexicon=lexicon, anchors=anchors, progress=say)
    findings += [_gap(run, files, sides) for run in double_runs(beads)]
    return beads, findings + [_moved(move, files) for move in moved(*sides, beads)]


def _moved(move: Move, files: tuple[Path, Path]) -> Finding:
    """Name a stretch whose translation stands at another place."""
    message = (
        f"sentences {move.source[0] + 1} to {move.source[1]} seem to be moved: sentences"
        f" {move.target[0] + 1} to {move.target[1]} of {files[1].name} translate them"
    )
    hint = "put them in one order on both sides, or leave them without translation here"
    return Finding(Location(str(files[0])), "A016", message, (), hint, "warning")


def _gap(run: Run, files: tuple[Path, Path], sides: tuple[Side, Side]) -> Finding:
    """Name a place at which many sentences of both sides stay without counterpart."""
    message = (
        f"sentences {run.i + 1} to {run.i + run.tall} have no counterpart, and neither have"
        f" {run.j + 1} to {run.j + run.wide} of {files[1].name} beside them"
    )
    begins = (side.sentences[at][:_SHOWN] for side, at in zip(sides, (run.i, run.j), strict=True))
    hint = "read both; join by hand what belongs together"
    return Finding(Location(str(files[0])), "A015", message, tuple(begins), hint, "warning")
