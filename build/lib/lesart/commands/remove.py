"""The command that takes a text out of the edition: remove."""

from __future__ import annotations

import click

from lesart.commands.shared import require_text, settings_of
from lesart.tasks import moving


@click.command()
@click.argument("text", metavar="TEXT")
@click.option("--reason", default="withdrawn", show_default=True, help="Why, for the signpost.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--with-unused",
    is_flag=True,
    help="Take along the terms, names and works that stand in this text alone.",
)
@click.pass_context
def remove(context: click.Context, text: str, reason: str, yes: bool, with_unused: bool) -> None:
    """
    Take TEXT out of the edition; its files stay aside, and a released id leaves a signpost.

    They lie in the folder removed/TEXT, which git leaves alone, until you delete them.
    """
    from lesart.tasks.copy_facts import read_imprint  # noqa: PLC0415  (it brings what prints)

    settings = settings_of(context)
    require_text(settings, text)
    named = moving.files_naming(settings, text)
    alone = moving.stands_alone(settings, text)
    if named:
        click.echo(f"These files name {text}, and stay as they are:", err=True)
        for path in named:
            click.echo(f"    {path}", err=True)
    if alone:
        click.echo(f"Only {text} has: {', '.join(map(str, alone))}.", err=True)
    if not yes:
        click.confirm(f"Take {text} out of the edition?", abort=True, err=True)
    day = read_imprint().made.date().isoformat()
    aside = moving.remove_text(settings, text, day, reason, alone if with_unused else ())
    click.echo(str(aside.relative_to(settings.root)))
    said = "" if with_unused or not alone else " --with-unused would have taken them along."
    click.echo(f"{text} is out of the edition; see what `lesart check` says.{said}", err=True)
