"""The command that finds faults of transmission: artefacts."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared_raw import RAW, raw_lines
from lesart.source.artefacts import find_artefacts
from lesart.source.lexicon import load_lexicon
from lesart.source.page_parts import find_page_parts


@click.command()
@RAW
def artefacts(rawfile: Path) -> None:
    """
    Suggest emendations for faults of transmission, with the evidence; nothing is changed.

    Page numbers, running heads and footnotes are to be omitted: their suggestion is empty.
    """
    lines = raw_lines(rawfile)
    found_all = [*find_page_parts(lines), *find_artefacts(lines, load_lexicon())]
    for found in sorted(found_all, key=lambda one: one.line):
        cells = (str(found.line), found.kind, found.reading, found.suggestion, found.evidence)
        click.echo("\t".join(cells))
