"""Align an existing translation to a text that has none: one of the long way, or one just added."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from lesart.align import BilingualLexicon, Side
from lesart.align.sides import align_files
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.references import SERIES, paragraph_of
from lesart.exchange.readers import Asked
from lesart.languages import LANGUAGES
from lesart.model import Sources, TranslationUnit
from lesart.store.units import write_units
from lesart.tasks.align import read_running, require_languages
from lesart.tasks.edition import Settings, load_sources, original_of
from lesart.translation.adding import bring_together, is_titled, target_side
from lesart.translation.changes import Change
from lesart.translation.shaping import lost_styles, pair_notes, uneven_notes
from lesart.translation.units import lock

_SOURCE, _TARGET = LANGUAGES


def align_translation(
    settings: Settings, text_id: str, file: Path, lexicon: BilingualLexicon | None, sure: bool
) -> tuple[list[TranslationUnit], list[Finding]]:
    """
    Give a text the translation in *file*, aligned to its segments; units and warnings.

    Drafts make way for it. Raises EditionError, with nothing written, where a unit is more than a
    draft, the original is not at hand, or the file is plainly in another language (unless *sure*).
    """
    sources = load_sources(settings, text_id)
    segments = original_of(sources)
    _require_drafts(sources)
    findings: list[Finding] = []
    running, their_notes = read_running(file, findings, Asked(language=_TARGET))
    findings += lost_styles(file, [*running, *their_notes])
    grouped = [list(made) for _, made in groupby(segments, lambda one: paragraph_of(one.id))]
    notes = [made for made in grouped if made[0].id.startswith(SERIES["note"])]
    own = [segment for made in grouped if made not in notes for segment in made]
    titled = bool(own) and own[0].id == "title" and is_titled((), running)
    german = [(segment.id, segment.text or "") for segment in own]
    names = list(dict.fromkeys(paragraph_of(id_) for id_, _ in german))
    places = [names.index(paragraph_of(id_)) for id_, _ in german]
    left, right = (
        Side([words for _, words in german], _SOURCE, places),
        target_side(running, titled),
    )
    if not sure:
        require_languages([(file, right)])
    beads, odd = align_files((Path(sources.folder), file), (left, right), lexicon, lambda _: None)
    units = [
        *bring_together(german, right, beads, sources.record.version).units,
        *pair_notes(notes, their_notes),
    ]
    if len(notes) != len(their_notes):
        findings.append(uneven_notes(file, len(notes), len(their_notes)))
    _write(settings, sources, units)
    return units, [*findings, *odd]


def _require_drafts(sources: Sources) -> None:
    kept = [unit for unit in sources.units if unit.state != "draft"]
    if kept:
        where = Location(
            f"{sources.folder}/en.tsv", kept[0].line, f"{sources.record.id}:{kept[0].ids}"
        )
        message = f"{len(kept)} units of the text are {kept[0].state}, and would be lost"
        hint = f"`lesart align {sources.record.id} --update` aligns again what is not reviewed"
        raise EditionError(Finding(where, "A013", message, (), hint))


def _write(settings: Settings, sources: Sources, units: list[TranslationUnit]) -> None:
    entries = {entry.id: entry for entry in sources.ledger}
    before = {unit.ids: unit.text for unit in sources.units}
    gone = before.keys() - {unit.ids for unit in units}
    changes = [Change(ids, before[ids], None) for ids in sorted(gone)]
    changes += [
        Change(unit.ids, before.get(unit.ids), unit.text, lock(unit, entries, "aligned"))
        for unit in units
    ]
    ids = [entry.id for entry in sources.ledger]
    if write_units(settings.root, sources.folder, changes, ids):
        message = "a person has changed units meanwhile; align the translation again"
        raise EditionError(Finding(Location(f"{sources.folder}/en.tsv"), "A102", message))
