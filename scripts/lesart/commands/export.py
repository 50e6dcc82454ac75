"""The command that writes for other programs: export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesart.commands.shared import FORCE, require_text, settings_of
from lesart.core.cache import cache_folder
from lesart.core.outputs import Outputs
from lesart.exchange.tbx import format_tbx
from lesart.exchange.term_csv import format_csv
from lesart.store.read import read_edition_record
from lesart.store.terms import read_glossary
from lesart.tasks.edition import Settings
from lesart.write.data.skos import format_skos

_BASE = "urn:lesart:term:"
GLOSSARY = ("tbx", "skos", "csv")
UNITS = ("po", "xliff", "tmx")


@click.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice([*GLOSSARY, *UNITS]))
@click.argument("text_id", metavar="[TEXT]", required=False)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="[stdout]")
@click.option("--base", default=_BASE, show_default=True, help="What SKOS concepts begin with.")
@FORCE
@click.pass_context
def export(
    context: click.Context,
    format_: str,
    text_id: str | None,
    output: Path | None,
    base: str,
    force: bool,
) -> None:
    """
    Write the glossary as TBX (ISO 30042), SKOS (Turtle) or CSV; or the units of TEXT.

    As PO or XLIFF 2 they go to a translator's program, as TMX 1.4 to a translation memory, and
    there TEXT may be left out for all of them. Such a file holds the original: keep it to yourself
    where the original is in copyright.
    """
    settings = settings_of(context)
    if format_ in UNITS:
        text = _units(settings, format_, text_id)
    elif text_id:
        raise click.UsageError(f"{format_} is a format of the glossary and takes no text")
    else:
        text = _glossary(settings, format_, base)
    if output:
        Outputs(cache_folder(settings.root), force).write(output, text)
    else:
        sys.stdout.write(text)


def _glossary(settings: Settings, format_: str, base: str) -> str:
    terms = read_glossary(settings.root)
    title = read_edition_record(settings.root).title.en
    return {
        "tbx": lambda: format_tbx(terms, title),
        "skos": lambda: format_skos(terms, title, base),
        "csv": lambda: format_csv(terms),
    }[format_]()


def _units(settings: Settings, format_: str, text_id: str | None) -> str:
    from lesart.tasks import exchange as pipeline_exchange  # noqa: PLC0415  (the glossary needs none of it)

    if text_id:
        require_text(settings, text_id)
    if format_ == "tmx":
        texts = [text_id] if text_id else read_edition_record(settings.root).texts
        return pipeline_exchange.export_memory(settings, texts)
    if not text_id:
        raise click.UsageError(f"{format_} needs a text, such as: lesart export {format_} siemons")
    return pipeline_exchange.export_text(settings, text_id, format_)
