"""What the commands of a raw file share: its lines."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import click

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import decode, decode_utf8
from lesart.source.normalize import split_lines

RAW = click.argument("rawfile", type=click.Path(exists=True, dir_okay=False, path_type=Path))


def raw_lines(path: Path) -> list[str]:
    """Read the lines of a raw file. Raises EditionError for what is no text in UTF-8."""
    data = path.read_bytes()
    if b"\0" in data[:8192]:
        raise EditionError(Finding(Location(str(path)), "D007", "this is no text file"))
    if b"\r" in data:
        return split_lines(decode_utf8(data.removeprefix(BOM_UTF8), str(path)))
    return split_lines(decode(data, str(path)))
