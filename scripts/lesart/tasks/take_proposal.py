"""Take in what a reader proposes for a unit: as a draft, which somebody has yet to review."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.proposals import ProposedWording, parse_proposal
from lesart.core.references import join_range, span
from lesart.model import Sources, TranslationUnit
from lesart.store.read import read_edition_record
from lesart.store.units import write_units
from lesart.tasks.edition import Settings, load_sources
from lesart.translation.changes import Change
from lesart.translation.gate import Examined, Flaw, examine
from lesart.translation.units import lock


@dataclass(frozen=True, slots=True)
class TakenProposal:
    """
    Hold a proposal beside what stands there today.

    `source` is empty where the original is not at hand; with `refused`, nothing was written.
    """

    proposal: ProposedWording
    unit: TranslationUnit
    source: str
    refused: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


def take_proposal(settings: Settings, data: bytes, path: str) -> TakenProposal:
    """
    Write the words that a form proposes as a draft, where those that its reader saw still stand.

    *path* names the form in messages. Raises EditionError where it is out of form, or names no
    unit of the edition.
    """
    proposal = parse_proposal(data, path)
    where = Location(path, 0, str(proposal.place))
    if proposal.place.text not in read_edition_record(settings.root).texts:
        message = f"the edition has no text “{proposal.place.text}”"
        raise EditionError(Finding(where, "X016", message))
    sources = load_sources(settings, proposal.place.text)
    unit = _unit(sources, proposal, where)
    words = {segment.id: segment.text or "" for segment in sources.segments or ()}
    source = " ".join(filter(None, (words.get(id_, "") for id_ in unit.segments)))
    examined = examine(source, proposal.proposed) if source else Examined(words=proposal.proposed)
    odd = tuple(_odd(flaw, proposal, path) for flaw in examined.flaws)
    warnings = (*_left(proposal, path), *(one for one in odd if one.severity == "warning"))
    taken = TakenProposal(
        replace(proposal, proposed=examined.words), unit, source, warnings=warnings
    )
    if examined.refusal:
        refused = tuple(one for one in odd if one.severity == "error")
        return replace(taken, refused=refused)
    proposal = taken.proposal
    told = _refusal(proposal, unit, path) or _written(settings, sources, taken, path)
    return replace(taken, refused=tuple(told))


def _unit(sources: Sources, proposal: ProposedWording, where: Location) -> TranslationUnit:
    ids = join_range(proposal.place.first, proposal.place.last)
    order = {entry.id: at for at, entry in enumerate(sources.ledger)}
    known = [entry.id for entry in sources.ledger]
    named = {known[at] for at in span(ids, order)}
    for unit in sources.units:
        if unit.ids == ids and unit.segments:
            return unit
    near = [f"{proposal.place.text}:{one.ids}" for one in sources.units
            if named.intersection(one.segments)]  # fmt: skip
    hint = f"a proposal is for one of {', '.join(near[:6])}" if near else "nothing stands there"
    raise EditionError(Finding(where, "X016", "the place is no unit of the translation", (), hint))


def _odd(flaw: Flaw, proposal: ProposedWording, path: str) -> Finding:
    where = Location(path, proposal.line, str(proposal.place))
    message = f"the proposal {flaw.said}"
    if not flaw.refused:
        return Finding(where, "X020", message, flaw.evidence, "", "warning")
    hint = "if it is right all the same, write it into en.tsv"
    return Finding(where, "X012", f"refused: {message}", flaw.evidence, hint)


def _refusal(proposal: ProposedWording, unit: TranslationUnit, path: str) -> list[Finding]:
    where = Location(path, proposal.line, str(proposal.place))
    if proposal.proposed == unit.text:
        return [Finding(where, "X018", "the words that are proposed stand there already")]
    if proposal.stands(unit.text):
        return []
    evidence = (f"form: {proposal.translation[:120]}", f"edition: {unit.text[:120]}")
    message = "the words that the reader saw no longer stand there, so nothing was changed"
    hint = "if the proposal still holds, write the words of today after Translation:"
    return [Finding(where, "X017", message, evidence, hint)]


def _written(
    settings: Settings, sources: Sources, taken: TakenProposal, path: str
) -> list[Finding]:
    unit, words = taken.unit, taken.proposal.proposed
    entries = {entry.id: entry for entry in sources.ledger}
    own = lock(replace(unit, text=words), entries, "draft")
    change = Change(unit.ids, unit.text, words, own)
    if not write_units(settings.root, sources.folder, [change], list(entries)):
        return []
    where = Location(path, taken.proposal.line, str(taken.proposal.place))
    message = "somebody has changed the unit meanwhile, so it was left as it is"
    return [Finding(where, "X017", message, (), "read it, and take the proposal in again")]


def _left(proposal: ProposedWording, path: str) -> tuple[Finding, ...]:
    if not proposal.left:
        return ()
    first, last = proposal.left[0], proposal.left[-1]
    message = f"what stands before the form is left out: line {join_range(str(first), str(last))}"
    return (Finding(Location(path, first), "X019", message, (), "", "warning"),)
