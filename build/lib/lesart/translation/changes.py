"""
Change a translation unit by unit, so that no person's work is lost and no half change stands.

A change says what the words were and what they become. It is made only where the words are still
what it says, so that it can be made late, or twice, without harm.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.references import span
from lesart.model import UnitLock
from lesart.translation.units import format_locks, parse_locks

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """
    Turn the words of a unit from `before` into `after`, with its new `lock`.

    `before` is None where there is no unit yet, `after` where it is taken out; the same words on
    both sides change the lock alone.
    """

    ids: str
    before: str | None
    after: str | None
    lock: UnitLock | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """Hold a translation after changes; `refused` are the ids of those that could not be made."""

    lines: Lines
    locks: tuple[UnitLock, ...]
    refused: tuple[str, ...] = ()


def merge(
    lines: Sequence[tuple[str, str]],
    locks: Sequence[UnitLock],
    changes: Sequence[Change],
    order: Sequence[str],
) -> Merged:
    """
    Make *changes* to the (ids, text) *lines* of a translation and to its *locks*.

    *order* holds the segment ids of the ledger: a new unit comes before the first one that
    follows it there, and is refused where another unit covers one of its segments. A change whose
    words were changed by somebody else in the meantime is refused as well.
    """
    places = {id_: at for at, id_ in enumerate(order)}
    text = dict(lines)
    covered = {at for ids in text for at in span(ids, places)}
    known = {lock.ids: lock for lock in locks}
    refused: list[str] = []
    new: list[str] = []
    for change in sorted(changes, key=lambda change: change.after is not None):
        own = span(change.ids, places)
        if not _fits(change, text.get(change.ids), bool(own) and covered.isdisjoint(own)):
            refused.append(change.ids)
            continue
        if change.after is None:
            text.pop(change.ids, None)
            covered.difference_update(own)
        elif change.ids in text:
            text[change.ids] = change.after
        else:
            text[change.ids] = change.after
            new.append(change.ids)
            covered.update(own)
        known.pop(change.ids, None)
        if change.lock is not None:
            known[change.ids] = change.lock
    text = _placed(text, new, places) if new else text
    ordered = [known.pop(ids) for ids in text if ids in known]
    return Merged(tuple(text.items()), (*ordered, *known.values()), tuple(refused))


def _fits(change: Change, current: str | None, free: bool) -> bool:
    """Tell whether a change can be made where *current* stands, or where its place is *free*."""
    if current == change.after:
        return True
    return current == change.before and (current is not None or free)


def _placed(text: dict[str, str], new: Sequence[str], places: dict[str, int]) -> dict[str, str]:
    """Put each of the units *new* before the first that follows it; the others stay in order."""

    def place(ids: str) -> int:
        return places.get(ids.partition("-")[0], -1)

    added = set(new)
    old = [ids for ids in text if ids not in added]
    furthest = list(accumulate(map(place, old), max))
    rows: dict[int, list[str]] = {}
    for ids in sorted(added, key=place):
        rows.setdefault(bisect_right(furthest, place(ids)), []).append(ids)
    ordered = [ids for at, one in enumerate([*old, ""]) for ids in (*rows.get(at, ()), one) if ids]
    return {ids: text[ids] for ids in ordered}


def format_changes(changes: Sequence[Change]) -> str:
    """Write changes down before they are made, so that a run that is killed can be finished."""
    units = [[change.ids, change.before, change.after] for change in changes]
    locks = format_locks(change.lock for change in changes if change.lock)
    return json.dumps({"units": units, "locks": locks}, ensure_ascii=False, indent=1) + "\n"


def parse_changes(data: bytes, path: str) -> tuple[Change, ...]:
    """Read what `format_changes` wrote. Raises EditionError for anything else."""
    try:
        read = json.loads(data)
        locks = {lock.ids: lock for lock in parse_locks(read["locks"].encode(), path)}
        rows = [(str(ids), before, after) for ids, before, after in read["units"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        message = "the file does not hold the rest of a change that was broken off"
        hint = "the program wrote it and nobody edits it: take it away, and look at en.tsv"
        raise EditionError(Finding(Location(path), "T008", message, (), hint)) from None
    return tuple(Change(ids, before, after, locks.get(ids)) for ids, before, after in rows)
