"""Compose the stages of drafting: what is wanted, the memory, the engine, the terms, the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event

from lesart.core.findings import Finding, Location
from lesart.draft.asking import Asker, EngineAnswer, Patience
from lesart.draft.batches import Wanted, gather
from lesart.draft.engines import Client
from lesart.draft.faults import Fault
from lesart.draft.pace import Budget, Pace
from lesart.draft.renderings import DraftTerms, keep_terms
from lesart.draft.runner import Question, RunEnd, ask_all, gentle_interrupt
from lesart.model import Sources, TranslationUnit
from lesart.store.units import write_units
from lesart.tasks.edition import Settings, find_segments, load_sources, original_of
from lesart.tasks.memory import load_memory, load_terms
from lesart.translation.changes import Change
from lesart.translation.gate import Flaw, examine
from lesart.translation.memory import Memory, Remembered
from lesart.translation.units import draft_lock, is_untouched

Told = Callable[[str, str, str, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """
    Say what is to be drafted and how.

    `places` are ids or ranges, none for the whole text; `redo` lets new drafts replace old ones
    that nobody has touched; `client` is None where the memory alone is asked; `budget` limits the
    characters that are sent; `workers` is None for what is polite to the engine.
    """

    places: tuple[str, ...] = ()
    redo: bool = False
    client: Client | None = None
    budget: int | None = None
    date: str = ""
    patience: Patience = field(default_factory=Patience)
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """
    Hold what a run would do: segments found in the memory, and questions to the engine.

    `before` has the words of drafts that are to be replaced, by segment id.
    """

    sources: Sources
    remembered: tuple[tuple[Wanted, Remembered], ...]
    questions: tuple[Question, ...]
    before: dict[str, str]
    findings: tuple[Finding, ...] = ()

    @property
    def characters(self) -> int:
        """Count what the questions hold, line ends included."""
        return sum(len(one.text) + 1 for question in self.questions for one in question)

    @property
    def units(self) -> int:
        """Count the units that the engine is asked for."""
        return sum(map(len, self.questions))


@dataclass(slots=True)
class Outcome:
    """Say what a run did."""

    drafted: int = 0
    remembered: int = 0
    characters: int = 0
    findings: list[Finding] = field(default_factory=list)
    interrupted: bool = False


def plan(settings: Settings, text_id: str, order: Order) -> Plan:
    """
    Find what wants a draft: segments that no unit covers, and with `redo` untouched drafts.

    Raises EditionError where the original is not at hand, or a place is unknown.
    """
    sources = load_sources(settings, text_id)
    segments = original_of(sources)
    chosen = find_segments(sources, order.places)
    before, findings = _redone(sources, chosen, order)
    covered = {id_ for unit in sources.units for id_ in unit.segments} - before.keys()
    wanted = [
        Wanted(segment.id, segment.text or "")
        for segment in segments
        if segment.id not in covered and (not order.places or segment.id in chosen)
    ]
    memory = load_memory(settings)
    digests = {entry.id: entry.digest for entry in sources.ledger}
    found = [(one, _found(memory, digests[one.id], one, sources, findings)) for one in wanted]
    engine = order.client.engine if order.client else None
    asked = [one for one, entry in found if entry is None] if engine else []
    questions = gather(asked, engine.longest, engine.lines) if engine else []
    remembered = tuple((one, entry) for one, entry in found if entry)
    return Plan(sources, remembered, tuple(questions), before, tuple(findings))


def _found(
    memory: Memory, digest: str, wanted: Wanted, sources: Sources, findings: list[Finding]
) -> Remembered | None:
    """Look a segment up in the memory; what cannot be its translation is told, and not taken."""
    entry = memory.exact(digest)
    if entry is None or not (wrong := examine(wanted.text, entry.target).refusal):
        return entry
    message = f"what the memory has for it ({entry.place}) {wrong.said}, and was not taken"
    where = _place(sources, wanted.id)
    findings.append(Finding(where, "H114", message, wrong.evidence, "", "warning"))
    return None


def _redone(
    sources: Sources, chosen: set[str], order: Order
) -> tuple[dict[str, str], list[Finding]]:
    """Give the drafts that may be replaced, and findings for drafts that a person has edited."""
    locks = {lock.ids: lock for lock in sources.locks}
    before: dict[str, str] = {}
    findings: list[Finding] = []
    for unit in sources.units if order.redo else ():
        if order.places and not chosen.intersection(unit.segments):
            continue
        if is_untouched(locks.get(unit.ids), unit.text) and unit.segments == (unit.ids,):
            before[unit.ids] = unit.text
        elif unit.state == "draft":
            place = f"{sources.record.id}:{unit.ids}"
            where = Location(f"{sources.folder}/en.tsv", unit.line, place)
            message = "a person has worked on this draft, so it is left alone"
            findings.append(Finding(where, "H110", message, (unit.text[:80],), "", "warning"))
    return before, findings


def draft_text(settings: Settings, planned: Plan, order: Order, tell: Told) -> Outcome:
    """
    Draft what was *planned*; each unit is in the files as soon as its answer is.

    *tell* is called for each unit that was written: reference, origin, words, and the characters
    sent so far.
    Faults of the network are findings; what was drafted before them stays.
    """
    work = _Work(settings, planned, order, tell)
    work.outcome.findings += planned.findings
    with gentle_interrupt() as interrupt:
        work.finish()
        for wanted, entry in planned.remembered:
            if not interrupt.is_set():
                work.remember(wanted, entry)
        work.outcome.interrupted = interrupt.is_set()
        if order.client and planned.questions and not interrupt.is_set():
            work.ask(order.client, interrupt)
    return work.outcome


class _Work:
    """Do one run: hold the files, the terms and the engine together."""

    def __init__(self, settings: Settings, planned: Plan, order: Order, tell: Told) -> None:
        self.outcome = Outcome()
        self._settings, self._planned, self._order, self._tell = settings, planned, order, tell
        self._ledger = {entry.id: entry for entry in planned.sources.ledger}
        self._budget = Budget(order.budget)
        self._terms = load_terms(settings, planned.sources)
        self._words: dict[str, str] = {}
        self._asker: Asker | None = None

    def finish(self) -> None:
        """Finish what a run that was killed has left."""
        write_units(self._settings.root, self._planned.sources.folder, (), list(self._ledger))

    def remember(self, wanted: Wanted, entry: Remembered) -> None:
        """Take a translation over from the memory."""
        before = self.outcome.drafted
        examined = examine(wanted.text, entry.target)
        self._doubt(wanted, examined.doubts)
        self.write([(wanted, examined.words)], f"memory:{entry.place}")
        self.outcome.remembered += self.outcome.drafted - before

    def ask(self, client: Client, interrupt: Event) -> None:
        """Put the questions to the engine, and say how it ended."""
        engine = client.engine
        pace = Pace(engine.interval)
        self._asker = Asker(client.ask, engine.lines, pace, self._budget, self._order.patience)
        workers = self._order.workers or engine.workers
        run = ask_all(self._planned.questions, self._asker, pace, workers, self._take, interrupt)
        self._end(run)

    def _end(self, run: RunEnd) -> None:
        self.outcome.characters = self._budget.used
        self.outcome.interrupted = run.interrupted
        if run.fault:
            self.outcome.findings.append(_finding(self._planned.sources.folder, run.fault))

    def _take(self, question: Question, answers: Sequence[EngineAnswer]) -> None:
        done = []
        for wanted, answer in zip(question, answers, strict=True):
            if answer.fault:
                place = Location("", 0, f"{self._planned.sources.record.id}:{wanted.id}")
                self.outcome.findings.append(_finding("", answer.fault, place))
            else:
                self._doubt(wanted, answer.doubts)
                done.append((wanted, self._with_terms(wanted, answer.text)))
        assert self._order.client
        self.write(done, self._order.client.engine.name)
        self.outcome.characters = self._budget.used

    def _doubt(self, wanted: Wanted, doubts: Sequence[Flaw]) -> None:
        where = _place(self._planned.sources, wanted.id)
        self.outcome.findings += [doubtful(where, flaw) for flaw in doubts]

    def _with_terms(self, wanted: Wanted, draft: str) -> str:
        terminology, present = self._terms
        if terminology is None or wanted.id not in present:
            return draft
        kept = keep_terms(draft, present[wanted.id], terminology, self._own_words)
        self.outcome.findings += _unkept(self._planned.sources, wanted, kept)
        return kept.text

    def _own_words(self, headword: str) -> str:
        """Ask the engine for a headword alone, once; a fault here is no reason to stop."""
        if headword not in self._words:
            try:
                answer = self._asker.question(headword) if self._asker else ""
            except Fault:
                answer = ""
            self._words[headword] = answer
        return self._words[headword]

    def write(self, drafts: Sequence[tuple[Wanted, str]], origin: str) -> None:
        """Write drafts into the files, but for those a person has begun meanwhile."""
        changes = [self._change(wanted.id, text, origin) for wanted, text in drafts]
        sources = self._planned.sources
        refused = write_units(self._settings.root, sources.folder, changes, list(self._ledger))
        for change in changes:
            place = f"{sources.record.id}:{change.ids}"
            if change.ids in refused:
                where = Location(f"{sources.folder}/en.tsv", 0, place)
                message = "a person has translated this meanwhile, so the draft was left out"
                self.outcome.findings.append(Finding(where, "H110", message, (), "", "warning"))
            else:
                self.outcome.drafted += 1
                self._tell(place, origin, change.after or "", self._budget.used)

    def _change(self, id_: str, text: str, origin: str) -> Change:
        unit = TranslationUnit(id_, (id_,), text)
        lock = draft_lock(unit, self._ledger, origin, self._order.date)
        return Change(id_, self._planned.before.get(id_), text, lock)


def doubtful(where: Location, flaw: Flaw) -> Finding:
    """Tell a person of a draft what is doubtful in it."""
    return Finding(where, "H113", f"the draft {flaw.said}", flaw.evidence, "", "warning")


def _place(sources: Sources, id_: str) -> Location:
    return Location(f"{sources.folder}/en.tsv", 0, f"{sources.record.id}:{id_}")


def _unkept(sources: Sources, wanted: Wanted, kept: DraftTerms) -> list[Finding]:
    where = _place(sources, wanted.id)
    findings = []
    for one in kept.missing:
        evidence = (f"de: {one.form} ({one.term.lemma})", f"en: {kept.text[:160]}")
        agreed = ", ".join(one.term.english.preferred)
        message = "the draft renders a term otherwise, and its words for it were not found"
        findings.append(Finding(where, "H111", message, evidence, f"agreed: {agreed}", "warning"))
    return findings


def _finding(path: str, fault: Fault, where: Location | None = None) -> Finding:
    return Finding(where or Location(path), fault.code, fault.message, (), fault.hint)
