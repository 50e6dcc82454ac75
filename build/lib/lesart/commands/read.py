"""The command that shows what a reader makes of a file: read."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared import report
from lesart.core.findings import Finding
from lesart.exchange.readers import read_with_roles


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def read(file: Path) -> None:
    """
    Print what `lesart add` reads in FILE: role and words of each paragraph, with a tab between.

    The role is heading, item, quote or verse, or paragraph where the file does not say more. What
    is left out is told on stderr.
    """
    warnings: list[Finding] = []
    paragraphs = read_with_roles(file.read_bytes(), str(file), warnings)
    report(warnings)
    for role, words in paragraphs:
        click.echo(f"{role}\t{words}")
