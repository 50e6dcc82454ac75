"""Read translations, and keep from which source wording each unit was made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, cast

from lesart.core import references
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import format_rows, parse_rows
from lesart.model import LedgerEntry, TranslationUnit, UnitLock, UnitState
from lesart.source.ledger import digest

LOCK_COLUMNS = ("ids", "digest", "wording", "state", "confidence")
DRAFT_COLUMNS = (*LOCK_COLUMNS, "origin", "date", "made")
STATES: tuple[UnitState, ...] = ("draft", "aligned", "reviewed")
NOT_TRANSLATED = "[…]"
_CONFIDENCE = re.compile(r"0\.[0-9]{1,3}|1(?:\.0{1,3})?|")
_DRAFTED = re.compile(r"(?:[^\t]{1,200}\t[0-9]{4}-[0-9]{2}-[0-9]{2}\t[0-9a-f]{16})?")

Freshness = Literal["fresh", "spelling", "wording", "unlocked"]


def parse_lines(data: bytes, path: str) -> list[tuple[int, str, str]]:
    """
    Read `id<TAB>text` lines as (1-based line, id or range, text).

    Raises EditionError for an id or range out of form and for a line without words.
    """
    findings: list[Finding] = []
    lines: list[tuple[int, str, str]] = []
    for line, (ids, text) in parse_rows(data, path, ("id", "text"), header=False):
        where = Location(path, line)
        ends = references.split_range(ids)
        if not ends or not all(map(references.is_segment, ends)):
            hint = "write 3.4, or 3.2-3.3 where the translation joins sentences"
            findings.append(Finding(where, "T001", f"“{ids[:60]}” is not a segment id", (), hint))
        if not text.strip() or text != text.strip():
            findings.append(Finding(where, "T002", "the text is empty or has blanks at its ends"))
        lines.append((line, ids, text))
    if findings:
        raise EditionError(findings)
    return lines


def parse_translation(
    data: bytes, path: str, ids: Sequence[str], locks: Sequence[UnitLock]
) -> tuple[TranslationUnit, ...]:
    """
    Read `en.tsv` against the segment ids of the ledger.

    A unit whose ids the ledger does not know covers no segments: `check` reports it.
    """
    known = {lock.ids: lock for lock in locks}
    places = {id_: place for place, id_ in enumerate(ids)}

    def unit(line: int, written: str, text: str) -> TranslationUnit:
        covered = tuple(ids[place] for place in references.span(written, places))
        if not (own := known.get(written)):
            return TranslationUnit(written, covered, text, line=line)
        kept = (own.confidence, own.origin, own.date)
        return TranslationUnit(written, covered, text, own.state, line, *kept)

    return tuple(unit(*row) for row in parse_lines(data, path))


def parse_locks(data: bytes, path: str) -> tuple[UnitLock, ...]:
    """
    Read `en.lock.tsv`, with the three columns of drafts or without them.

    Raises EditionError for a unit given twice, an unknown state, and a draft's origin that is not
    complete.
    """
    findings: list[Finding] = []
    locks: dict[str, UnitLock] = {}
    drafted = data.partition(b"\n")[0].count(b"\t") >= len(LOCK_COLUMNS)
    for line, cells in parse_rows(data, path, DRAFT_COLUMNS if drafted else LOCK_COLUMNS):
        ids, source, wording, state, confidence, *origin = cells
        where = Location(path, line)
        if ids in locks:
            findings.append(Finding(where, "T003", f"the unit {ids} stands twice"))
        if state not in STATES:
            hint = "write " + " or ".join(STATES)
            findings.append(Finding(where, "T004", f"“{state[:60]}” is not a state", (), hint))
        if not _CONFIDENCE.fullmatch(confidence):
            message = f"“{confidence[:60]}” is not a confidence"
            findings.append(Finding(where, "T006", message, (), "write 0.87, or leave it empty"))
        if not _DRAFTED.fullmatch("\t".join(origin).strip("\t")):
            hint = "all three or none: an engine, a date such as 2026-11-22, 16 hexadecimal digits"
            message = "origin, date and made do not go together"
            findings.append(Finding(where, "T007", message, (), hint))
        valid = _CONFIDENCE.fullmatch(confidence) and confidence
        sure = float(valid or 1)
        locks[ids] = UnitLock(ids, source, wording, cast(UnitState, state), line, sure, *origin)
    if findings:
        raise EditionError(findings)
    return tuple(locks.values())


def format_locks(locks: Iterable[UnitLock]) -> str:
    """Write the lock file; the columns of drafts stand in it where one unit needs them."""
    known = list(locks)
    rows = [(one.ids, one.digest, one.wording, one.state, _written(one)) for one in known]
    if not any(one.origin for one in known):
        return format_rows(rows, LOCK_COLUMNS)
    origins = [(one.origin, one.date, one.made) for one in known]
    drafted = ((*row, *origin) for row, origin in zip(rows, origins, strict=True))
    return format_rows(drafted, DRAFT_COLUMNS)


def _written(known: UnitLock) -> str:
    return f"{known.confidence:.3f}" if known.state == "aligned" else ""


def lock(
    unit: TranslationUnit,
    ledger: Mapping[str, LedgerEntry],
    state: UnitState,
    old: UnitLock | None = None,
) -> UnitLock:
    """
    Bind *unit* to the source wording that the *ledger*, keyed by segment id, has today.

    What made it is taken over from its *old* lock.
    """
    entries = [ledger[id_] for id_ in unit.segments]
    sure = unit.confidence if state == "aligned" else 1.0
    made = (old.origin, old.date, old.made) if old else ()
    if len(entries) == 1:
        return UnitLock(unit.ids, entries[0].digest, entries[0].wording, state, 0, sure, *made)
    together = digest("\n".join(entry.digest for entry in entries))
    wording = digest("\n".join(entry.wording for entry in entries))
    return UnitLock(unit.ids, together, wording, state, 0, sure, *made)


def draft_lock(
    unit: TranslationUnit, ledger: Mapping[str, LedgerEntry], origin: str, date: str
) -> UnitLock:
    """Bind a *unit* that *origin* (an engine, a place in the memory) made on *date* (ISO)."""
    bound = lock(unit, ledger, "draft")
    return replace(bound, origin=origin, date=date, made=digest(unit.text))


def is_untouched(known: UnitLock | None, text: str) -> bool:
    """
    Tell whether *text* is a draft as a machine gave it, so that a new draft may replace it.

    A draft that a person began, edited or reviewed is not.
    """
    if known is None or known.state != "draft" or not known.origin:
        return False
    return known.made == digest(text)


def freshness(
    unit: TranslationUnit, known: UnitLock | None, ledger: Mapping[str, LedgerEntry]
) -> Freshness:
    """
    Tell how the source has changed since *unit* was translated.

    `fresh`: not at all; `spelling`: in spelling or punctuation alone; `wording`: in its words;
    `unlocked`: nobody recorded from which wording the unit was made.
    """
    if known is None:
        return "unlocked"
    now = lock(unit, ledger, known.state)
    if now.digest == known.digest:
        return "fresh"
    return "spelling" if now.wording == known.wording else "wording"
