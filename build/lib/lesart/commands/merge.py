"""The command that git calls to bring two versions of a file together: merge."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesart.commands.shared import FINDINGS, report
from lesart.core.files import write_atomic
from lesart.tasks.merge import merge_file

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("path")
def merge(base: Path, ours: Path, theirs: Path, path: str) -> None:
    """
    Merge OURS and THEIRS, which both began with BASE, as the file PATH asks for; git calls this.

    The result is written to OURS. What both sides changed otherwise stands there with the marks
    that git writes, is told, and the exit code is 1.
    """
    merged = merge_file(base.read_bytes(), ours.read_bytes(), theirs.read_bytes(), path)
    write_atomic(ours, merged.data)
    report(merged.conflicts)
    if merged.conflicts:
        sys.exit(FINDINGS)
