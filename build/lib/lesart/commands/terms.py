"""The command that finds terms and counts renderings: terms."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesart.commands.shared import settings_of
from lesart.core.tables import decode
from lesart.glossary.entries import parse_table
from lesart.glossary.expansion import matcher
from lesart.model import Language
from lesart.tasks.terms import report_renderings, update_occurrences


@click.command()
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--glossary",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table of terms: id, de, en, de_aliases, en_aliases.",
)
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
@click.option("--update", is_flag=True, help="Write the places of the edition's terms.")
@click.option("--report", is_flag=True, help="Print term, rendering and count for each text.")
@click.pass_context
def terms(
    context: click.Context,
    file: Path | None,
    glossary: Path | None,
    lang: Language,
    update: bool,
    report: bool,
) -> None:
    """
    Find terms: in FILE, one sentence a line, those of a table; or in the edition's own texts.

    For FILE it prints line, start, end and id, with tabs between; lines count from 1, characters
    from 0, and the end is exclusive.
    """
    if (file is None) != (glossary is None) or not (file or update or report):
        raise click.UsageError("give FILE with --glossary TABLE, or --update, or --report")
    if file and glossary:
        _find(file, glossary, lang)
        return
    settings = settings_of(context)
    if update:
        for text_id, count in update_occurrences(settings):
            shown = "original missing, left as it is" if count is None else f"{count} places"
            click.echo(f"{text_id}\t{shown}")
    if report:
        for row in report_renderings(settings):
            click.echo("\t".join(map(str, row)))


def _find(file: Path, glossary: Path, lang: Language) -> None:
    table = parse_table(glossary.read_bytes(), str(glossary))
    text = decode(file.read_bytes().replace(b"\r\n", b"\n"), str(file))
    find = matcher(table, lang).find
    rows = [
        f"{number}\t{match.start}\t{match.end}\t{match.term}\n"
        for number, line in enumerate(text.split("\n"), 1)
        for match in find(line)
    ]
    sys.stdout.write("".join(rows))
