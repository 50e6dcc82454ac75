"""Compose what the review of translation units asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lesart.core.findings import EditionError, Finding, Location
from lesart.model import Sources, TranslationUnit, UnitLock, UnitState
from lesart.store.units import write_units
from lesart.tasks.edition import Settings, find_segments, load_sources
from lesart.translation.changes import Change
from lesart.translation.units import lock, state_of


def review_units(
    settings: Settings, text_id: str, wanted: Sequence[str], state: UnitState
) -> tuple[list[TranslationUnit], list[Finding]]:
    """
    Record that units stand as a translation of today's source wording, in *state*.

    *wanted* holds ids or ranges as in references; empty means every unit. Gives the units whose
    record changed, and a finding for each that a person has changed meanwhile. Raises EditionError
    where an id is unknown, and where there is no unit to review.
    """
    sources = load_sources(settings, text_id)
    entries = {entry.id: entry for entry in sources.ledger}
    chosen = find_segments(sources, wanted)
    locks = {lock.ids: lock for lock in sources.locks}
    changes: list[Change] = []
    changed: list[TranslationUnit] = []
    for unit in sources.units:
        if unit.segments and (not wanted or chosen.intersection(unit.segments)):
            old = locks.get(unit.ids)
            new = lock(unit, entries, state, old)
            if old is None or _differs(new, replace(old, state=state_of(old, unit.text))):
                changed.append(unit)
            changes.append(Change(unit.ids, unit.text, unit.text, new))
    if not changes:
        where = Location(f"{sources.folder}/en.tsv", 0, ", ".join(wanted)[:80])
        message = "nothing is translated here yet, so there is nothing to review"
        hint = f"write its units, or see `lesart draft {text_id}`"
        raise EditionError(Finding(where, "T011", message, hint=hint))
    left = locks.keys() - {unit.ids for unit in sources.units}
    changes += [Change(ids, None, None) for ids in sorted(left)]
    refused = write_units(settings.root, sources.folder, changes, list(entries))
    findings = [_changed_meanwhile(sources, ids) for ids in refused]
    return [unit for unit in changed if unit.ids not in refused], findings


def _differs(new: UnitLock, old: UnitLock) -> bool:
    return (new.digest, new.state) != (old.digest, old.state)


def _changed_meanwhile(sources: Sources, ids: str) -> Finding:
    where = Location(f"{sources.folder}/en.tsv", 0, f"{sources.record.id}:{ids}")
    message = "somebody has changed this meanwhile, so it was left as it is"
    return Finding(where, "T012", message, (), "read it, and review it again")
