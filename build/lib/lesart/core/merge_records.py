"""
Merge two people's versions of a list of records, from the version that both began with.

A record is known by its key. What one side alone changed, added or took out is taken over; what
both changed otherwise is left to people, as a conflict. Which side is called ours makes no
difference but in the order in which a conflict shows them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Key = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Conflict(Generic[T]):
    """Hold a record that both sides changed; None where a side has none of that key."""

    key: str
    base: T | None
    ours: T | None
    theirs: T | None


Resolve = Callable[[T | None, T, T], T | None]
Write = Callable[[T], str]


def undecided(base: T | None, ours: T, theirs: T) -> T | None:
    """Decide nothing: what both sides changed is a conflict."""
    return None


def merge_records(
    base: Mapping[str, T],
    ours: Mapping[str, T],
    theirs: Mapping[str, T],
    resolve: Resolve[T] = undecided,
) -> list[T | Conflict[T]] | None:
    """
    Merge records by their keys, each mapping in the order of its file.

    *resolve* may decide about a record that both sides changed or added otherwise, alike whichever
    side is which. New records stand behind the one they followed; those of both sides at one place
    by their keys, figures as numbers. None where both sides have put records into other orders.

    >>> merge_records({"1": "a"}, {"1": "a", "10": "c"}, {"1": "a", "2": "b"})
    ['a', 'b', 'c']
    >>> merge_records({"1": "a"}, {"1": "b"}, {"1": "c"})
    [Conflict(key='1', base='a', ours='b', theirs='c')]
    """
    kept: dict[str, T | Conflict[T]] = {}
    for key in dict.fromkeys((*ours, *theirs)):
        one = _merged(key, (base.get(key), ours.get(key), theirs.get(key)), resolve)
        if one is not None:
            kept[key] = one
    order = _order(list(base), [k for k in ours if k in kept], [k for k in theirs if k in kept])
    return None if order is None else [kept[key] for key in order]


def _merged(
    key: str, sides: tuple[T | None, T | None, T | None], resolve: Resolve[T]
) -> T | Conflict[T] | None:
    base, ours, theirs = sides
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    decided = None if ours is None or theirs is None else resolve(base, ours, theirs)
    return Conflict(key, base, ours, theirs) if decided is None else decided


def _order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    shared = set(ours) & set(theirs)
    spine = _spine([key for key in base if key in shared],
                   [key for key in ours if key in shared],
                   [key for key in theirs if key in shared])  # fmt: skip
    if spine is None:
        return None
    ours_after, theirs_after = _runs(ours, shared), _runs(theirs, shared)
    order: list[str] = []
    for key in ("", *spine):
        order += [key] if key else []
        order += merge_runs(ours_after.get(key, []), theirs_after.get(key, []), str)
    return order


def _spine(base: list[str], ours: list[str], theirs: list[str]) -> list[str] | None:
    """Give the order of the keys that both sides have, where one side at most has changed it."""
    if ours == theirs:
        return ours
    if len(base) == len(ours) and base in (ours, theirs):
        return theirs if base == ours else ours
    return None


def _runs(keys: Iterable[str], shared: set[str]) -> dict[str, list[str]]:
    """Give the keys of one side alone, by the shared one that they follow (nothing: none)."""
    runs: dict[str, list[str]] = {}
    last = ""
    for key in keys:
        if key in shared:
            last = key
        else:
            runs.setdefault(last, []).append(key)
    return runs


def merge_runs(ours: Sequence[T], theirs: Sequence[T], key_of: Callable[[T], str]) -> list[T]:
    """
    Merge two runs by their keys; each run keeps its own order.

    >>> merge_runs(["2", "11"], ["9", "10"], str)
    ['2', '9', '10', '11']
    """
    first, second = list(ours), list(theirs)
    merged: list[T] = []
    while first and second:
        earlier = natural(key_of(first[0])) <= natural(key_of(second[0]))
        merged.append((first if earlier else second).pop(0))
    return [*merged, *first, *second]


def natural(written: str) -> Key:
    """
    Give what sorts words with figures in them as numbers.

    >>> sorted(["3.10a", "3.9", "lead.1", "3.2-3.3"], key=natural)
    ['3.2-3.3', '3.9', '3.10a', 'lead.1']
    """
    parts = re.findall(r"[0-9]+|[^0-9]+", written)
    return tuple((0, int(one), one) if one[0] in "0123456789" else (1, 0, one) for one in parts)


def write_conflict(conflict: Conflict[T], write: Write[T]) -> str:
    r"""
    Write a conflict as git does, with what stood there before; *write* ends records with LF.

    >>> write_conflict(Conflict("1", "a", "b", None), "{}\n".format).split("\n")
    ['<<<<<<< ours', 'b', '||||||| before', 'a', '=======', '>>>>>>> theirs', '']
    """
    ours, base, theirs = (
        "" if one is None else write(one) for one in (conflict.ours, conflict.base, conflict.theirs)
    )
    return f"<<<<<<< ours\n{ours}||||||| before\n{base}=======\n{theirs}>>>>>>> theirs\n"
