"""Compose what begins a text the long way: its witness recorded, its segments given their ids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from lesart.core.files import exclusive, write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.records import quoted
from lesart.core.references import paragraph_of
from lesart.model import LedgerEntry, Paragraph, Record
from lesart.source import ledger
from lesart.source.structure import MARKS
from lesart.source.witness import fingerprint, read_witness, sha256
from lesart.store import new_text
from lesart.store.originals import read_fingerprint, write_fingerprint
from lesart.store.paths import SOURCES
from lesart.store.read import (
    parse_record,
    read_edition_record,
    read_reading_text,
    read_recipe,
    read_record,
)
from lesart.store.structure import move_marks
from lesart.tasks.align import navigation_finding, refuse_id
from lesart.tasks.edition import Settings
from lesart.translation.units import format_locks

_WITNESS = """\
witnesses:
  - siglum: {siglum}
    sha256: {checksum}
    description:
      de: {de}
      en: {en}
"""


def record_witness(
    settings: Settings, text_id: str, siglum: str, file: Path, replace: bool = False
) -> tuple[str, Path]:
    """
    Record the fingerprint of a new witness; give its SHA-256 and the file written.

    Raises EditionError where the siglum is out of form, the file is not UTF-8 text, or another
    file was recorded under the siglum and *replace* is not asked for.
    """
    data = file.read_bytes()
    lines = _require_witness(siglum, file, data)
    with exclusive(settings.root / SOURCES):
        known = read_fingerprint(settings.root, text_id, siglum)
        if known and known != fingerprint(lines) and not replace:
            message = f"another file is recorded as witness {siglum} of {text_id}"
            hint = "take another siglum, or add --replace"
            raise EditionError(Finding(Location(str(file)), "O105", message, hint=hint))
        return sha256(data), write_fingerprint(settings.root, text_id, siglum, lines)


def _require_witness(siglum: str, file: Path, data: bytes) -> list[str]:
    """Give the lines of a witness. Raises EditionError for a siglum or a file out of form."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,7}", siglum):
        message = f"“{siglum[:60]}” is not a siglum"
        raise EditionError(Finding(Location(str(file)), "O103", message, hint="such as A or B2"))
    return read_witness(data, str(file))


def begin_text(
    settings: Settings, text_id: str, siglum: str, file: Path
) -> tuple[bool, list[Finding]]:
    """
    Begin a text that the edition has not, with *file* as its witness; tells whether it did.

    Gives warnings beside. Raises EditionError where *text_id* cannot be the id of a text, or there
    is a folder of its name.
    """
    if text_id in read_edition_record(settings.root).texts:
        return False, []
    refuse_id(text_id)
    new_text.refuse_taken(settings.root, text_id)
    _require_witness(siglum, file, file.read_bytes())
    written = new_text.new_record(text_id, text_id, text_id) + _WITNESS.format(
        siglum=siglum,
        checksum=sha256(file.read_bytes()),
        de=quoted(f"Datei {file.name}"),
        en=quoted(f"file {file.name}"),
    )
    record = parse_record(written.encode(), "text.yml", text_id)
    files = {
        "text.yml": written,
        "segments.tsv": ledger.format_ledger(()),
        "en.tsv": "",
        "en.lock.tsv": format_locks(()),
    }
    line = new_text.write_text(settings.root, text_id, files, record)
    return True, navigation_finding(line)


def make_ledger(settings: Settings, text_id: str, update: bool) -> tuple[Path, int, list[Finding]]:
    """
    Write the ledger of a text: ids for a new text, or with *update* new hashes for old ids.

    Gives the file, the number of its segments, and a warning for each mark whose words are gone.
    Marks move with their words. Raises EditionError where the original is not
    at hand or there is none, where there is a ledger and *update* is not asked for, and where an id
    would be lost.
    """
    record = read_record(settings.root, text_id)
    with exclusive(settings.root / SOURCES / text_id):
        return _make_ledger(settings, record, update)


def _make_ledger(
    settings: Settings, record: Record, update: bool
) -> tuple[Path, int, list[Finding]]:
    text_id = record.id
    recipe = read_recipe(settings.root, record)
    paragraphs = read_reading_text(settings.root, record, recipe, settings.folders)
    path = settings.root / SOURCES / text_id / "segments.tsv"
    where = f"{SOURCES}/{text_id}/segments.tsv"
    if paragraphs is None:
        message = "the original is not at hand, so there is nothing to make a ledger from"
        raise EditionError(Finding(Location(where), "L009", message, hint="see `lesart originals`"))
    if not paragraphs:
        folder = f"{SOURCES}/{text_id}"
        message = "the text has no sentence yet, and ids that are given stand for ever"
        hint = f"write {folder}/recipe.yml, which tells how a witness is read"
        raise EditionError(Finding(Location(folder), "L011", message, hint=hint))
    known = ledger.parse_ledger(path.read_bytes(), where) if path.is_file() else ()
    if not known:
        entries = ledger.start_ledger(paragraphs, record.version)
    elif update:
        entries = ledger.update_ledger(paragraphs, known, record.version, where)
    else:
        message = "the text has a ledger, and its ids stand for ever"
        hint = "to bring its hashes up to a changed reading text, add --update"
        raise EditionError(Finding(Location(where), "L010", message, hint=hint))
    write_atomic(path, ledger.format_ledger(entries))
    return path, len(entries), _move_marks(settings, record, paragraphs, entries)


def _move_marks(
    settings: Settings,
    record: Record,
    paragraphs: Sequence[Paragraph],
    entries: Sequence[LedgerEntry],
) -> list[Finding]:
    own: dict[str, list[LedgerEntry]] = {}
    for entry in entries:
        own.setdefault(paragraph_of(entry.id), []).append(entry)
    segments = [
        segment
        for paragraph in paragraphs
        for segment in ledger.cut(paragraph, own.get(paragraph.id, ()), "")
    ]
    path = f"{SOURCES}/{record.id}/{MARKS}"
    return [
        Finding(
            Location(path, mark.line, f"{record.id}:{mark.segment}"),
            "L012",
            f"the mark {' '.join(filter(None, (mark.kind, mark.value)))} is lost with its words",
            (mark.words[:80],) if mark.words else (),
            "set it again where it belongs",
            "warning",
        )
        for mark in move_marks(settings.root, record, segments)
    ]
