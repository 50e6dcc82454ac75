"""What the commands of a raw file share: its lines."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.source.raw_text import read_raw_lines

RAW = click.argument("rawfile", type=click.Path(exists=True, dir_okay=False, path_type=Path))


def raw_lines(path: Path) -> list[str]:
    """Read the lines of a raw file. Raises EditionError for what is no text."""
    return read_raw_lines(path.read_bytes(), str(path))
