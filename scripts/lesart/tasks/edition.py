"""Compose the stages: what the command line and the site ask for, and nothing decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from lesart.checks.git_index import Exposed, Guarded, exposed_files
from lesart.checks.run import Checked, restricted_runs, run_checks
from lesart.core.cache import cache_folder
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.references import expand
from lesart.glossary.expansion import matcher
from lesart.glossary.matcher import Matcher
from lesart.glossary.name_places import Naming, make_naming
from lesart.glossary.spelling import english_speller
from lesart.glossary.terminology import (
    Terminology,
    count_renderings,
    find_german,
    make_terminology,
)
from lesart.model import (
    Audience,
    Edition,
    EditionRecord,
    Held,
    HeldFor,
    Name,
    Occurrence,
    Segment,
    Sources,
    Term,
    Text,
    TranslationUnit,
    UnitState,
    Witness,
)
from lesart.source.witness import NearMiss, compare
from lesart.store import read as store
from lesart.store.assemble import assemble, held_for
from lesart.store.git_index import indexed_files
from lesart.store.units import write_units
from lesart.translation import units as translation
from lesart.translation.changes import Change


@dataclass(frozen=True, slots=True)
class Settings:
    """
    Say which edition is meant, for whom, and where originals may lie.

    `originals` are folders beside `source_texts/originals`, which is always looked into.
    `address` is that of the site, empty where it is not known.
    `allow_drafts` lets the public see texts with drafts that nobody has reviewed, marked as such.
    """

    root: Path
    originals: tuple[Path, ...] = ()
    audience: Audience = "public"
    address: str = ""
    allow_drafts: bool = False

    @property
    def folders(self) -> tuple[Path, ...]:
        """Give every folder in which originals are looked for."""
        return (self.root / store.ORIGINALS, *self.originals)


def load_sources(settings: Settings, text_id: str) -> Sources:
    """Read one text. Raises EditionError where its files are broken."""
    return store.read_sources(settings.root, text_id, settings.folders)


def original_of(sources: Sources) -> tuple[Segment, ...]:
    """Give the sentences of the original. Raises EditionError where it is not at hand."""
    if sources.segments is None:
        raise original_missing(sources.record.id)
    return sources.segments


def original_missing(text_id: str) -> EditionError:
    """Make the error of a text whose original is not at hand."""
    where = Location(f"{store.SOURCES}/{text_id}")
    message, hint = "the original is not at hand", "see `lesart originals`"
    return EditionError(Finding(where, "O102", message, hint=hint))


def load_text(settings: Settings, text_id: str) -> Text:
    """
    Read and assemble one text for the audience.

    Raises EditionError where the edition has no such text or its files are broken.
    """
    record = store.read_edition_record(settings.root)
    if text_id not in record.texts:
        raise _unknown(text_id, record)
    sources = load_sources(settings, text_id)
    number = record.texts.index(text_id) + 1
    terms = load_renderings(store.read_glossary(settings.root))
    total = len(record.texts)
    allowed, use = settings.allow_drafts, record.use
    return assemble(sources, settings.audience, number, total, terms, allowed, use=use)


def load_edition(settings: Settings) -> Edition:
    """Read and assemble every text. Raises EditionError with the findings of all of them."""
    record = store.read_edition_record(settings.root)
    glossary = store.read_glossary(settings.root)
    terms = load_renderings(glossary)
    names = store.read_names(settings.root)
    naming = load_naming(names)
    total, allowed = len(record.texts), settings.allow_drafts
    texts = [
        assemble(sources, settings.audience, number, total, terms, allowed, naming, record.use)
        for number, sources in enumerate(_load_all(settings, record), 1)
    ]
    works, corrections = store.read_works(settings.root), store.read_corrections(settings.root)
    return Edition(
        record,
        tuple(texts),
        settings.audience,
        glossary,
        works,
        corrections,
        settings.address and f"{settings.address.rstrip('/')}/",
        names,
    )


def state_of(settings: Settings) -> store.Stamps:
    """Tell the state of all files that an edition is read from; it changes when one is edited."""
    return store.state_of(settings.root, settings.folders)


def _load_all(settings: Settings, record: EditionRecord) -> list[Sources]:
    """Read every text. Raises EditionError with the findings of all of them."""
    texts: list[Sources] = []
    broken: list[Finding] = []
    for text_id in record.texts:
        try:
            texts.append(load_sources(settings, text_id))
        except EditionError as error:
            broken += error.findings
    if broken:
        raise EditionError(broken)
    return texts


def text_of(edition: Edition, text_id: str) -> Text:
    """Give one text of an edition. Raises EditionError where it has no such text."""
    found = next((text for text in edition.texts if text.record.id == text_id), None)
    if found is None:
        raise _unknown(text_id, edition.record)
    return found


def _unknown(text_id: str, edition: EditionRecord) -> EditionError:
    where = Location(f"{store.SOURCES}/edition.yml")
    hint = f"its texts: {', '.join(edition.texts) or 'none yet'}"
    return EditionError(
        Finding(where, "E005", f"the edition has no text “{text_id[:60]}”", hint=hint)
    )


def withheld(settings: Settings) -> list[tuple[str, HeldFor, Held]]:
    """List the texts of which a public build leaves out a side or both, with the reasons."""
    record = store.read_edition_record(settings.root)
    found: list[tuple[str, HeldFor, Held]] = []
    for text_id in record.texts:
        sources = load_sources(settings, text_id)
        reason, held = held_for(sources, "public", settings.allow_drafts, record.use)
        if held.any:
            found.append((text_id, reason, held))
    return found


def check_edition(settings: Settings) -> list[Finding]:
    """
    Run every check over the edition; the findings come in the order of files and lines.

    Raises EditionError where files are broken, with the findings of all texts.
    """
    record = store.read_edition_record(settings.root)
    texts = _load_all(settings, record)
    files = store.read_project_files(settings.root)
    glossary = store.read_glossary(settings.root)
    terminology = load_terminology(glossary, settings.root) if glossary else None
    works, corrections = store.read_works(settings.root), store.read_corrections(settings.root)
    with english_speller(cache_folder(settings.root)) as spells:
        checked = Checked(
            record,
            tuple(texts),
            files,
            terminology,
            works,
            corrections,
            spells=spells,
            naming=load_naming(store.read_names(settings.root)),
            exposed=tuple(_exposed(settings, texts, files)),
        )
        return sorted(run_checks(checked))


def _exposed(
    settings: Settings, texts: Sequence[Sources], files: Mapping[str, str]
) -> Iterator[Exposed]:
    """Find in git's index what must not be published."""
    records = tuple(text.record for text in texts if text.record.rights.held().any)
    prints = {
        (record.id, witness.siglum): store.read_fingerprint(
            settings.root, record.id, witness.siglum
        )
        for record in records
        for witness in record.witnesses
    }
    runs = restricted_runs(text for text in texts if text.record in records)
    return exposed_files(indexed_files(settings.root), Guarded(records, prints, runs), files)


@lru_cache(maxsize=2)
def load_terminology(terms: tuple[Term, ...], root: Path) -> Terminology:
    """Make the matchers of the glossary of the edition at *root*."""
    return make_terminology(terms, matcher(terms, "de", cache_folder(root)))


@lru_cache(maxsize=2)
def load_renderings(terms: tuple[Term, ...]) -> Terminology:
    """Make the matchers of the English side alone: pages need no others, and no dictionary."""
    return make_terminology(terms, Matcher(()))


@lru_cache(maxsize=2)
def load_naming(names: tuple[Name, ...]) -> Naming:
    """Make the matchers of an index of names."""
    return make_naming(names)


def update_occurrences(settings: Settings) -> list[tuple[str, int | None]]:
    """
    Write where the terms of the glossary stand in each text: (text id, number of places).

    The number is None for a text whose original is not at hand; its file stays as it is.
    """
    terminology = load_terminology(store.read_glossary(settings.root), settings.root)
    return update_places(settings, partial(find_german, terminology), store.write_occurrences)


def update_places(
    settings: Settings,
    find: Callable[[Sources], Sequence[Occurrence]],
    write: Callable[[Path, str, Sequence[Occurrence]], object],
) -> list[tuple[str, int | None]]:
    """Find places in each text and write them: (text id, number), None without an original."""
    counts: list[tuple[str, int | None]] = []
    for text_id in store.read_edition_record(settings.root).texts:
        sources = load_sources(settings, text_id)
        found = None if sources.segments is None else find(sources)
        if found is not None:
            write(settings.root, text_id, found)
        counts.append((text_id, None if found is None else len(found)))
    return counts


def report_renderings(settings: Settings) -> list[tuple[str, str, str, int]]:
    """List (text id, term id, rendering, units) of every term, most frequent first in each."""
    terminology = load_terminology(store.read_glossary(settings.root), settings.root)
    rows: list[tuple[str, str, str, int]] = []
    for text_id in store.read_edition_record(settings.root).texts:
        counts = count_renderings(terminology, load_sources(settings, text_id))
        for term_id, renderings in sorted(counts.items()):
            ordered = sorted(renderings.items(), key=lambda item: (-item[1], item[0]))
            rows += [(text_id, term_id, rendering, count) for rendering, count in ordered]
    return rows


# Originals


@dataclass(frozen=True, slots=True)
class OriginalStatus:
    """Say of one witness where its file was found, or what was found in its place."""

    text_id: str
    witness: Witness
    path: Path | None
    near: tuple[tuple[Path, NearMiss], ...] = ()


def list_originals(settings: Settings) -> list[OriginalStatus]:
    """List every witness of the edition, found or missing, in the order of the edition."""
    statuses: list[OriginalStatus] = []
    for text_id in store.read_edition_record(settings.root).texts:
        for witness in store.read_record(settings.root, text_id).witnesses:
            path = store.find_original(settings.folders, witness)
            near = () if path else tuple(_near_misses(settings, text_id, witness))
            statuses.append(OriginalStatus(text_id, witness, path, near))
    return statuses


def _near_misses(
    settings: Settings, text_id: str, witness: Witness
) -> Iterator[tuple[Path, NearMiss]]:
    known = store.read_fingerprint(settings.root, text_id, witness.siglum)
    for path in store.list_originals(settings.folders) if known else ():
        if near := compare(path.read_bytes(), witness, known):
            yield path, near


# Translation state


def review(
    settings: Settings, text_id: str, wanted: Sequence[str], state: UnitState
) -> tuple[list[TranslationUnit], list[Finding]]:
    """
    Record that units stand as a translation of today's source wording, in *state*.

    *wanted* holds ids or ranges as in references; empty means every unit. Gives the units whose
    record changed, and a finding for each that a person has changed meanwhile. Raises EditionError
    where an id is unknown, and where there is no unit to review.
    """
    sources = load_sources(settings, text_id)
    entries = {entry.id: entry for entry in sources.ledger}
    chosen = find_segments(sources, wanted)
    locks = {lock.ids: lock for lock in sources.locks}
    changes: list[Change] = []
    changed: list[TranslationUnit] = []
    for unit in sources.units:
        if unit.segments and (not wanted or chosen.intersection(unit.segments)):
            old = locks.get(unit.ids)
            new = translation.lock(unit, entries, state, old)
            if old is None or (new.digest, new.state) != (old.digest, old.state):
                changed.append(unit)
            changes.append(Change(unit.ids, unit.text, unit.text, new))
    if not changes:
        where = Location(f"{sources.folder}/en.tsv", 0, ", ".join(wanted)[:80])
        message = "nothing is translated here yet, so there is nothing to review"
        hint = f"write its units, or see `lesart draft {text_id}`"
        raise EditionError(Finding(where, "T011", message, hint=hint))
    left = locks.keys() - {unit.ids for unit in sources.units}
    changes += [Change(ids, None, None) for ids in sorted(left)]
    refused = write_units(settings.root, sources.folder, changes, list(entries))
    findings = [_changed_meanwhile(sources, ids) for ids in refused]
    return [unit for unit in changed if unit.ids not in refused], findings


def _changed_meanwhile(sources: Sources, ids: str) -> Finding:
    where = Location(f"{sources.folder}/en.tsv", 0, f"{sources.record.id}:{ids}")
    message = "somebody has changed this meanwhile, so it was left as it is"
    return Finding(where, "T012", message, (), "read it, and review it again")


def find_segments(sources: Sources, wanted: Sequence[str]) -> set[str]:
    """
    Give the ids of the segments that *wanted* names: ids or ranges, as in references.

    Raises EditionError where an id is unknown.
    """
    known = [entry.id for entry in sources.ledger]
    chosen: set[str] = set()
    for written in wanted:
        covered = expand(written.removeprefix(f"{sources.record.id}:"), known)
        if not covered:
            message = f"the text {sources.record.id} has no “{written[:60]}”"
            raise EditionError(Finding(Location(reference=sources.record.id), "T005", message))
        chosen.update(covered)
    return chosen
