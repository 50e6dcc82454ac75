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
READ_COLUMN = "read"
STATES: tuple[UnitState, ...] = ("draft", "aligned", "reviewed")
NOT_TRANSLATED = "[…]"
_CONFIDENCE = re.compile(r"0\.[0-9]{1,3}|1(?:\.0{1,3})?|")
_READ = re.compile(r"(?:[0-9a-f]{16})?")
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
        return TranslationUnit(written, covered, text, state_of(own, text), line, *kept)

    return tuple(unit(*row) for row in parse_lines(data, path))


def state_of(known: UnitLock, text: str) -> UnitState:
    """Give the state of a unit with these words: a draft where others than these were reviewed."""
    if known.state == "reviewed" and known.read and known.read != digest(text):
        return "draft"
    return known.state


def parse_locks(data: bytes, path: str) -> tuple[UnitLock, ...]:
    """
    Read `en.lock.tsv`, with the three columns of drafts and the one of reviews or without them.

    Raises EditionError for a unit given twice, an unknown state, a draft's origin that is not
    complete, and a hash of what was read that is none.
    """
    findings: list[Finding] = []
    locks: dict[str, UnitLock] = {}
    columns = _columns(data)
    for line, cells in parse_rows(data, path, columns):
        ids, source, wording, state, confidence, *more = cells
        read = more.pop() if columns[-1] == READ_COLUMN else ""
        origin = more
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
        if not _READ.fullmatch(read):
            hint = "16 hexadecimal digits, as `lesart review` writes them, or nothing"
            findings.append(Finding(where, "T013", f"“{read[:60]}” is not a hash", (), hint))
        valid = _CONFIDENCE.fullmatch(confidence) and confidence
        made = UnitLock(ids, source, wording, cast(UnitState, state), line, float(valid or 1))
        by, date, words = origin or ("", "", "")
        locks[ids] = replace(made, origin=by, date=date, made=words, read=read)
    if findings:
        raise EditionError(findings)
    return tuple(locks.values())


def _columns(data: bytes) -> tuple[str, ...]:
    """Tell the columns of a lock file by how many its first line has, and what it ends with."""
    head = data.partition(b"\n")[0].split(b"\t")
    read = (READ_COLUMN,) if head[-1] == READ_COLUMN.encode() else ()
    drafted = len(head) - len(read) > len(LOCK_COLUMNS)
    return (*(DRAFT_COLUMNS if drafted else LOCK_COLUMNS), *read)


def format_locks(locks: Iterable[UnitLock]) -> str:
    """Write the lock file; further columns stand in it where one unit needs them."""
    known = list(locks)
    drafted, read = any(one.origin for one in known), any(one.read for one in known)
    rows = [row_of(one, drafted, read) for one in known]
    columns = DRAFT_COLUMNS if drafted else LOCK_COLUMNS
    return format_rows(rows, (*columns, READ_COLUMN) if read else columns)


def row_of(one: UnitLock, drafted: bool, read: bool) -> tuple[str, ...]:
    """Give the cells of a lock; with those of a draft where *drafted*, of a review where *read*."""
    cells = (one.ids, one.digest, one.wording, one.state, _written(one))
    origin = (one.origin, one.date, one.made) if drafted else ()
    return (*cells, *origin, *((one.read,) if read else ()))


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

    What made it is taken over from its *old* lock. A reviewed unit is bound to its words as well.
    """
    entries = [ledger[id_] for id_ in unit.segments]
    sure = unit.confidence if state == "aligned" else 1.0
    made = (old.origin, old.date, old.made) if old else ("", "", "")
    read = digest(unit.text) if state == "reviewed" else ""
    if len(entries) == 1:
        only = entries[0]
        return UnitLock(unit.ids, only.digest, only.wording, state, 0, sure, *made, read)
    together = digest("\n".join(entry.digest for entry in entries))
    wording = digest("\n".join(entry.wording for entry in entries))
    return UnitLock(unit.ids, together, wording, state, 0, sure, *made, read)


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
