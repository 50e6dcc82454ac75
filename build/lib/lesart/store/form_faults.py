"""Find every fault of form in the files of a text, where reading it has stopped at the first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from lesart.annotation.notes import parse_notes
from lesart.annotation.waivers import parse_waivers
from lesart.core.findings import EditionError, Finding
from lesart.glossary.entries import parse_bilingual
from lesart.source.ledger import parse_ledger
from lesart.source.occurrences import NAME_COLUMNS, parse_occurrences
from lesart.store.paths import SOURCES, read_file
from lesart.store.read import read_recipe, read_record
from lesart.store.releases import read_releases, read_signposts
from lesart.store.units import read_units


def form_faults(root: Path, text_id: str) -> list[Finding]:
    """
    Read every file of a text by itself; gives what is wrong with each, in the order of files.

    Files that the text has not are passed over, but for its record and its ledger.
    """
    folder = f"{SOURCES}/{text_id}"
    findings: list[Finding] = []

    def attempt(read: Callable[[], Any]) -> Any:
        try:
            return read()
        except EditionError as error:
            findings.extend(error.findings)
            return None

    def perhaps(name: str, parse: Callable[[bytes, str], Any]) -> None:
        path = f"{folder}/{name}"
        if (root / path).is_file():
            attempt(lambda: parse(read_file(root, path), path))

    record = attempt(lambda: read_record(root, text_id))
    if record is not None:
        attempt(lambda: read_recipe(root, record))
    ledger = attempt(
        lambda: parse_ledger(read_file(root, f"{folder}/segments.tsv"), f"{folder}/segments.tsv")
    )
    attempt(lambda: read_units(root, folder, [entry.id for entry in ledger or ()]))
    perhaps("terms.tsv", parse_occurrences)
    perhaps("names.tsv", lambda data, path: parse_occurrences(data, path, NAME_COLUMNS))
    perhaps("waivers.yml", parse_waivers)
    perhaps("notes.md", parse_notes)
    perhaps("textual.md", parse_bilingual)
    attempt(lambda: read_releases(root, folder))
    attempt(lambda: read_signposts(root, folder))
    return findings
