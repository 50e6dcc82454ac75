"""Compose the exchange with translators' programs: PO, XLIFF and TMX, out and in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lesart.core.files import exclusive, make_ignored, write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.draft.renderings import Present
from lesart.exchange.tmx import Pair, read_tmx, write_tmx
from lesart.glossary.expansion import allowed
from lesart.model import Incoming, Outgoing, Segment, Sources, TranslationUnit
from lesart.source.ledger import digest
from lesart.store.paths import MEMORY
from lesart.store.read import read_edition_record
from lesart.store.units import require_writable, write_units
from lesart.tasks.edition import Settings, load_sources, original_of
from lesart.tasks.memory import load_terms
from lesart.translation.gate import examine
from lesart.translation.incoming import by_text, compare_incoming, refuse_foreign
from lesart.translation.units import freshness
from lesart.view.held import RESTRICTED

Reader = Callable[[bytes, str], list[Incoming]]
Writer = Callable[[Sequence[Outgoing], str, str], str]


@dataclass(frozen=True, slots=True)
class Imported:
    """
    Say what a file changed (reference, kind, words before and after), and what was refused.

    `doubtful` tells of units that came in as drafts, whatever the file says of them.
    """

    report: tuple[tuple[str, str, str, str], ...]
    refused: tuple[Finding, ...]
    doubtful: tuple[Finding, ...] = ()


def export_text(settings: Settings, text_id: str, write: Writer) -> str:
    """
    Let *write* tell the units of a text, untranslated segments among them.

    Raises EditionError where the original is not at hand.
    """
    sources = load_sources(settings, text_id)
    return write(outgoing(settings, sources), text_id, _notice(settings, [sources]))


def _notice(settings: Settings, texts: Iterable[Sources]) -> str:
    """Say of a file that it holds a text which is not free; nothing where all are."""
    use = read_edition_record(settings.root).use
    return RESTRICTED if any(text.record.rights.held(use).any for text in texts) else ""


def export_memory(settings: Settings, text_ids: Sequence[str]) -> str:
    """Write the units of texts as one TMX; a text whose original is missing is left out."""
    texts = (load_sources(settings, text_id) for text_id in text_ids)
    held = [text for text in texts if text.segments is not None]
    notice = _notice(settings, held)
    units = (unit for text in held for unit in outgoing(settings, text))
    return write_tmx((_pair(unit) for unit in units if unit.target), notice=notice)


def _pair(unit: Outgoing) -> Pair:
    state = "stale" if unit.stale else unit.state
    properties = [("x-lesart-ref", unit.reference), ("x-lesart-state", state)]
    if unit.origin:
        properties.append(("x-lesart-origin", f"{unit.origin}, {unit.date}"))
    return Pair(unit.source, unit.target, tuple(properties))


def outgoing(settings: Settings, sources: Sources) -> list[Outgoing]:
    """
    List the units of a text in reading order, and each segment that has none.

    Raises EditionError where the original is not at hand.
    """
    segments = {segment.id: segment for segment in original_of(sources)}
    first = {unit.segments[0]: unit for unit in sources.units if unit.segments}
    covered = {id_ for unit in sources.units for id_ in unit.segments}
    ledger = {entry.id: entry for entry in sources.ledger}
    locks = {lock.ids: lock for lock in sources.locks}
    _, terms = load_terms(settings, sources)
    made = []
    for segment in segments.values():
        unit = first.get(segment.id)
        if unit:
            held = [segments[id_] for id_ in unit.segments if id_ in segments]
            stale = freshness(unit, locks.get(unit.ids), ledger) != "fresh"
            made.append(_with_unit(_outgoing(sources, held, terms), unit, stale))
        elif segment.id not in covered:
            made.append(_outgoing(sources, [segment], terms))
    return made


def _outgoing(
    sources: Sources, segments: Sequence[Segment], terms: Mapping[str, Sequence[Present]]
) -> Outgoing:
    """Tell of segments what a translator needs, as long as nobody has translated them."""
    present = [one for segment in segments for one in terms.get(segment.id, ())]
    return Outgoing(
        f"{sources.record.id}:{segments[0].id}",
        " ".join(segment.text or "" for segment in segments),
        "",
        "missing",
        notes=_notes(sources, segments),
        terms=tuple((f"{one.form} ({one.term.lemma})", allowed(one.term)) for one in present),
    )


def _with_unit(bare: Outgoing, unit: TranslationUnit, stale: bool) -> Outgoing:
    return replace(
        bare,
        reference=f"{bare.reference.partition(':')[0]}:{unit.ids}",
        target=unit.text,
        state=unit.state,
        stale=stale,
        origin=unit.origin,
        date=unit.date,
        base=digest(unit.text),
        line=unit.line,
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


def import_units(
    settings: Settings, file: Path, reviewed: bool, override: bool, parse: Reader
) -> Imported:
    """
    Take the units of a file in that *parse* reads, and say what changed and what was refused.

    Raises EditionError, before anything is written, where the file cannot be read, an original is
    not at hand, or the files of a text are broken.
    """
    units = parse(file.read_bytes(), str(file))
    texts = read_edition_record(settings.root).texts
    report: list[tuple[str, str, str, str]] = []
    refused: list[Finding] = []
    wanted: list[tuple[Sources, list[Incoming]]] = []
    for text_id, given in by_text(units).items():
        if text_id in texts:
            wanted.append((load_sources(settings, text_id), given))
            original_of(wanted[-1][0])
            require_writable(settings.root, wanted[-1][0].folder)
        else:
            refused += refuse_foreign(given, str(file))
    compared = [
        (sources, compare_incoming(sources, given, str(file), reviewed, override))
        for sources, given in wanted
    ]
    for sources, found in compared:
        order = [entry.id for entry in sources.ledger]
        late = write_units(settings.root, sources.folder, found.changes, order)
        refused += found.refused
        refused += [
            Finding(
                Location(str(file), 0, f"{sources.record.id}:{ids}"),
                "X012",
                "refused: changed meanwhile",
            )
            for ids in late
        ]
        report += [row for row in found.report if row[0].partition(":")[2] not in late]
    doubtful = [one for _, found in compared for one in found.doubtful]
    return Imported(tuple(report), tuple(refused), tuple(doubtful))


def import_memory(
    settings: Settings, file: Path, override: bool
) -> tuple[Path, int, tuple[Finding, ...]]:
    """
    Keep a TMX file as a memory of the edition: its German and English pairs, under its name.

    Gives the file written, the number of pairs, and findings for those that were left out or are
    odd. Raises EditionError where it holds none, and
    where there is such a memory already and *override* is not asked for.
    """
    read, left = read_tmx(file.read_bytes(), str(file))
    pairs, findings = _passed(read, str(file))
    if left:
        message = f"{len(left)} units of other languages, or without one side, are left out"
        where = Location(str(file), left[0])
        findings = (*findings, Finding(where, "X022", message, (), "", "warning"))
    path = settings.root / MEMORY / f"{file.stem}.tmx"
    make_ignored(path.parent)
    with exclusive(path.parent):
        if path.exists() and not override:
            where = Location(f"{MEMORY}/{file.stem}.tmx")
            hint = "rename the file, or add --replace"
            raise EditionError(Finding(where, "X013", "there is a memory of this name", (), hint))
        write_atomic(path, write_tmx(pairs))
    return path, len(pairs), findings


def _passed(pairs: Sequence[Pair], path: str) -> tuple[list[Pair], tuple[Finding, ...]]:
    """
    Let the pairs of a memory through the gate, and tell what is left out or odd.

    Raises EditionError where nothing is left.
    """
    kept: list[Pair] = []
    findings: list[Finding] = []
    for pair in pairs:
        examined = examine(pair.source, pair.target)
        where = Location(path, pair.line)
        if wrong := examined.refusal:
            message = f"left out: its English {wrong.said}"
            findings.append(Finding(where, "X021", message, wrong.evidence))
            continue
        kept.append(replace(pair, target=examined.words))
        findings += [
            Finding(where, "X021", f"its English {flaw.said}", flaw.evidence, "", "warning")
            for flaw in examined.doubts
        ]
    if pairs and not kept:
        raise EditionError(findings)
    return kept, tuple(findings)
