"""Know the folders and files of an edition: the only room that does, besides `site`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from lesart.annotation.notes import CORRECTIONS, parse_corrections, parse_notes
from lesart.annotation.waivers import parse_waivers
from lesart.citing.bibliography import parse_works
from lesart.core import references
from lesart.core.files import write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.records import convert, read_yaml
from lesart.core.tables import format_rows, parse_rows
from lesart.exchange.tmx import Pair, parse_tmx
from lesart.glossary.entries import parse_bilingual, parse_entry
from lesart.glossary.name_entries import PATH as NAMES
from lesart.glossary.name_entries import parse_names
from lesart.model import (
    Bilingual,
    Correction,
    EditionRecord,
    LedgerEntry,
    Name,
    Occurrence,
    Paragraph,
    Recipe,
    Record,
    Segment,
    Sources,
    Term,
    Witness,
    Work,
)
from lesart.source.ledger import cut, parse_ledger
from lesart.source.normalize import apply_recipe
from lesart.source.occurrences import NAME_COLUMNS, format_occurrences, parse_occurrences
from lesart.source.recipe import parse_recipe
from lesart.source.witness import fingerprint, read_witness, sha256
from lesart.store.assemble import places_of
from lesart.store.releases import read_releases, read_signposts
from lesart.store.units import read_units
from lesart.translation.units import parse_lines

SOURCES = "source_texts"
ORIGINALS = "source_texts/originals"
GLOSSARY = "glossary"
MEMORY = "source_texts/memory"
LARGEST_ORIGINAL = 20_000_000
Stamps = tuple[tuple[Path, int, int], ...]


def find_root(start: Path) -> Path:
    """
    Find the project's folder: *start* or the nearest one above it that holds an edition.

    Raises EditionError where there is none.
    """
    for folder in (start, *start.parents):
        if (folder / SOURCES / "edition.yml").is_file():
            return folder
    message = f"no edition here: {SOURCES}/edition.yml is not in this folder or one above it"
    raise EditionError(Finding(Location(str(start)), "E001", message))


def read_edition_record(root: Path) -> EditionRecord:
    """Read `edition.yml`."""
    return parse_edition_record(_read(root, f"{SOURCES}/edition.yml"))


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
    return parse_record(_read(root, path), path, text_id)


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
    return parse_recipe(_read(root, path), path, record)


def read_sources(root: Path, text_id: str, originals: Sequence[Path]) -> Sources:
    """
    Read everything of one text; its original where it lies in one of the folders *originals*.

    Raises EditionError for files that are broken or do not fit each other.
    """
    folder = f"{SOURCES}/{text_id}"
    record = read_record(root, text_id)
    recipe = read_recipe(root, record)
    ledger = parse_ledger(_read(root, f"{folder}/segments.tsv"), f"{folder}/segments.tsv")
    units, locks = read_units(root, folder, [entry.id for entry in ledger])
    segments = _read_segments(root, record, recipe, ledger, originals)
    places = places_of(recipe, ledger)
    occurrences = parse_occurrences(*_optional(root, f"{folder}/terms.tsv", format_occurrences([])))
    empty = format_occurrences([], NAME_COLUMNS)
    named = parse_occurrences(*_optional(root, f"{folder}/names.tsv", empty), NAME_COLUMNS)
    waivers = parse_waivers(*_optional(root, f"{folder}/waivers.yml", ""))
    notes = parse_notes(*_optional(root, f"{folder}/notes.md", ""))
    textual = _read_textual(root, f"{folder}/textual.md")
    return Sources(
        record,
        folder,
        recipe,
        places,
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
        lines = parse_lines(*_optional(root, f"{SOURCES}/{record.id}/de.tsv", ""))
        return tuple(Segment(id_, text, incipits.get(id_, "")) for _, id_, text in lines)
    paragraphs = read_paragraphs(root, record, recipe, originals)
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


def read_paragraphs(
    root: Path, record: Record, recipe: Recipe | None, originals: Sequence[Path]
) -> tuple[Paragraph, ...] | None:
    """
    Read the paragraphs of the original, or None where no witness is at hand.

    A text that is complete in the repository has its sentences in `de.tsv`.
    """
    if recipe is None:
        joined: dict[str, list[str]] = {}
        for _, id_, text in parse_lines(*_optional(root, f"{SOURCES}/{record.id}/de.tsv", "")):
            joined.setdefault(references.paragraph_of(id_), []).append(text)
        return tuple(
            Paragraph(p.id, p.role, " ".join(joined[p.id]))
            for p in places_of(None, [LedgerEntry(id_, 0, "", "", "", "") for id_ in joined])
        )
    witness = next(w for w in record.witnesses if w.siglum == recipe.witness)
    found = find_original(originals, witness)
    if found is None:
        return None
    lines = read_witness(found.read_bytes())
    return apply_recipe(recipe, lines, f"{SOURCES}/{record.id}/recipe.yml")


def _read_textual(root: Path, path: str) -> Bilingual | None:
    return parse_bilingual(_read(root, path), path) if (root / path).is_file() else None


# The edition's own apparatus


def read_works(root: Path) -> tuple[Work, ...]:
    """Read the bibliography, which may be missing."""
    return parse_works(*_optional(root, f"{SOURCES}/bibliography.json", "[]"))


def read_corrections(root: Path) -> tuple[Correction, ...]:
    """Read the corrections of the edition, which may be missing."""
    return parse_corrections(*_optional(root, CORRECTIONS, ""))


# The glossary


def read_glossary(root: Path) -> tuple[Term, ...]:
    """Read every entry of the glossary, in the order of ids; the folder may be missing."""
    paths = (path for path in (root / GLOSSARY).glob("*.md") if path.name != "README.md")
    return _glossary(root, _stamps(paths))


def state_of(root: Path, originals: Sequence[Path]) -> Stamps:
    """Tell all files that an edition is read from; the result changes when one of them does."""
    walks = (os.walk(root / folder, followlinks=True) for folder in (SOURCES, GLOSSARY))
    paths = (Path(at, name) for walk in walks for at, _, names in walk for name in names)
    own = _stamps(path for path in paths if path.is_file())
    return own + _stamps(list_originals(originals))


def _stamps(paths: Iterable[Path]) -> Stamps:
    """Tell files from what they were: each with its time and its size, in the order of names."""
    found = ((path, path.stat()) for path in sorted(paths))
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in found)


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
    return _names(*_optional(root, NAMES, ""))


@lru_cache(maxsize=4)
def _names(data: bytes, path: str) -> tuple[Name, ...]:
    return parse_names(data, path)


def write_named(root: Path, text_id: str, occurrences: Sequence[Occurrence]) -> Path:
    """Write where names stand in a text."""
    path = root / SOURCES / text_id / "names.tsv"
    write_atomic(path, format_occurrences(occurrences, NAME_COLUMNS))
    return path


# The reader's own copies and memories


def read_memories(root: Path) -> tuple[tuple[str, tuple[Pair, ...]], ...]:
    """Read the memories that were imported as TMX: the name of each file and its pairs."""
    return _memories(root, _stamps((root / MEMORY).glob("*.tmx")))


@lru_cache(maxsize=2)
def _memories(root: Path, stamps: Stamps) -> tuple[tuple[str, tuple[Pair, ...]], ...]:
    return tuple(
        (path.name, tuple(parse_tmx(path.read_bytes(), path.relative_to(root).as_posix())))
        for path, _, _ in stamps
    )


def find_original(originals: Sequence[Path], witness: Witness) -> Path | None:
    """Find the file in the folders *originals* whose bytes are the witness, whatever its name."""
    for folder in originals:
        found = _index(folder, _stamp(folder)).get(witness.sha256)
        if found and found.is_file() and sha256(found.read_bytes()) == witness.sha256:
            return found
    return None


def list_originals(originals: Sequence[Path]) -> list[Path]:
    """List the files in the folders *originals*, without hidden and very large ones."""
    return [
        path
        for folder in originals
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.is_file()
        and not path.name.startswith(".")
        and path.name != "README.md"
        and path.stat().st_size <= LARGEST_ORIGINAL
    ]


def _stamp(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=64)
def _index(folder: Path, stamp: int) -> dict[str, Path]:
    """Map the SHA-256 of the files in *folder*; *stamp* makes a changed folder a new question."""
    return {sha256(path.read_bytes()): path for path in list_originals([folder])}


def read_fingerprint(root: Path, text_id: str, siglum: str) -> tuple[str, ...]:
    """Read the fingerprint of a witness, empty where none was recorded."""
    path = f"{SOURCES}/{text_id}/witness-{siglum}.tsv"
    rows = parse_rows(*_optional(root, path, "line\tchecksum\n"), ("line", "checksum"))
    return tuple(checksum for _, (_, checksum) in rows)


def write_fingerprint(root: Path, text_id: str, siglum: str, lines: Sequence[str]) -> Path:
    """Record the fingerprint of a witness; the folder of a text that is only listed is made."""
    rows = [(str(n), checksum) for n, checksum in enumerate(fingerprint(lines), 1)]
    path = root / SOURCES / text_id / f"witness-{siglum}.tsv"
    path.parent.mkdir(exist_ok=True)
    write_atomic(path, format_rows(rows, ("line", "checksum")))
    return path


# Reading and writing


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


def _read(root: Path, path: str) -> bytes:
    try:
        return (root / path).read_bytes()
    except OSError as error:
        reason = "is not there" if isinstance(error, FileNotFoundError) else str(error.strerror)
        raise EditionError(Finding(Location(path), "E004", f"the file {reason}")) from None


def _optional(root: Path, path: str, default: str) -> tuple[bytes, str]:
    """Read a file that may be missing: its bytes, or *default*, and its path for messages."""
    return ((root / path).read_bytes() if (root / path).is_file() else default.encode(), path)
