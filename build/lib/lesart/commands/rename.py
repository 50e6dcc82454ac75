"""The command that gives a text another id: rename."""

from __future__ import annotations

import click

from lesart.commands.shared import require_text, settings_of
from lesart.tasks import moving


@click.command()
@click.argument("text", metavar="TEXT")
@click.argument("new", metavar="NEW")
@click.option("--reason", default="another name for the same text", show_default=True,
              help="Why, for the signpost.")  # fmt: skip
@click.pass_context
def rename(context: click.Context, text: str, new: str, reason: str) -> None:
    """
    Give TEXT the id NEW, wherever the edition names it; a released id leaves a signpost.

    Prints the files that named the text and were changed. The files of releases stay as they are.
    """
    from lesart.tasks.copy_facts import read_imprint  # noqa: PLC0415  (it brings what prints)

    settings = settings_of(context)
    require_text(settings, text)
    day = read_imprint().made.date().isoformat()
    for path in moving.rename_text(settings, text, new, day, reason):
        click.echo(path)
    click.echo(f"{text} is {new} now; see what `lesart check` says.", err=True)
