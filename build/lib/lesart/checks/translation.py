"""Check that a text is translated, from today's wording, and read by a person."""

from __future__ import annotations

from collections.abc import Iterator

from lesart.checks.checked import Checked
from lesart.core import references
from lesart.core.findings import Location, Problem
from lesart.model import Sources, TranslationUnit
from lesart.translation.units import freshness


def missing_unit(edition: Checked) -> Iterator[Problem]:
    """A segment has no translation."""
    for text in edition.texts:
        covered = {id_ for unit in text.units for id_ in unit.segments}
        for entry in text.ledger:
            if entry.id not in covered:
                where = Location(f"{text.folder}/en.tsv", 0, f"{text.record.id}:{entry.id}")
                yield where, (f"de: {entry.incipit} …",), f"add a line: {entry.id}<TAB>…"


def extra_unit(edition: Checked) -> Iterator[Problem]:
    """A translation unit stands for no segment of the ledger."""
    for text in edition.texts:
        for unit in text.units:
            if not unit.segments:
                where = unit_location(text, unit)
                yield where, (unit.text[:80],), "correct the id, or take the line out"


def overlapping_unit(edition: Checked) -> Iterator[Problem]:
    """A segment is translated by two units."""
    for text in edition.texts:
        lines: dict[str, int] = {}
        for unit in text.units:
            for id_ in unit.segments:
                if id_ in lines:
                    where = Location(f"{text.folder}/en.tsv", unit.line, f"{text.record.id}:{id_}")
                    yield where, (f"line {lines[id_]} translates it too",), ""
                lines.setdefault(id_, unit.line)


def misplaced_unit(edition: Checked) -> Iterator[Problem]:
    """A translation unit is out of the order of the text, or crosses a paragraph."""
    for text in edition.texts:
        order = {entry.id: n for n, entry in enumerate(text.ledger)}
        last = -1
        for unit in text.units:
            if not unit.segments:
                continue
            crosses = len({references.paragraph_of(id_) for id_ in unit.segments}) > 1
            if order[unit.segments[0]] < last or crosses:
                where = unit_location(text, unit)
                yield where, (unit.text[:80],), "lines follow the order of segments.tsv"
            last = max(last, order[unit.segments[0]])


def stale_wording(edition: Checked) -> Iterator[Problem]:
    """The source wording has changed since the unit was translated."""
    yield from _stale(edition, "wording", "read the unit against the source again, then")


def stale_spelling(edition: Checked) -> Iterator[Problem]:
    """The spelling or punctuation of the source has changed since the unit was translated."""
    yield from _stale(edition, "spelling", "if the English needs no change,")


def unlocked_unit(edition: Checked) -> Iterator[Problem]:
    """Nobody recorded from which source wording the unit was translated."""
    yield from _stale(edition, "unlocked", "when the unit has been read against the source,")


def _stale(edition: Checked, kind: str, advice: str) -> Iterator[Problem]:
    for text in edition.texts:
        ledger = {entry.id: entry for entry in text.ledger}
        locks = {lock.ids: lock for lock in text.locks}
        for unit in text.units:
            if unit.segments and freshness(unit, locks.get(unit.ids), ledger) == kind:
                where = unit_location(text, unit)
                source = ledger[unit.segments[0]].incipit
                evidence = (f"de: {source} …", f"en: {unit.text[:80]}")
                yield where, evidence, f"{advice} run `lesart review {text.record.id} {unit.ids}`"


def draft_unit(edition: Checked) -> Iterator[Problem]:
    """A translation unit is a draft that nobody has reviewed."""
    for text in edition.texts:
        for lock in text.locks:
            if lock.state == "draft":
                where = Location(
                    f"{text.folder}/en.lock.tsv", lock.line, f"{text.record.id}:{lock.ids}"
                )
                yield where, (), f"read it, then run `lesart review {text.record.id} {lock.ids}`"


def edited_unit(edition: Checked) -> Iterator[Problem]:
    """The words of a reviewed unit are not those that were reviewed, so it counts as a draft."""
    for text in edition.texts:
        locks = {lock.ids: lock for lock in text.locks}
        for unit in text.units:
            known = locks.get(unit.ids)
            if known and known.state == "reviewed" and unit.state == "draft":
                evidence = (f"en: {unit.text[:80]}",)
                hint = f"read it, then run `lesart review {text.record.id} {unit.ids}`"
                yield unit_location(text, unit), evidence, hint


def unfinished_change(edition: Checked) -> Iterator[Problem]:
    """A run was broken off while it wrote, and its last units wait to be put in their place."""
    for text in edition.texts:
        path = f"{text.folder}/en.pending.json"
        if path in edition.files:
            hint = f"run `lesart draft {text.record.id} --engine memory`, which finishes it"
            yield Location(path, 0, text.record.id), (), hint


def orphaned_lock(edition: Checked) -> Iterator[Problem]:
    """The lock file remembers a unit that is no longer in the translation."""
    for text in edition.texts:
        known = {unit.ids for unit in text.units}
        for lock in text.locks:
            if lock.ids not in known:
                where = Location(
                    f"{text.folder}/en.lock.tsv", lock.line, f"{text.record.id}:{lock.ids}"
                )
                yield where, (), f"run `lesart review {text.record.id}`, which leaves it out"


def unit_location(text: Sources, unit: TranslationUnit) -> Location:
    """Say where a translation unit stands."""
    return Location(f"{text.folder}/en.tsv", unit.line, f"{text.record.id}:{unit.ids}")
