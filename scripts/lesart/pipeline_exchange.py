"""Compose the exchange with translators' programs: PO, XLIFF and TMX, out and in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lesart import store
from lesart.diagnostics import EditionError, Finding, Location
from lesart.expansion import allowed
from lesart.files import write_atomic
from lesart.incoming import by_text, compare, refuse_foreign
from lesart.ledger import digest
from lesart.model import Incoming, Outgoing, Segment, Sources, TranslationUnit
from lesart.pipeline import Settings, load_sources
from lesart.pipeline_memory import load_terms
from lesart.render.po import format_po, parse_po
from lesart.render.tmx import Pair, parse_tmx, write_tmx
from lesart.render.xliff import format_xliff, parse_xliff
from lesart.store_units import write_units
from lesart.translation import freshness

Reader = Callable[[bytes, str], list[Incoming]]
READERS: dict[str, Reader] = {".po": parse_po, ".xlf": parse_xliff, ".xliff": parse_xliff}


@dataclass(frozen=True, slots=True)
class Imported:
    """Say what a file changed (reference, kind, words before and after), and what was refused."""

    report: tuple[tuple[str, str, str, str], ...]
    refused: tuple[Finding, ...]


def export_text(settings: Settings, text_id: str, format_: str) -> str:
    """
    Write the units of a text as `po` or `xliff`, untranslated segments among them.

    Raises EditionError where the original is not at hand.
    """
    units = outgoing(settings, text_id)
    return (format_po if format_ == "po" else format_xliff)(units, text_id)


def export_memory(settings: Settings, text_ids: Sequence[str]) -> str:
    """Write the units of texts as one TMX; a text whose original is missing is left out."""
    pairs: list[Pair] = []
    for text_id in text_ids:
        if load_sources(settings, text_id).segments is not None:
            pairs += [_pair(unit) for unit in outgoing(settings, text_id) if unit.target]
    return write_tmx(pairs)


def _pair(unit: Outgoing) -> Pair:
    state = "stale" if unit.stale else unit.state
    properties = [("x-lesart-ref", unit.reference), ("x-lesart-state", state)]
    if unit.origin:
        properties.append(("x-lesart-origin", f"{unit.origin}, {unit.date}"))
    return Pair(unit.source, unit.target, tuple(properties))


def outgoing(settings: Settings, text_id: str) -> list[Outgoing]:
    """
    List the units of a text in reading order, and each segment that has none.

    Raises EditionError where the original is not at hand.
    """
    sources = load_sources(settings, text_id)
    if sources.segments is None:
        where = Location(sources.folder)
        message, hint = "the original is not at hand", "see `lesart originals`"
        raise EditionError(Finding(where, "O102", message, (), hint))
    first = {unit.segments[0]: unit for unit in sources.units if unit.segments}
    covered = {id_ for unit in sources.units for id_ in unit.segments}
    by_id = {segment.id: segment for segment in sources.segments}
    glossary = _Glossary(settings, sources)
    made = []
    for segment in sources.segments:
        unit = first.get(segment.id)
        if unit or segment.id not in covered:
            ids = unit.segments if unit else (segment.id,)
            held = [by_id[id_] for id_ in ids if id_ in by_id]
            made.append(_outgoing(sources, held, unit, glossary))
    return made


class _Glossary:
    """Know the terms of each segment with their renderings."""

    def __init__(self, settings: Settings, sources: Sources) -> None:
        _, self._present = load_terms(settings, sources)

    def of(self, segments: Sequence[Segment]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        found = [one for segment in segments for one in self._present.get(segment.id, ())]
        return tuple((f"{one.form} ({one.term.lemma})", allowed(one.term)) for one in found)


def _outgoing(
    sources: Sources, segments: Sequence[Segment], unit: TranslationUnit | None, terms: _Glossary
) -> Outgoing:
    source = " ".join(segment.text or "" for segment in segments)
    notes = _notes(sources, segments)
    known = terms.of(segments)
    if unit is None:
        reference = f"{sources.record.id}:{segments[0].id}"
        return Outgoing(reference, source, "", "missing", notes=notes, terms=known)
    locks = {lock.ids: lock for lock in sources.locks}
    ledger = {entry.id: entry for entry in sources.ledger}
    return Outgoing(
        f"{sources.record.id}:{unit.ids}",
        source,
        unit.text,
        unit.state,
        freshness(unit, locks.get(unit.ids), ledger) != "fresh",
        unit.origin,
        unit.date,
        notes,
        known,
        digest(unit.text),
        unit.line,
    )


def _notes(sources: Sources, segments: Sequence[Segment]) -> tuple[str, ...]:
    """Tell a translator who speaks, and where the German was emended."""
    row = {place.id: place.speaker for place in sources.places}
    speaker = sources.record.speakers.get(row.get(segments[0].id.partition(".")[0], ""))
    notes = [f"Speaker: {speaker.name.en}"] if speaker else []
    for segment in segments:
        for mark in segment.marks:
            one = mark.emendation
            notes.append(f"Emended: “{one.reading}” to “{one.emended}”, {one.reason}")
    return tuple(notes)


def import_units(settings: Settings, file: Path, reviewed: bool, override: bool) -> Imported:
    """
    Take the units of a PO or XLIFF file in, and say what changed and what was refused.

    Raises EditionError where the file cannot be read, or an original is not at hand.
    """
    units = READERS[file.suffix.lower()](file.read_bytes(), str(file))
    texts = store.read_edition_record(settings.root).texts
    report: list[tuple[str, str, str, str]] = []
    refused: list[Finding] = []
    for text_id, given in by_text(units).items():
        if text_id not in texts:
            refused += refuse_foreign(given, str(file))
            continue
        sources = load_sources(settings, text_id)
        if sources.segments is None:
            message, hint = "the original is not at hand", "see `lesart originals`"
            raise EditionError(Finding(Location(sources.folder), "O102", message, (), hint))
        found = compare(sources, given, str(file), reviewed, override)
        order = [entry.id for entry in sources.ledger]
        late = write_units(settings.root, sources.folder, found.changes, order)
        refused += found.refused
        refused += [
            Finding(
                Location(str(file), 0, f"{text_id}:{ids}"), "X012", "refused: changed meanwhile"
            )
            for ids in late
        ]
        report += [row for row in found.report if row[0].partition(":")[2] not in late]
    return Imported(tuple(report), tuple(refused))


def import_memory(settings: Settings, file: Path, override: bool) -> tuple[Path, int]:
    """
    Keep a TMX file as a memory of the edition: its German and English pairs, under its name.

    Gives the file written and the number of pairs. Raises EditionError where it holds none, and
    where there is such a memory already and *override* is not asked for.
    """
    pairs = parse_tmx(file.read_bytes(), str(file))
    path = settings.root / store.MEMORY / f"{file.stem}.tmx"
    if path.exists() and not override:
        where = Location(f"{store.MEMORY}/{file.stem}.tmx")
        hint = "rename the file, or add --replace"
        raise EditionError(Finding(where, "X013", "there is a memory of this name", (), hint))
    path.parent.mkdir(exist_ok=True)
    write_atomic(path, write_tmx(pairs))
    return path, len(pairs)
