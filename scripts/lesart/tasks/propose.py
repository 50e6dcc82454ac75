"""Compose what helps a person at work: the source, its terms, the memory, an engine's draft."""

from __future__ import annotations

from dataclasses import dataclass

from lesart.core.findings import Finding, Location
from lesart.core.references import Reference, join_range
from lesart.draft.asking import Asker
from lesart.draft.engines import Client
from lesart.draft.faults import Fault
from lesart.draft.pace import Budget, Pace
from lesart.model import Segment, Sources, Term
from lesart.tasks.draft import doubtful
from lesart.tasks.edition import Settings, find_segments, load_sources, original_of
from lesart.tasks.memory import load_memory, load_terms
from lesart.translation.gate import examine
from lesart.translation.memory import Memory, Near, difference


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    Hold what is known of one segment.

    `current` is what stands there with its state; `terms` are pairs of a term with its form and
    its renderings; `near` are entries of the memory with their difference from the source.
    """

    reference: str
    source: str
    current: str
    terms: tuple[tuple[str, str], ...]
    near: tuple[tuple[Near, list[tuple[str, str]]], ...]
    draft: str = ""


def propose(
    settings: Settings, place: Reference, client: Client | None
) -> tuple[list[Proposal], list[Finding]]:
    """
    Propose for each segment of *place*, in reading order; the second part holds what failed.

    Raises EditionError where the place is unknown or the original is not at hand.
    """
    sources = load_sources(settings, place.text)
    chosen = find_segments(sources, [join_range(place.first, place.last)])
    segments = [segment for segment in original_of(sources) if segment.id in chosen]
    memory = load_memory(settings)
    _, present = load_terms(settings, sources)
    drafts, findings = _drafts(place.text, segments, client)
    proposals = [
        Proposal(
            f"{place.text}:{segment.id}",
            segment.text or "",
            _current(sources, segment.id),
            tuple((f"{one.form} ({one.term.lemma})", renderings_of(one.term))
                  for one in present.get(segment.id, ())),
            _near(memory, segment, place.text),
            drafts.get(segment.id, ""),
        )
        for segment in segments
    ]  # fmt: skip
    return proposals, findings


def renderings_of(term: Term) -> str:
    """
    Write the renderings of a term in one line.

    >>> from lesart.model import Bilingual, English
    >>> renderings_of(Term("h", "", "Herde", English(("herd",), (), ("crowd",)), Bilingual("", "")))
    'herd; not: crowd'
    """
    said = ", ".join(term.english.preferred)
    if term.english.admitted:
        also = ", ".join(f"{one.rendering} ({one.reason})" for one in term.english.admitted)
        said += f"; also: {also}"
    if term.english.rejected:
        said += f"; not: {', '.join(term.english.rejected)}"
    return said


def _current(sources: Sources, id_: str) -> str:
    for unit in sources.units:
        if id_ in unit.segments:
            state = f"{unit.state} by {unit.origin}, {unit.date}" if unit.origin else unit.state
            return f"{unit.text} ({state})"
    return ""


def _near(
    memory: Memory, segment: Segment, text_id: str
) -> tuple[tuple[Near, list[tuple[str, str]]], ...]:
    source = segment.text or ""
    return tuple(
        (near, difference(near.entry.source, source))
        for near in memory.near(source)
        if near.entry.place != f"{text_id}:{segment.id}"
        and not examine(near.entry.source, near.entry.target).refusal
    )


def _drafts(
    text_id: str, segments: list[Segment], client: Client | None
) -> tuple[dict[str, str], list[Finding]]:
    if client is None:
        return {}, []
    pace = Pace(client.engine.interval)
    asker = Asker(client.ask, client.engine.lines, pace, Budget())
    where = Location(reference=text_id)
    try:
        answers = asker.drafts([segment.text or "" for segment in segments])
    except Fault as fault:
        return {}, [Finding(where, fault.code, fault.message, (), fault.hint)]
    pairs = list(zip(segments, answers, strict=True))
    findings = [
        Finding(Location(reference=f"{text_id}:{one.id}"), a.fault.code, a.fault.message)
        for one, a in pairs
        if a.fault
    ]
    findings += [
        doubtful(Location(reference=f"{text_id}:{one.id}"), flaw)
        for one, answer in pairs
        for flaw in answer.doubts
    ]
    return {one.id: answer.text for one, answer in pairs if answer.text}, findings
