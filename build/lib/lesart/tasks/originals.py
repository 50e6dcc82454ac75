"""Compose what the list of originals asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lesart.model import Witness
from lesart.source.witness import NearMiss, compare_witness
from lesart.store.originals import find_witness, original_files, read_fingerprint
from lesart.store.read import read_edition_record, read_record
from lesart.tasks.edition import Settings


@dataclass(frozen=True, slots=True)
class OriginalStatus:
    """Say of one witness where its file was found, or what was found in its place."""

    text_id: str
    witness: Witness
    path: Path | None
    near: tuple[tuple[Path, NearMiss], ...] = ()


def list_originals(settings: Settings) -> list[OriginalStatus]:
    """List every witness of the edition, found or missing, in the order of the edition."""
    statuses: list[OriginalStatus] = []
    for text_id in read_edition_record(settings.root).texts:
        for witness in read_record(settings.root, text_id).witnesses:
            path = find_witness(settings.root, text_id, witness, settings.folders)
            near = () if path else tuple(_near_misses(settings, text_id, witness))
            statuses.append(OriginalStatus(text_id, witness, path, near))
    return statuses


def _near_misses(
    settings: Settings, text_id: str, witness: Witness
) -> Iterator[tuple[Path, NearMiss]]:
    known = read_fingerprint(settings.root, text_id, witness.siglum)
    for path in original_files(settings.folders) if known else ():
        if near := compare_witness(path.read_bytes(), witness, known):
            yield path, near
