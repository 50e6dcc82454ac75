"""Compose what a check of the edition asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from lesart.checks.checked import Checked
from lesart.checks.git_index import Exposed, Guarded, exposed_files
from lesart.checks.originals import restricted_runs
from lesart.checks.run import run_checks
from lesart.core.cache import cache_folder
from lesart.core.findings import EditionError, Finding
from lesart.glossary.spelling import english_speller
from lesart.model import EditionRecord, Sources
from lesart.store.form_faults import form_faults
from lesart.store.git_index import indexed_files
from lesart.store.originals import read_fingerprint, stored_witness
from lesart.store.read import (
    read_corrections,
    read_edition_record,
    read_project_files,
    read_works,
)
from lesart.store.terms import read_glossary, read_names
from lesart.tasks.edition import (
    EditionSources,
    Settings,
    load_naming,
    load_sources,
    load_terminology,
    read_edition,
)
from lesart.translation.relations import coverage, told

Part = TypeVar("Part")
_RESTS_ON = {
    "glossary": ("G", "I105", "N103", "Q"),
    "names": ("I",),
    "works": ("Q",),
    "corrections": ("N107", "Q"),
    "texts": ("G105", "N103", "N107", "Q102", "I101", "I105"),
}
"""Codes of the checks, or their beginnings, that tell nothing where a part cannot be read."""


def check_edition(settings: Settings) -> list[Finding]:
    """
    Run every check over the edition; the findings come in the order of files and lines.

    Raises EditionError where files are broken, with the findings of all texts.
    """
    return _run(settings, read_edition(settings))


def check_all(settings: Settings) -> tuple[list[Finding], bool]:
    """
    Run every check that can be run, whatever files are broken; tells whether some are.

    A text that cannot be read is left out of the checks, with the faults of all its files told;
    and where glossary, names, works or corrections cannot be read, so are the checks that rest on
    them. The findings come in the order of files and lines. Raises EditionError where
    `edition.yml` itself is broken.
    """
    record = read_edition_record(settings.root)
    faults: dict[str, list[Finding]] = {}
    read = EditionSources(
        record=record,
        glossary=_part(faults, "glossary", lambda: read_glossary(settings.root)),
        names=_part(faults, "names", lambda: read_names(settings.root)),
        texts=tuple(_texts(settings, record, faults)),
        works=_part(faults, "works", lambda: read_works(settings.root)),
        corrections=_part(faults, "corrections", lambda: read_corrections(settings.root)),
    )
    untold = tuple(code for part in faults for code in _RESTS_ON[part])
    found = [one for one in _run(settings, read) if not one.code.startswith(untold)]
    broken = {one for part in faults.values() for one in part}
    return sorted({*broken, *found}), bool(broken)


def coverage_told(settings: Settings, text_id: str) -> str:
    """Say in a line how far the translation of a text reaches; nothing where it cannot be read."""
    try:
        sources = load_sources(settings, text_id)
    except EditionError:
        return ""
    return told(coverage([entry.id for entry in sources.ledger], sources.units))


def _part(
    faults: dict[str, list[Finding]], name: str, read: Callable[[], tuple[Part, ...]]
) -> tuple[Part, ...]:
    try:
        return read()
    except EditionError as error:
        faults[name] = list(error.findings)
        return ()


def _texts(
    settings: Settings, record: EditionRecord, faults: dict[str, list[Finding]]
) -> Iterator[Sources]:
    for text_id in record.texts:
        try:
            yield load_sources(settings, text_id)
        except EditionError as error:
            found = [*error.findings, *form_faults(settings.root, text_id)]
            faults.setdefault("texts", []).extend(found)


def _run(settings: Settings, read: EditionSources) -> list[Finding]:
    files = read_project_files(settings.root)
    terms = read.glossary
    terminology = load_terminology(terms, settings.root) if terms else None
    with english_speller(cache_folder(settings.root)) as spells:
        checked = Checked(
            record=read.record,
            texts=read.texts,
            files=files,
            terminology=terminology,
            works=read.works,
            corrections=read.corrections,
            spells=spells,
            naming=load_naming(read.names),
            exposed=tuple(_exposed(settings, read.texts, files)),
        )
        return sorted(run_checks(checked))


def _exposed(
    settings: Settings, texts: Sequence[Sources], files: Mapping[str, str]
) -> Iterator[Exposed]:
    """Find in git's index what must not be published."""
    records = tuple(text.record for text in texts if text.record.rights.held().any)
    prints = {
        (record.id, witness.siglum): read_fingerprint(settings.root, record.id, witness.siglum)
        for record in records
        for witness in record.witnesses
    }
    runs = restricted_runs(text for text in texts if text.record in records)
    kept = frozenset(
        stored_witness(text.record.id, text.recipe.witness)
        for text in texts
        if text.recipe and text.complete
    )
    return exposed_files(indexed_files(settings.root), Guarded(records, prints, runs, kept), files)
