"""The command that gives segments their ids: ledger."""

from __future__ import annotations

import click

from lesart.commands.shared import report, require_text, settings_of
from lesart.tasks import begin as tasks_begin

_TEXT = click.argument("text_id", metavar="TEXT")


@click.command()
@_TEXT
@click.option("--update", is_flag=True, help="Bring hashes up to a changed reading text.")
@click.pass_context
def ledger(context: click.Context, text_id: str, update: bool) -> None:
    """Give the segments of TEXT their ids: write its segments.tsv."""
    settings = settings_of(context)
    require_text(settings, text_id)
    path, count, lost = tasks_begin.make_ledger(settings, text_id, update)
    report(lost)
    click.echo(f"{path.relative_to(settings.root)}\t{count} segments")
