"""The command of the index of names: find them, count their places."""

from __future__ import annotations

import click

from lesart.commands.shared import settings_of
from lesart.tasks import names as tasks_names


@click.command()
@click.option("--update", is_flag=True, help="Write the places of the edition's names.")
@click.option("--report", is_flag=True, help="Print each name with its places in each text.")
@click.pass_context
def names(context: click.Context, update: bool, report: bool) -> None:
    """
    Find the names of the index in all texts.

    --report prints text, id, heading, and the number of places in the original, in the translation
    and in the notes, with tabs between.
    """
    if not (update or report):
        raise click.UsageError("give --update, or --report")
    settings = settings_of(context)
    if update:
        for text_id, count in tasks_names.update_names(settings):
            shown = "original missing, left as it is" if count is None else f"{count} places"
            click.echo(f"{text_id}\t{shown}")
    if report:
        for row in tasks_names.report_names(settings):
            click.echo("\t".join(map(str, row)))
