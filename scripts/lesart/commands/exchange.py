"""The commands that exchange the glossary and the translation with other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesart import store
from lesart.cache import cache_folder
from lesart.commands.shared import FINDINGS, FORCE, report, require_text, settings_of
from lesart.commands.terms import entry_id
from lesart.diagnostics import EditionError, Finding, Location
from lesart.files import write_atomic
from lesart.glossary import format_entry, parse_entry
from lesart.model import Term
from lesart.outputs import Outputs
from lesart.pipeline import Settings
from lesart.render.csvterms import format_csv, parse_csv
from lesart.render.skos import format_skos
from lesart.render.tbx import format_tbx, parse_tbx

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
    terms = store.read_glossary(settings.root)
    title = store.read_edition_record(settings.root).title.en
    return {
        "tbx": lambda: format_tbx(terms, title),
        "skos": lambda: format_skos(terms, title, base),
        "csv": lambda: format_csv(terms),
    }[format_]()


def _units(settings: Settings, format_: str, text_id: str | None) -> str:
    from lesart import pipeline_exchange  # noqa: PLC0415  (the glossary needs none of it)

    if text_id:
        require_text(settings, text_id)
    if format_ == "tmx":
        texts = [text_id] if text_id else store.read_edition_record(settings.root).texts
        return pipeline_exchange.export_memory(settings, texts)
    if not text_id:
        raise click.UsageError(f"{format_} needs a text, such as: lesart export {format_} siemons")
    return pipeline_exchange.export_text(settings, text_id, format_)


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
        from lesart import pipeline_exchange  # noqa: PLC0415

        path, pairs = pipeline_exchange.import_memory(settings, file, replace)
        click.echo(f"{path.relative_to(settings.root)}\t{pairs} pairs")
    else:
        _take_terms(settings, file)


def _take_units(settings: Settings, file: Path, reviewed: bool, replace: bool) -> None:
    from lesart import pipeline_exchange  # noqa: PLC0415

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
    named = [(entry_id(term.id or term.lemma), term) for term in found]
    nameless = [term.lemma for name, term in named if not name]
    if nameless:
        hint = "give the term an id that begins with a letter"
        raise EditionError(
            Finding(Location(str(file)), "X006", f"no id for “{lemma[:60]}”", (), hint)
            for lemma in nameless
        )
    (settings.root / store.GLOSSARY).mkdir(exist_ok=True)
    kept: list[Finding] = []
    for name, term in named:
        path = settings.root / store.GLOSSARY / f"{name}.md"
        where = Location(f"{store.GLOSSARY}/{name}.md")
        entry = format_entry(term)
        if path.exists():
            kept.append(Finding(where, "X007", "the entry is there already and was left alone"))
        elif faults := _unsound(entry, where.path, term, str(file)):
            kept += faults
        else:
            write_atomic(path, entry)
            click.echo(where.path)
    report(kept)
    if kept:
        sys.exit(FINDINGS)


def _unsound(entry: str, path: str, term: Term, file: str) -> list[Finding]:
    """Say why the edition could not read an entry again, which then must not be written."""
    try:
        parse_entry(entry.encode(), path)
    except EditionError as error:
        where = Location(file, 0, term.lemma[:60])
        return [Finding(where, "X014", f"refused: {one.message}", one.evidence, one.hint)
                for one in error.findings]  # fmt: skip
    return []
