"""
Read and write the units of a translation with their locks: two files that change as one.

What is to be changed is written down first (`en.pending.json`), then both files are replaced,
then the note is taken away. Whoever reads while the note lies there, because a run was killed,
sees the changes as made; whoever writes next makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lesart.core.files import exclusive, write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import format_rows
from lesart.model import TranslationUnit, UnitLock
from lesart.translation.changes import Change, Lines, Merged, format_changes, merge, parse_changes
from lesart.translation.units import format_locks, parse_lines, parse_locks, parse_translation

UNITS, LOCKS, PENDING = "en.tsv", "en.lock.tsv", "en.pending.json"


def read_units(
    root: Path, folder: str, order: Sequence[str]
) -> tuple[tuple[TranslationUnit, ...], tuple[UnitLock, ...]]:
    """
    Read the units of the text in *folder* and their locks; *order* are the ids of its ledger.

    Raises EditionError where a file is broken.
    """
    pending = _pending(root, folder)
    data, locks = _units(root, folder), _locks(root, folder)
    if pending:
        merged = merge(_lines(data, folder), locks, pending, order)
        data, locks = format_rows(merged.lines).encode(), merged.locks
    return parse_translation(data, f"{folder}/{UNITS}", order, locks), locks


def write_units(
    root: Path, folder: str, changes: Sequence[Change], order: Sequence[str]
) -> tuple[str, ...]:
    """
    Make *changes* to the files as they are now, both files or neither.

    Gives the ids of the changes that were refused because somebody changed the unit meanwhile.
    Raises EditionError where a file is broken, or a unit stands twice.
    """
    with exclusive(root / folder):
        _finish(root, folder, order)
        before = _lines(_units(root, folder), folder), _locks(root, folder)
        _refuse_doubled(before[0], folder)
        merged = merge(*before, changes, order)
        if (merged.lines, format_locks(merged.locks)) != (before[0], format_locks(before[1])):
            write_atomic(root / folder / PENDING, format_changes(changes))
            _replace(root, folder, merged)
        return merged.refused


def require_writable(root: Path, folder: str) -> None:
    """Raise EditionError where `write_units` would, before anything is written."""
    _refuse_doubled(_lines(_units(root, folder), folder), folder)
    _locks(root, folder)
    _pending(root, folder)


def _refuse_doubled(lines: Lines, folder: str) -> None:
    seen: set[str] = set()
    for number, (ids, _) in enumerate(lines, 1):
        if ids in seen:
            message = f"the unit {ids} stands twice, so nothing was changed"
            hint = "take one of the lines out"
            raise EditionError(
                Finding(Location(f"{folder}/{UNITS}", number), "T009", message, (), hint)
            )
        seen.add(ids)


def _finish(root: Path, folder: str, order: Sequence[str]) -> None:
    """Make what a killed run left pending, and take its unfinished files away."""
    for name in (UNITS, LOCKS, PENDING):
        for left in (root / folder).glob(f".{name}.*"):
            left.unlink(missing_ok=True)
    if pending := _pending(root, folder):
        lines = _lines(_units(root, folder), folder)
        _replace(root, folder, merge(lines, _locks(root, folder), pending, order))


def _replace(root: Path, folder: str, merged: Merged) -> None:
    for name, text in ((UNITS, format_rows(merged.lines)), (LOCKS, format_locks(merged.locks))):
        if _bytes(root / folder / name) != text.encode():
            write_atomic(root / folder / name, text)
    (root / folder / PENDING).unlink()


def _pending(root: Path, folder: str) -> tuple[Change, ...]:
    path = f"{folder}/{PENDING}"
    data = _bytes(root / path)
    return parse_changes(data, path) if data is not None else ()


def _units(root: Path, folder: str) -> bytes:
    return _bytes(root / folder / UNITS) or b""


def _locks(root: Path, folder: str) -> tuple[UnitLock, ...]:
    data = _bytes(root / folder / LOCKS)
    return () if data is None else parse_locks(data, f"{folder}/{LOCKS}")


def _lines(data: bytes, folder: str) -> Lines:
    return tuple((ids, text) for _, ids, text in parse_lines(data, f"{folder}/{UNITS}"))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
