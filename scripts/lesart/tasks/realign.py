"""Compose a second alignment of a text: again what nobody has reviewed, or as another opinion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lesart.align import Bead, BilingualLexicon, Side, align
from lesart.annotation.waivers import waive
from lesart.checks.run import ALIGNMENT
from lesart.core.findings import Finding, Location
from lesart.model import Segment, Sources, TranslationUnit
from lesart.store.units import write_units
from lesart.tasks.align import Progress
from lesart.tasks.edition import Settings, load_sources, original_of
from lesart.translation.adding import align_again, realigned
from lesart.translation.changes import Change
from lesart.translation.units import lock


def realign(
    settings: Settings, text_id: str, lexicon: BilingualLexicon | None, say: Progress
) -> tuple[list[TranslationUnit], list[Finding]]:
    """
    Align a text again between the units that were reviewed; these stay as they are.

    Gives the units that are new, and a finding for each that a person has changed meanwhile.
    Raises EditionError where the original is not at hand.
    """
    sources = load_sources(settings, text_id)
    segments = original_of(sources)
    ids = [segment.id for segment in segments]
    known_units = _placed(sources)
    target, stored, _ = align_again(known_units, ids)
    fixed = [
        bead for unit, bead in zip(known_units, stored, strict=True) if unit.state == "reviewed"
    ]
    beads = align(_german(segments), target, lexicon=lexicon, anchors=fixed, progress=say)
    units = realigned(known_units, target, beads, ids)
    entries = {entry.id: entry for entry in sources.ledger}
    known = {record.ids: record for record in sources.locks}
    locks = [
        known[unit.ids] if unit.state == "reviewed" else lock(unit, entries, "aligned")
        for unit in units
    ]
    before = {unit.ids: unit.text for unit in known_units}
    gone = before.keys() - {unit.ids for unit in units}
    changes = [Change(unit_ids, before[unit_ids], None) for unit_ids in sorted(gone)]
    changes += [
        Change(unit.ids, before.get(unit.ids), unit.text, own)
        for unit, own in zip(units, locks, strict=True)
    ]
    refused = write_units(settings.root, sources.folder, changes, ids)
    new = [u for u in units if before.get(u.ids) != u.text and u.ids not in refused]
    return new, [_changed_meanwhile(sources, unit_ids) for unit_ids in refused]


def _changed_meanwhile(sources: Sources, ids: str) -> Finding:
    where = Location(f"{sources.folder}/en.tsv", 0, f"{sources.record.id}:{ids}")
    message = "a person has changed this meanwhile, so it was left as it is"
    return Finding(where, "A102", message, (), "align the text again")


def check_alignment(
    settings: Settings, text_id: str, lexicon: BilingualLexicon | None, say: Progress
) -> list[Finding]:
    """
    Align a text without its ids and report where the stored units differ, the surest first.

    Waivers of the code A101 let a unit pass. Raises EditionError where the original is missing.
    """
    sources = load_sources(settings, text_id)
    segments = original_of(sources)
    ids = [segment.id for segment in segments]
    units = _placed(sources)
    target, stored, owner = align_again(units, ids)
    beads = align(_german(segments), target, lexicon=lexicon, progress=say)
    known = {(bead.source, bead.target) for bead in stored}
    findings = sorted(
        (-bead.confidence, number, finding)
        for number, bead in enumerate(beads)
        if (bead.source, bead.target) not in known
        for finding in _disagree(sources, bead, ids, target, [units[at] for at in owner])
    )
    path = f"{sources.folder}/waivers.yml"
    waivers = [(path, waiver) for waiver in sources.waivers if waiver.code == ALIGNMENT]
    return list(waive((finding for _, _, finding in findings), waivers))


def _disagree(
    sources: Sources, bead: Bead, ids: list[str], target: Side, owner: list[TranslationUnit]
) -> Iterator[Finding]:
    units = list(dict.fromkeys(owner[at] for at in bead.target))
    places = [ids[at] for at in bead.source] or [units[0].segments[0]]
    name = sources.record.id
    line = units[0].line if units else 0
    where = Location(f"{sources.folder}/en.tsv", line, f"{name}:{places[0]}")
    shown = " ".join(target.sentences[at] for at in bead.target) or "(nothing)"
    evidence = (
        f"stored: {', '.join(unit.ids for unit in units) or 'no unit'}",
        f"aligner: {', '.join(places) if bead.source else '(nothing)'} = {shown[:120]}",
        f"confidence {bead.confidence:.2f}",
    )
    hint = "read both; if the stored unit is right, waive A101 there with a reason"
    yield Finding(where, ALIGNMENT, "the aligner groups the sentences otherwise", evidence, hint)


def _placed(sources: Sources) -> list[TranslationUnit]:
    """Give the units that stand for segments; `check` reports the others, and they stay."""
    return [unit for unit in sources.units if unit.segments]


def _german(segments: Sequence[Segment]) -> Side:
    return Side([segment.text or "" for segment in segments], "de")
