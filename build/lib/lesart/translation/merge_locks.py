"""Merge the locks of two people's versions; of two states the less favourable one stands."""

from __future__ import annotations

from dataclasses import replace

from lesart.core.findings import EditionError
from lesart.core.merge_records import Conflict, merge_records, write_conflict
from lesart.core.tables import format_rows
from lesart.model import UnitLock
from lesart.translation.units import STATES, format_locks, parse_locks, row_of


def merge_locks(
    base: bytes, ours: bytes, theirs: bytes, path: str
) -> tuple[str, tuple[str, ...]] | None:
    """
    Merge `en.lock.tsv`: what is to be written, and the ids of the units in conflict.

    None where a version is out of form, or both have put units into other orders.
    """
    try:
        before, first, second = (_by_ids(data, path) for data in (base, ours, theirs))
    except EditionError:
        return None
    merged = merge_records(before, first, second, agreed)
    if merged is None:
        return None
    open_ = [one for one in merged if isinstance(one, Conflict)]
    if not open_:
        return format_locks(one for one in merged if isinstance(one, UnitLock)), ()
    return _written(merged), tuple(one.key for one in open_)


def _by_ids(data: bytes, path: str) -> dict[str, UnitLock]:
    return {one.ids: replace(one, line=0) for one in parse_locks(data, path)} if data else {}


def agreed(base: UnitLock | None, ours: UnitLock, theirs: UnitLock) -> UnitLock | None:
    """
    Give the lock that holds where both sides changed it; None where they do not agree what it is.

    Both must be bound to the same source wording and have the same origin. The state is the less
    favourable one, and a unit of which both read other words is a draft.

    >>> from lesart.model import UnitLock
    >>> read = UnitLock("1.1", "0", "0", "reviewed", read="a")
    >>> agreed(None, read, UnitLock("1.1", "0", "0", "aligned", confidence=0.7)).state
    'aligned'
    >>> agreed(None, read, UnitLock("1.1", "0", "0", "reviewed", read="b")).state
    'draft'
    >>> agreed(None, read, UnitLock("1.1", "1", "0", "reviewed", read="a"))
    """
    if _bound(ours) != _bound(theirs):
        return None
    first, second = sorted((ours, theirs), key=lambda one: (STATES.index(one.state), one.read))
    if first.state != second.state:
        return first
    if first.state == "aligned":
        return replace(first, confidence=min(first.confidence, second.confidence))
    return replace(first, state="draft", read="", confidence=1.0)


def _bound(one: UnitLock) -> tuple[str, ...]:
    return one.ids, one.digest, one.wording, one.origin, one.date, one.made


def _written(merged: list[UnitLock | Conflict[UnitLock]]) -> str:
    """Write locks with conflicts between them, all with every column."""
    head = format_locks([_FULL]).partition("\n")[0] + "\n"
    return head + "".join(
        write_conflict(one, _line) if isinstance(one, Conflict) else _line(one) for one in merged
    )


_FULL = UnitLock("1.1", "", "", "reviewed", 0, 1.0, "memory", "", "", "0")


def _line(one: UnitLock) -> str:
    return format_rows([row_of(one, drafted=True, read=True)])
