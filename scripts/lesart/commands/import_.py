"""The command that takes in what comes from other programs: import."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesart.commands.shared import FINDINGS, report, settings_of
from lesart.commands.shared_entry import entry_id
from lesart.core.files import exclusive, write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.exchange.tbx import parse_tbx
from lesart.exchange.term_csv import parse_csv
from lesart.glossary.entries import format_entry, parse_entry
from lesart.model import Term
from lesart.store.paths import GLOSSARY
from lesart.tasks.edition import Settings


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--reviewed", is_flag=True, help="Units that a PO or XLIFF has as done are reviewed.")
@click.option("--replace", is_flag=True, help="Its words win where both sides have changed.")
@click.pass_context
def import_(context: click.Context, file: Path, reviewed: bool, replace: bool) -> None:
    """
    Take in what comes from another program: units (PO, XLIFF), a memory (TMX), terms (TBX, CSV).

    Changed units are drafts until they are reviewed; each change is printed. A term that is there
    already is left alone.
    """
    settings = settings_of(context)
    kind = file.suffix.lower()
    if kind in (".po", ".xlf", ".xliff"):
        _take_units(settings, file, reviewed, replace)
    elif kind == ".tmx":
        from lesart.tasks import exchange as pipeline_exchange  # noqa: PLC0415

        path, pairs = pipeline_exchange.import_memory(settings, file, replace)
        click.echo(f"{path.relative_to(settings.root)}\t{pairs} pairs")
    else:
        _take_terms(settings, file)


def _take_units(settings: Settings, file: Path, reviewed: bool, replace: bool) -> None:
    from lesart.tasks import exchange as pipeline_exchange  # noqa: PLC0415

    done = pipeline_exchange.import_units(settings, file, reviewed, replace)
    for row in done.report:
        click.echo("\t".join(row))
    report(done.refused)
    said = f"{len(done.report)} units changed, {len(done.refused)} refused"
    click.echo(said, err=True)
    if done.refused:
        sys.exit(FINDINGS)


def _take_terms(settings: Settings, file: Path) -> None:
    readers = {".tbx": parse_tbx, ".xml": parse_tbx, ".csv": parse_csv, ".tsv": parse_csv}
    if file.suffix.lower() not in readers:
        raise click.BadParameter(f"{file.name} is none of .po .xlf .xliff .tmx .tbx .csv")
    found = readers[file.suffix.lower()](file.read_bytes(), str(file))
    folder = settings.root / GLOSSARY
    folder.mkdir(exist_ok=True)
    with exclusive(folder):
        left = [one for term in found if (one := _take_term(folder, file, term))]
    report(left)
    if left:
        sys.exit(FINDINGS)


def _take_term(folder: Path, file: Path, term: Term) -> Finding | None:
    """Write the entry of a term, and print its file; a finding where it is left out."""
    name = entry_id(term.id or term.lemma)
    if not name:
        hint = "give the term an id that begins with a letter"
        message = f"left out: no id for “{term.lemma[:60]}”"
        return Finding(Location(str(file)), "X006", message, (), hint)
    where = Location(f"{GLOSSARY}/{name}.md")
    if (folder / f"{name}.md").exists():
        return Finding(where, "X007", "the entry is there already and was left alone")
    written = format_entry(term)
    try:
        parse_entry(written.encode(), where.path)
    except EditionError as error:
        message = f"left out: “{term.lemma[:60]}” makes no entry"
        evidence = tuple(f"{one.code}: {one.message}" for one in error.findings)
        return Finding(Location(str(file)), "X014", message, evidence, "mend it in the file")
    write_atomic(folder / f"{name}.md", written)
    click.echo(where.path)
    return None
