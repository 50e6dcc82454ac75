"""The command that finds faults of transmission: artefacts."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared_raw import RAW, raw_lines
from lesart.source.artefacts import find_artefacts
from lesart.source.lexicon import load_lexicon


@click.command()
@RAW
def artefacts(rawfile: Path) -> None:
    """Suggest emendations for faults of transmission, with the evidence; nothing is changed."""
    for found in find_artefacts(raw_lines(rawfile), load_lexicon()):
        cells = (str(found.line), found.kind, found.reading, found.suggestion, found.evidence)
        click.echo("\t".join(cells))
