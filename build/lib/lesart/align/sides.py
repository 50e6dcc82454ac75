"""Align two files, and say what is odd about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lesart.align.aligner import align
from lesart.align.inspect import inspect
from lesart.align.types import Bead, BilingualLexicon, Side
from lesart.core.findings import EditionError, Finding, Location

Progress = Callable[[str], None]


def align_files(
    files: tuple[Path, Path],
    sides: tuple[Side, Side],
    lexicon: BilingualLexicon | None,
    say: Progress,
) -> tuple[list[Bead], list[Finding]]:
    """Align two files already split; what is odd about them comes as warnings beside the beads."""
    paths = {"source": str(files[0]), "target": str(files[1])}
    findings = [
        replace(finding, where=Location(paths.get(finding.where.path, finding.where.path)))
        for finding in inspect(*sides)
    ]
    if not all(any(s.strip() for s in side.sentences) for side in sides):
        raise EditionError([replace(finding, severity="error") for finding in findings])
    return align(*sides, lexicon=lexicon, progress=say), findings
