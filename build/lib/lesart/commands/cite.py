"""The command that cites: cite."""

from __future__ import annotations

from datetime import date, datetime

import click

from lesart.citing import FORMATS, SIDES, STYLES, Format, Side, StyleName
from lesart.commands.shared import SITE_URL, KeyOf, settings_of, wrong_references
from lesart.tasks import citing as tasks_citing


@click.command()
@click.argument("reference", metavar="REF")
@click.option("--style", type=KeyOf(STYLES), default="chicago-note", show_default=True)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--lang", type=click.Choice(SIDES), default="both", show_default=True)
@click.option(
    "--accessed", type=click.DateTime(["%Y-%m-%d"]), help="The date of access.  [default: today]"
)
@SITE_URL
@click.pass_context
def cite(
    context: click.Context,
    reference: str,
    style: StyleName,
    format_: Format,
    lang: Side,
    accessed: datetime | None,
    site_url: str,
) -> None:
    """
    Cite REF: a paragraph, sentence or range (mytext:3.4-3.6), a note (mytext:n3.5a), a text.

    Prints the citation as it stands in a text or note, and on the next line the entry in a list
    of works; for a reference manager, the record alone.
    """
    day = accessed.date() if accessed else date.today()
    request = tasks_citing.Request(style, lang, format_, day, site_url)
    with wrong_references():
        made = tasks_citing.cite(settings_of(context), reference, request)
    if made.cited:
        click.echo(made.cited)
    click.echo(made.entry)
    if not site_url:
        said = (
            "The address is left out: LESART_SITE_URL, or --site-url, says where the site stands."
        )
        click.echo(said, err=True)
