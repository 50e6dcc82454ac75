"""The commands that look at a raw file before there is a recipe: joins and artefacts."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import click

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import decode, decode_utf8
from lesart.source.artefacts import find_artefacts
from lesart.source.joins import decide_joins
from lesart.source.lexicon import load_lexicon
from lesart.source.normalize import split_lines

_RAW = click.argument("rawfile", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.command()
@_RAW
@click.option("--review", is_flag=True, help="Only the doubtful ones.")
@click.option("--ignore-blanks", is_flag=True, help="Decide without the trailing-blank rule.")
def joins(rawfile: Path, review: bool, ignore_blanks: bool) -> None:
    """Decide for every pair of adjacent raw lines whether the word goes on."""
    lines = _raw_lines(rawfile)
    for decision in decide_joins(lines, load_lexicon(), blanks=not ignore_blanks):
        if decision.doubtful or not review:
            click.echo(f"{decision.line}\t{decision.join}\t{decision.reason}")


@click.command()
@_RAW
def artefacts(rawfile: Path) -> None:
    """Suggest emendations for faults of transmission, with the evidence; nothing is changed."""
    for found in find_artefacts(_raw_lines(rawfile), load_lexicon()):
        cells = (str(found.line), found.kind, found.reading, found.suggestion, found.evidence)
        click.echo("\t".join(cells))


def _raw_lines(path: Path) -> list[str]:
    data = path.read_bytes()
    if b"\0" in data[:8192]:
        raise EditionError(Finding(Location(str(path)), "D007", "this is no text file"))
    if b"\r" in data:
        return split_lines(decode_utf8(data.removeprefix(BOM_UTF8), str(path)))
    return split_lines(decode(data, str(path)))
