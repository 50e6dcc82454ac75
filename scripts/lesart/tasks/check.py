"""Compose what a check of the edition asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lesart.checks.checked import Checked
from lesart.checks.git_index import Exposed, Guarded, exposed_files
from lesart.checks.originals import restricted_runs
from lesart.checks.run import run_checks
from lesart.core.cache import cache_folder
from lesart.core.findings import Finding
from lesart.glossary.spelling import english_speller
from lesart.model import Sources
from lesart.store import read as store
from lesart.store.git_index import indexed_files
from lesart.tasks.edition import Settings, load_naming, load_terminology, read_edition


def check_edition(settings: Settings) -> list[Finding]:
    """
    Run every check over the edition; the findings come in the order of files and lines.

    Raises EditionError where files are broken, with the findings of all texts.
    """
    read = read_edition(settings)
    files = store.read_project_files(settings.root)
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
        (record.id, witness.siglum): store.read_fingerprint(
            settings.root, record.id, witness.siglum
        )
        for record in records
        for witness in record.witnesses
    }
    runs = restricted_runs(text for text in texts if text.record in records)
    return exposed_files(indexed_files(settings.root), Guarded(records, prints, runs), files)
