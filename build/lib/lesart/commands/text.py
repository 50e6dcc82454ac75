"""The command that prints a text: text."""

from __future__ import annotations

import click

from lesart.commands.shared import require_text, settings_of
from lesart.model import Language
from lesart.tasks.edition import load_text, original_missing
from lesart.view.listing import list_text

_TEXT = click.argument("text_id", metavar="TEXT")


@click.command()
@_TEXT
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
@click.option("--by", type=click.Choice(["segment", "paragraph"]), default="segment")
@click.option("--format", "format_", type=click.Choice(["tsv", "json", "plain"]), default="tsv")
@click.option("--speakers", is_flag=True, help="Add a column for the speaker.")
@click.pass_context
def text(
    context: click.Context, text_id: str, lang: Language, by: str, format_: str, speakers: bool
) -> None:
    """Print the reading text or the translation of TEXT, in reading order."""
    settings = settings_of(context)
    require_text(settings, text_id)
    loaded = load_text(settings, text_id)
    if lang == "de" and loaded.original == "missing":
        raise original_missing(text_id)
    click.echo(list_text(loaded, lang, by, format_, speakers), nl=False)
