"""The command that adds a text to the edition: add."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared import (
    DICTIONARY,
    lexicon_of,
    progress,
    report,
    settings_of,
)
from lesart.store.paths import SOURCES
from lesart.tasks import align as tasks_align
from lesart.translation.units import NOT_TRANSLATED

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("text_id", metavar="ID")
@click.option("--source", required=True, type=_FILE, help="The German original.")
@click.option("--translation", type=_FILE, help="Its English translation, if there is one.")
@click.option("--record", type=_FILE, help="A text.yml; otherwise one is begun for you.")
@click.option("--language", type=click.Choice([tasks_align.LANGUAGE_PAIR]),
              help="Take the files for texts in these languages without looking.")  # fmt: skip
@click.option("--transcribed", is_flag=True,
              help="From TEI take sic, orig and abbr, not corr, reg and expan.")  # fmt: skip
@DICTIONARY
@click.pass_context
def add(
    context: click.Context,
    text_id: str,
    source: Path,
    translation: Path | None,
    record: Path | None,
    language: str | None,
    transcribed: bool,
    dictionary: str,
) -> None:
    """Add a text to the edition from an original, and somebody's translation if there is one."""
    settings = settings_of(context)
    files = (source, translation, record)
    lexicon = lexicon_of(dictionary, "de", "en")
    added, findings = tasks_align.add_text(
        settings, text_id, files, lexicon, progress(), language is not None, transcribed
    )
    report(findings)
    omitted = sum(unit.text == NOT_TRANSLATED for unit in added.units)
    click.echo(f"{SOURCES}/{text_id}\t{len(added.ledger)} segments, {len(added.units)} units")
    if omitted:
        click.echo(
            f"{omitted} segments have no translation and stand as {NOT_TRANSLATED}", err=True
        )
    if translation is None:
        click.echo(
            f"Nothing is translated yet: `lesart draft {text_id}` lets an engine draft it,"
            f" and {SOURCES}/{text_id}/text.yml wants to be completed.",
            err=True,
        )
        return
    click.echo(
        f"Look at the least sure units with `lesart align --check {text_id}`, complete"
        f" {SOURCES}/{text_id}/text.yml, and record what was read with `lesart review`.",
        err=True,
    )
