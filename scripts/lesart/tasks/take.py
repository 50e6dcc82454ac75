"""Take in files of other programs: units, a memory, terms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lesart.core.files import exclusive, write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.exchange.read_terms import ReadTerms
from lesart.glossary.entries import format_entry, parse_entry
from lesart.glossary.entry_ids import entry_id
from lesart.model import Term
from lesart.store.paths import GLOSSARY
from lesart.tasks.edition import Settings
from lesart.tasks.exchange import Reader, import_memory, import_units
from lesart.tasks.format_types import Take, Taken, Taking

Told = Callable[[str], object]


def units_of(parse: Reader) -> Take:
    """Make what takes in the units of a file."""

    def take(settings: Settings, file: Path, how: Taking) -> Taken:
        done = import_units(settings, file, how.reviewed, how.replace, parse)
        for row in done.report:
            how.tell("\t".join(row))
        said = f"{len(done.report)} units changed, {len(done.refused)} refused"
        return Taken(refused=done.refused, doubtful=done.doubtful, said=said)

    return take


def take_memory(settings: Settings, file: Path, how: Taking) -> Taken:
    """Keep a TMX file as a memory."""
    path, pairs, findings = import_memory(settings, file, how.replace)
    how.tell(f"{path.relative_to(settings.root)}\t{pairs} pairs")
    return Taken(
        refused=tuple(one for one in findings if one.severity == "error"),
        doubtful=tuple(one for one in findings if one.severity != "error"),
    )


def terms_of(read: Callable[[bytes, str], ReadTerms]) -> Take:
    """Make what takes in the terms of a file, an entry each; one that is there is left alone."""

    def take(settings: Settings, file: Path, how: Taking) -> Taken:
        found = read(file.read_bytes(), str(file))
        folder = settings.root / GLOSSARY
        folder.mkdir(exist_ok=True)
        with exclusive(folder):
            taken = [_take_term(folder, file, term, how.tell) for term in found.terms]
        left = [*found.findings, *filter(None, taken)]
        return Taken(
            refused=tuple(one for one in left if one.severity == "error"),
            doubtful=tuple(one for one in left if one.severity != "error"),
        )

    return take


def _take_term(folder: Path, file: Path, term: Term, tell: Told) -> Finding | None:
    """Write the entry of a term, and tell its file; a finding where it is left out."""
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
    tell(where.path)
    return None
