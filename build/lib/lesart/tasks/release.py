"""Publish a version: freeze what can be cited, once the edition has passed its checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lesart.annotation.releases import citables, is_version
from lesart.core.findings import EditionError, Finding, Location
from lesart.model import Record
from lesart.store.paths import SOURCES
from lesart.store.read import read_edition_record, read_record
from lesart.store.releases import write_release
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings, load_sources

State = Literal["released", "released before", "left out"]


class UnsoundError(EditionError):
    """Refuse to release an edition that has errors; carries them all."""


@dataclass(frozen=True, slots=True)
class ReleaseStatus:
    """
    Say what became of one text in a release.

    `version` is the text's own; a text of another version than the one released is left out.
    `count` is the number of things that were frozen.
    """

    text_id: str
    version: str
    state: State
    count: int = 0
    path: Path | None = None


def release(
    settings: Settings, version: str, date: str, wanted: Sequence[str] = ()
) -> list[ReleaseStatus]:
    """
    Freeze *version* of every text that calls itself so, or of those *wanted*.

    *date* is ISO 8601. What was released before under this version stays untouched; as the checks
    come first, its words are the same. Raises EditionError for a version out of form, where no
    text has it, and where a text that is wanted has another; UnsoundError with the errors that
    `check` finds.
    """
    if not is_version(version):
        message = f"“{version[:40]}” is not a version"
        raise EditionError(
            Finding(Location(reference=version[:40]), "V006", message, hint="such as 1.0")
        )
    ids = read_edition_record(settings.root).texts
    records = {id_: read_record(settings.root, id_) for id_ in ids}
    _require_version(records, version, wanted)
    errors = [found for found in check_edition(settings) if found.severity == "error"]
    if errors:
        message = f"version {version} is not released, for the edition has errors"
        last = Finding(Location(SOURCES), "V009", message, hint="see `lesart check`")
        raise UnsoundError([*errors, last])
    return [
        _release(settings, id_, version, date)
        if record.version == version and (not wanted or id_ in wanted)
        else ReleaseStatus(id_, record.version, "left out")
        for id_, record in records.items()
    ]


def _require_version(records: dict[str, Record], version: str, wanted: Sequence[str]) -> None:
    others = [id_ for id_ in wanted if records[id_].version != version]
    if others:
        found = records[others[0]].version
        where = Location(f"{SOURCES}/{others[0]}/text.yml")
        message = f"the text has the version {found}, not {version}"
        raise EditionError(Finding(where, "V007", message, hint=f'set version: "{version}"'))
    if all(record.version != version for record in records.values()):
        message = f"no text of the edition has the version {version}"
        evidence = tuple(f"{id_}: {record.version}" for id_, record in records.items())
        hint = "a text names its version in its text.yml"
        where = Location(f"{SOURCES}/edition.yml")
        raise EditionError(Finding(where, "V008", message, evidence, hint))


def _release(settings: Settings, text_id: str, version: str, date: str) -> ReleaseStatus:
    sources = load_sources(settings, text_id)
    use = read_edition_record(settings.root).use
    if any(known.version == version for known in sources.releases):
        return ReleaseStatus(text_id, version, "released before")
    things = citables(sources, not sources.record.rights.held(use).original)
    path = write_release(settings.root, sources.folder, version, date, things)
    return ReleaseStatus(text_id, version, "released", len(things), path)
