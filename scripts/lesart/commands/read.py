"""The command that shows what a reader makes of a file: read."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared import report
from lesart.core.findings import Finding
from lesart.exchange.readers import Omission, read_blocks


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--left-out", is_flag=True, help="Print what is left out instead, all of it.")
def read(file: Path, left_out: bool) -> None:
    """
    Print what `lesart add` reads in FILE: role and words of each paragraph, with a tab between.

    The role is heading, item, quote or verse, or paragraph where the file does not say more. What
    is left out is told on stderr; with --left-out its place, kind and words are printed.
    """
    warnings: list[Finding] = []
    omissions: list[Omission] = []
    blocks = read_blocks(file.read_bytes(), str(file), warnings, omissions)
    report(warnings)
    if left_out:
        for one in omissions:
            click.echo(f"{one.at}\t{one.kind}\t{' '.join(one.words.split())}")
        return
    for block in blocks:
        click.echo(f"{block.role}\t{block.words}")
