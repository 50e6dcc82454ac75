"""The command that drafts a recipe: recipe."""

from __future__ import annotations

import click

from lesart.commands.shared import require_text, settings_of
from lesart.tasks.begin import write_draft_recipe


@click.command()
@click.argument("text_id", metavar="TEXT")
@click.option("--siglum", default="A", show_default=True, help="The witness that it reads.")
@click.pass_context
def recipe(context: click.Context, text_id: str, siglum: str) -> None:
    """
    Draft the recipe of TEXT from the lines of its witness; one that is there stays.

    Runs of lines become blocks, and page numbers and running heads are omitted with the reason.
    Read the draft beside the file before `lesart ledger` gives the sentences their ids.
    """
    settings = settings_of(context)
    require_text(settings, text_id)
    path, blocks, omitted = write_draft_recipe(settings, text_id, siglum)
    click.echo(f"{path}\t{blocks} blocks, {omitted} omitted")
