"""Read an edition: its record, its texts, its bibliography and its corrections."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from lesart.annotation.notes import CORRECTIONS, parse_corrections, parse_notes
from lesart.annotation.waivers import parse_waivers
from lesart.citing.bibliography import parse_works
from lesart.core import references
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.records import convert, read_yaml
from lesart.glossary.entries import parse_bilingual
from lesart.model import (
    Bilingual,
    Correction,
    EditionRecord,
    LedgerEntry,
    Paragraph,
    Recipe,
    Record,
    Segment,
    Sources,
    Work,
)
from lesart.source.ledger import cut, parse_ledger
from lesart.source.normalize import apply_recipe
from lesart.source.occurrences import NAME_COLUMNS, format_occurrences, parse_occurrences
from lesart.source.recipe import parse_recipe
from lesart.source.witness import read_witness
from lesart.store.originals import find_witness, is_stored, original_files
from lesart.store.paths import (
    GLOSSARY,
    MEMORY,
    ORIGINALS,
    SOURCES,
    Stamps,
    read_file,
    read_optional,
    stamps_of,
)
from lesart.store.releases import read_releases, read_signposts
from lesart.store.structure import read_stored_paragraphs, read_structure
from lesart.store.units import read_units
from lesart.translation.units import parse_lines


def read_edition_record(root: Path) -> EditionRecord:
    """Read `edition.yml`."""
    return parse_edition_record(read_file(root, f"{SOURCES}/edition.yml"))


@lru_cache(maxsize=8)
def parse_edition_record(data: bytes) -> EditionRecord:
    """Read the bytes of `edition.yml`."""
    path = f"{SOURCES}/edition.yml"
    document = read_yaml(data, path)
    if isinstance(document.data, dict) and document.data.get("texts", "") is None:
        del document.data["texts"]
    record = convert(document, EditionRecord)
    faulty = [id_ for id_ in record.texts if not references.is_text_id(id_)]
    if faulty or len(set(record.texts)) < len(record.texts):
        shown = ", ".join(faulty) or "an id stands twice"
        raise EditionError(Finding(Location(path), "E002", f"texts are not named well: {shown}"))
    return record


def read_record(root: Path, text_id: str) -> Record:
    """Read the bibliographic record of a text, `text.yml`."""
    path = f"{SOURCES}/{text_id}/text.yml"
    return parse_record(read_file(root, path), path, text_id)


def parse_record(data: bytes, path: str, text_id: str) -> Record:
    """Read a record that must be that of *text_id*."""
    record = convert(read_yaml(data, path), Record)
    if record.id != text_id:
        message = f"the id is “{record.id}”, the folder is called “{text_id}”"
        raise EditionError(Finding(Location(path), "E003", message))
    return record


def read_recipe(root: Path, record: Record) -> Recipe | None:
    """Read the recipe of a text, or None where the text is complete in the repository."""
    path = f"{SOURCES}/{record.id}/recipe.yml"
    if not (root / path).is_file():
        return None
    return parse_recipe(read_file(root, path), path, record)


def read_sources(root: Path, text_id: str, originals: Sequence[Path]) -> Sources:
    """
    Read everything of one text; its original where it lies in one of the folders *originals*.

    Raises EditionError for files that are broken or do not fit each other.
    """
    folder = f"{SOURCES}/{text_id}"
    record = read_record(root, text_id)
    recipe = read_recipe(root, record)
    ledger = parse_ledger(read_file(root, f"{folder}/segments.tsv"), f"{folder}/segments.tsv")
    units, locks = read_units(root, folder, [entry.id for entry in ledger])
    structure = read_structure(root, record, recipe, [entry.id for entry in ledger])
    segments = _read_segments(root, record, recipe, ledger, originals)
    segments, misfits = structure.put(segments)
    occurrences = parse_occurrences(
        *read_optional(root, f"{folder}/terms.tsv", format_occurrences([]))
    )
    empty = format_occurrences([], NAME_COLUMNS)
    named = parse_occurrences(*read_optional(root, f"{folder}/names.tsv", empty), NAME_COLUMNS)
    waivers = parse_waivers(*read_optional(root, f"{folder}/waivers.yml", ""))
    notes = parse_notes(*read_optional(root, f"{folder}/notes.md", ""))
    textual = _read_textual(root, f"{folder}/textual.md")
    return Sources(
        record,
        folder,
        recipe,
        structure.places,
        ledger,
        segments,
        units,
        locks,
        occurrences,
        waivers,
        notes,
        textual,
        releases=read_releases(root, folder),
        signposts=read_signposts(root, folder),
        named=named,
        misfits=misfits,
        complete=recipe is None or is_stored(root, text_id, recipe.witness),
    )


def _read_segments(
    root: Path,
    record: Record,
    recipe: Recipe | None,
    ledger: Sequence[LedgerEntry],
    originals: Sequence[Path],
) -> tuple[Segment, ...] | None:
    incipits = {entry.id: entry.incipit for entry in ledger}
    if recipe is None:
        lines = parse_lines(*read_optional(root, f"{SOURCES}/{record.id}/de.tsv", ""))
        return tuple(Segment(id_, text, incipits.get(id_, "")) for _, id_, text in lines)
    paragraphs = read_reading_text(root, record, recipe, originals)
    if paragraphs is None:
        return None
    entries: dict[str, list[LedgerEntry]] = {}
    for entry in ledger:
        entries.setdefault(references.paragraph_of(entry.id), []).append(entry)
    path = f"{SOURCES}/{record.id}/segments.tsv"
    return tuple(
        segment
        for paragraph in paragraphs
        for segment in cut(paragraph, entries.get(paragraph.id, ()), path)
    )


def read_reading_text(
    root: Path, record: Record, recipe: Recipe | None, originals: Sequence[Path]
) -> tuple[Paragraph, ...] | None:
    """
    Read the paragraphs of the original, or None where no witness is at hand.

    A text that is complete in the repository has its sentences in `de.tsv`.
    """
    if recipe is None:
        return read_stored_paragraphs(root, record)
    witness = next(w for w in record.witnesses if w.siglum == recipe.witness)
    found = find_witness(root, record.id, witness, originals)
    if found is None:
        return None
    lines = read_witness(found.read_bytes())
    return apply_recipe(recipe, lines, f"{SOURCES}/{record.id}/recipe.yml")


def _read_textual(root: Path, path: str) -> Bilingual | None:
    return parse_bilingual(read_file(root, path), path) if (root / path).is_file() else None


def read_works(root: Path) -> tuple[Work, ...]:
    """Read the bibliography, which may be missing."""
    return parse_works(*read_optional(root, f"{SOURCES}/bibliography.json", "[]"))


def read_corrections(root: Path) -> tuple[Correction, ...]:
    """Read the corrections of the edition, which may be missing."""
    return parse_corrections(*read_optional(root, CORRECTIONS, ""))


def read_project_files(root: Path) -> dict[str, str]:
    """
    Read the texts that the project publishes: pages, glossary, data and settings, by path.

    The reader's own copies and memories are left out, and so is what is not text.
    """
    files: dict[str, str] = {}
    patterns = ("mkdocs.yml", "*.md", "docs/**/*.md", "glossary/**/*", "source_texts/**/*")
    for path in sorted({path for pattern in patterns for path in root.glob(pattern)}):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not name.startswith((ORIGINALS + "/", MEMORY + "/")):
            files[name] = path.read_bytes().decode("utf-8", "replace")
    return files


def edition_stamps(root: Path, originals: Sequence[Path]) -> Stamps:
    """Tell all files that an edition is read from; the result changes when one of them does."""
    walks = (os.walk(root / folder, followlinks=True) for folder in (SOURCES, GLOSSARY))
    paths = (Path(at, name) for walk in walks for at, _, names in walk for name in names)
    own = stamps_of(path for path in paths if path.is_file())
    return own + stamps_of(original_files(originals))
