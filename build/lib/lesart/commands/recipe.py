"""The command that drafts a recipe: recipe."""

from __future__ import annotations

import click

from lesart.commands.shared import require_text, settings_of
from lesart.tasks.draft_recipe import write_draft_recipe

_STORED = """\
Its words and ids are what they were; they stand in {witness} now, which stays as it is.
Emend them in {path}, then run `lesart ledger {text_id} --update`."""


@click.command()
@click.argument("text_id", metavar="TEXT")
@click.option("--siglum", default="A", show_default=True, help="The witness that it reads.")
@click.pass_context
def recipe(context: click.Context, text_id: str, siglum: str) -> None:
    """
    Draft the recipe of TEXT from the lines of its witness; one that is there stays.

    Runs of lines become blocks; page numbers, running heads and notes are omitted with the reason.
    Read the draft beside the file before `lesart ledger` gives the sentences their ids. A text that
    is complete in the repository keeps its words and ids, and can be emended from then on.
    """
    settings = settings_of(context)
    require_text(settings, text_id)
    made = write_draft_recipe(settings, text_id, siglum)
    click.echo(f"{made.path}\t{made.blocks} blocks, {made.omitted} omitted")
    if made.witness:
        said = _STORED.format(witness=made.witness, path=made.path, text_id=text_id)
        click.echo(said, err=True)
