"""The command that takes in what comes from other programs: import."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesart.commands.shared import FINDINGS, report, settings_of
from lesart.tasks.format_types import Taking
from lesart.tasks.formats import format_to_take, taken_endings


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--reviewed", is_flag=True, help="Units that a PO or XLIFF has as done are reviewed.")
@click.option("--replace", is_flag=True, help="Its words win where both sides have changed.")
@click.pass_context
def import_(context: click.Context, file: Path, reviewed: bool, replace: bool) -> None:
    """
    Take in what comes from another program: units (PO, XLIFF), a memory (TMX), terms (TBX, CSV).

    Changed units are drafts until they are reviewed; each change is printed. A term that is there
    already is left alone.
    """
    settings = settings_of(context)
    take = format_to_take(file.suffix)
    if take is None:
        raise click.BadParameter(f"{file.name} is none of {' '.join(taken_endings())}")
    done = take(settings, file, Taking(tell=click.echo, reviewed=reviewed, replace=replace))
    findings = sorted([*done.refused, *done.doubtful])
    report(findings)
    if done.said:
        click.echo(done.said, err=True)
    if findings:
        sys.exit(FINDINGS)
