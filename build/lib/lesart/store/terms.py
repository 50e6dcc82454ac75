"""Read the glossary and the index of names, and write where their words stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from lesart.core.files import write_atomic
from lesart.core.findings import EditionError, Finding
from lesart.glossary.entries import parse_entry
from lesart.glossary.name_entries import PATH as NAMES
from lesart.glossary.name_entries import parse_names
from lesart.model import Name, Occurrence, Term
from lesart.source.occurrences import NAME_COLUMNS, format_occurrences
from lesart.store.paths import GLOSSARY, SOURCES, Stamps, read_optional, stamps_of


def read_glossary(root: Path) -> tuple[Term, ...]:
    """Read every entry of the glossary, in the order of ids; the folder may be missing."""
    paths = (path for path in (root / GLOSSARY).glob("*.md") if path.name != "README.md")
    return _glossary(root, stamps_of(paths))


@lru_cache(maxsize=4)
def _glossary(root: Path, stamps: Stamps) -> tuple[Term, ...]:
    terms: list[Term] = []
    findings: list[Finding] = []
    for path, _, _ in stamps:
        try:
            terms.append(parse_entry(path.read_bytes(), path.relative_to(root).as_posix()))
        except EditionError as error:
            findings += error.findings
    if findings:
        raise EditionError(findings)
    return tuple(terms)


def write_occurrences(root: Path, text_id: str, occurrences: Sequence[Occurrence]) -> Path:
    """Write where the terms of the glossary stand in a text."""
    path = root / SOURCES / text_id / "terms.tsv"
    write_atomic(path, format_occurrences(occurrences))
    return path


def read_names(root: Path) -> tuple[Name, ...]:
    """Read the index of names, which may be missing."""
    return _names(*read_optional(root, NAMES, ""))


@lru_cache(maxsize=4)
def _names(data: bytes, path: str) -> tuple[Name, ...]:
    return parse_names(data, path)


def write_named(root: Path, text_id: str, occurrences: Sequence[Occurrence]) -> Path:
    """Write where names stand in a text."""
    path = root / SOURCES / text_id / "names.tsv"
    write_atomic(path, format_occurrences(occurrences, NAME_COLUMNS))
    return path
