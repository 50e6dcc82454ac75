"""The commands that exchange the glossary with other programs: export and import."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesart import store
from lesart.commands.shared import FINDINGS, report, settings_of
from lesart.commands.terms import entry_id
from lesart.diagnostics import EditionError, Finding, Location
from lesart.files import write_atomic
from lesart.glossary import format_entry
from lesart.render.csvterms import format_csv, parse_csv
from lesart.render.skos import format_skos
from lesart.render.tbx import format_tbx, parse_tbx

_BASE = "urn:lesart:term:"


@click.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice(["tbx", "skos", "csv"]))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="[stdout]")
@click.option("--base", default=_BASE, show_default=True, help="What SKOS concepts begin with.")
@click.pass_context
def export(context: click.Context, format_: str, output: Path | None, base: str) -> None:
    """Write the glossary as TBX (ISO 30042), SKOS (Turtle) or CSV."""
    settings = settings_of(context)
    terms = store.read_glossary(settings.root)
    title = store.read_edition_record(settings.root).title.en
    text = {
        "tbx": lambda: format_tbx(terms, title),
        "skos": lambda: format_skos(terms, title, base),
        "csv": lambda: format_csv(terms),
    }[format_]()
    if output:
        write_atomic(output, text)
    else:
        sys.stdout.write(text)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def import_(context: click.Context, file: Path) -> None:
    """Take terms from a TBX or CSV file; an entry that is there already is left alone."""
    settings = settings_of(context)
    readers = {".tbx": parse_tbx, ".xml": parse_tbx, ".csv": parse_csv, ".tsv": parse_csv}
    if file.suffix.lower() not in readers:
        raise click.BadParameter(f"{file.name} is neither .tbx nor .csv")
    kept: list[Finding] = []
    for term in readers[file.suffix.lower()](file.read_bytes(), str(file)):
        name = entry_id(term.id or term.lemma)
        path = settings.root / store.GLOSSARY / f"{name}.md"
        where = Location(f"{store.GLOSSARY}/{name}.md")
        if not name:
            raise EditionError(Finding(Location(str(file)), "X006", f"no id for “{term.lemma}”"))
        if path.exists():
            kept.append(Finding(where, "X007", "the entry is there already and was left alone"))
            continue
        write_atomic(path, format_entry(term))
        click.echo(where.path)
    report(kept)
    if kept:
        sys.exit(FINDINGS)
