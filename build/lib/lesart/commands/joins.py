"""The command that decides how raw lines join: joins."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared_raw import RAW, raw_lines
from lesart.source.joins import decide_joins
from lesart.source.lexicon import load_lexicon


@click.command()
@RAW
@click.option("--review", is_flag=True, help="Only the doubtful ones.")
@click.option("--ignore-blanks", is_flag=True, help="Decide without the trailing-blank rule.")
def joins(rawfile: Path, review: bool, ignore_blanks: bool) -> None:
    """Decide for every pair of adjacent raw lines whether the word goes on."""
    lines = raw_lines(rawfile)
    for decision in decide_joins(lines, load_lexicon(), blanks=not ignore_blanks):
        if decision.doubtful or not review:
            click.echo(f"{decision.line}\t{decision.join}\t{decision.reason}")
