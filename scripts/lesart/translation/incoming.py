"""
Compare what translators' programs bring back with the translation, unit by unit.

What the file leaves as it was is no change, whatever has happened here since. What both sides have
changed is refused and named, and so is what belongs to another German than that of today.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lesart.core.findings import Finding, Location
from lesart.core.references import paragraph_of, span
from lesart.core.tables import line_fault
from lesart.model import Incoming, Sources, TranslationUnit, UnitState
from lesart.source.ledger import digest
from lesart.translation.changes import Change
from lesart.translation.gate import Examined, Flaw, examine
from lesart.translation.units import lock


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    Hold what a file changes.

    `report` has a row for each change: reference, `added`, `changed` or `reviewed`, the words
    before and after. `refused` names every unit that is left as it is though the file has it
    otherwise, `doubtful` what is odd in one that came in, and so came in as a draft.
    """

    changes: tuple[Change, ...]
    report: tuple[tuple[str, str, str, str], ...]
    refused: tuple[Finding, ...]
    doubtful: tuple[Finding, ...] = ()


class _Refused(Exception):
    def __init__(self, message: str, evidence: tuple[str, ...] = (), hint: str = "") -> None:
        self.message, self.evidence, self.hint = message, evidence, hint


def compare_incoming(
    sources: Sources, units: Iterable[Incoming], path: str, reviewed: bool, override: bool
) -> Comparison:
    """
    Compare the *units* of the file *path* with a text whose original is at hand.

    With *reviewed* a unit that the file has as finished is reviewed; without it a changed unit is
    a draft of a person. With *override* the words of the file win where both sides have changed.
    """
    known = _Known(sources)
    changes: list[Change] = []
    report: list[tuple[str, str, str, str]] = []
    refused: list[Finding] = []
    doubtful: list[Finding] = []
    seen: set[str] = set()
    for unit in units:
        where = Location(path, unit.line, unit.reference[:80])
        try:
            if unit.reference in seen:
                raise _Refused("the unit stands twice in the file")
            seen.add(unit.reference)
            change, doubts = known.change(unit, reviewed, override)
        except _Refused as error:
            message = f"refused: {error.message}"
            refused.append(Finding(where, "X012", message, error.evidence, error.hint))
            continue
        doubtful += [_doubtful(where, flaw, change is not None) for flaw in doubts]
        if change:
            kind = "reviewed" if change.before == change.after else "changed"
            kind = "added" if change.before is None else kind
            report.append((unit.reference, kind, change.before or "", change.after or ""))
            changes.append(change)
    return Comparison(tuple(changes), tuple(report), tuple(refused), tuple(doubtful))


def _doubtful(where: Location, flaw: Flaw, taken: bool) -> Finding:
    message = f"{'taken as a draft: ' if taken else ''}its English {flaw.said}"
    return Finding(where, "X020", message, flaw.evidence, "read it, and review it", "warning")


class _Known:
    """Know the text that a file is compared with."""

    def __init__(self, sources: Sources) -> None:
        self._id = sources.record.id
        self._ledger = {entry.id: entry for entry in sources.ledger}
        self._order = list(self._ledger)
        self._places = {id_: at for at, id_ in enumerate(self._order)}
        self._words = {segment.id: segment.text or "" for segment in sources.segments or ()}
        self._units = {unit.ids: unit for unit in sources.units}
        self._locks = {lock.ids: lock for lock in sources.locks}
        self._covered = {id_ for unit in sources.units for id_ in unit.segments}

    def change(
        self, given: Incoming, reviewed: bool, override: bool
    ) -> tuple[Change | None, tuple[Flaw, ...]]:
        """Give the change that *given* asks for, None where it asks for none, and its doubts."""
        if given.fault:
            raise _Refused(given.fault)
        ids = given.reference.removeprefix(f"{self._id}:")
        covered = tuple(self._order[place] for place in span(ids, self._places))
        if ids == given.reference or not covered:
            raise _Refused("the text has no such place")
        unit = self._units.get(ids)
        if unit is None and (self._covered.intersection(covered) or not _within(covered)):
            raise _Refused("the translation joins other sentences here", (), "export it anew")
        source = self._same_source(given, covered)
        done = reviewed and given.finished
        if _leaves(unit, given, done):
            return None, ()
        target, doubts = _passed(source, given.target)
        if unit and target == unit.text:
            return self._written(ids, covered, target, True) if not doubts else None, doubts
        if unit:
            self._unchanged_here(unit, given, target, override)
        return self._written(ids, covered, target, done and not doubts), doubts

    def _same_source(self, given: Incoming, covered: tuple[str, ...]) -> str:
        source = " ".join(self._words[id_] for id_ in covered)
        if line_fault(given.source) or unicodedata.normalize("NFC", given.source) != source:
            evidence = (f"file: {given.source[:120]}", f"edition: {source[:120]}")
            raise _Refused("its German is not that of today", evidence, "export it anew")
        return source

    def _unchanged_here(
        self, unit: TranslationUnit, given: Incoming, target: str, override: bool
    ) -> None:
        if not target:
            raise _Refused("the file has no words for it", (f"en: {unit.text[:120]}",))
        if override or given.base == digest(unit.text):
            return
        evidence = (f"file: {target[:120]}", f"edition: {unit.text[:120]}")
        message = "it was changed here too since the file was written"
        if not given.base:
            message = "the file does not say which words it began from"
        raise _Refused(message, evidence, "with --replace the words of the file are taken")

    def _written(self, ids: str, covered: tuple[str, ...], text: str, reviewed: bool) -> Change:
        state: UnitState = "reviewed" if reviewed else "draft"
        before, old = self._units.get(ids), self._locks.get(ids)
        new = lock(TranslationUnit(ids, covered, text), self._ledger, state, old)
        return Change(ids, before.text if before else None, text, new)


def _leaves(unit: TranslationUnit | None, given: Incoming, done: bool) -> bool:
    """Tell whether the file leaves a unit as it is here, or as it was when the file was written."""
    written = given.target.strip()
    if unit is None:
        return not written
    if line_fault(written):
        return False
    text = unicodedata.normalize("NFC", written)
    if text == unit.text:
        return not done or unit.state == "reviewed"
    return bool(given.base) and digest(text) == given.base


def _within(covered: tuple[str, ...]) -> bool:
    return len({paragraph_of(id_) for id_ in covered}) == 1


def _passed(source: str, written: str) -> tuple[str, tuple[Flaw, ...]]:
    """Let a target through the gate: its words as the edition keeps them, and what is odd."""
    examined = examine(source, written) if written.strip() else Examined(words="")
    if wrong := examined.refusal:
        hint = "if it is right all the same, write it into en.tsv"
        raise _Refused(f"its English {wrong.said}", wrong.evidence, hint)
    return examined.words, examined.doubts


def by_text(units: Iterable[Incoming]) -> Mapping[str, list[Incoming]]:
    """Sort the units of a file by the text they belong to, in its order."""
    sorted_: dict[str, list[Incoming]] = {}
    for unit in units:
        sorted_.setdefault(unit.reference.partition(":")[0], []).append(unit)
    return sorted_


def refuse_foreign(units: Iterable[Incoming], path: str) -> Iterator[Finding]:
    """Name units of texts that the edition does not have."""
    for unit in units:
        where = Location(path, unit.line, unit.reference[:80])
        yield Finding(where, "X012", "refused: the edition has no such text")
