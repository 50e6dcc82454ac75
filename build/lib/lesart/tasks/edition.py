"""Compose the stages: what the command line and the site ask for, and nothing decided here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lesart.core.cache import cache_folder
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.references import expand
from lesart.glossary.expansion import matcher
from lesart.glossary.matcher import Matcher
from lesart.glossary.name_places import Naming, make_naming
from lesart.glossary.terminology import (
    Terminology,
    make_terminology,
)
from lesart.model import (
    Audience,
    Correction,
    Edition,
    EditionRecord,
    Held,
    HeldFor,
    Name,
    Segment,
    Sources,
    Term,
    Text,
    Work,
)
from lesart.store.assemble import assemble, held_for
from lesart.store.paths import ORIGINALS, SOURCES, Stamps
from lesart.store.read import (
    edition_stamps,
    read_corrections,
    read_edition_record,
    read_sources,
    read_works,
)
from lesart.store.terms import read_glossary, read_names


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
        return (self.root / ORIGINALS, *self.originals)


def load_sources(settings: Settings, text_id: str) -> Sources:
    """Read one text. Raises EditionError where its files are broken."""
    return read_sources(settings.root, text_id, settings.folders)


def original_of(sources: Sources) -> tuple[Segment, ...]:
    """Give the sentences of the original. Raises EditionError where it is not at hand."""
    if sources.segments is None:
        raise original_missing(sources.record.id)
    return sources.segments


def original_missing(text_id: str) -> EditionError:
    """Make the error of a text whose original is not at hand."""
    where = Location(f"{SOURCES}/{text_id}")
    message, hint = "the original is not at hand", "see `lesart originals`"
    return EditionError(Finding(where, "O102", message, hint=hint))


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


def load_text(settings: Settings, text_id: str) -> Text:
    """
    Read and assemble one text for the audience.

    Raises EditionError where the edition has no such text or its files are broken.
    """
    record = read_edition_record(settings.root)
    if text_id not in record.texts:
        raise _unknown(text_id, record)
    sources = load_sources(settings, text_id)
    number = record.texts.index(text_id) + 1
    terms = load_renderings(read_glossary(settings.root))
    total = len(record.texts)
    allowed, use = settings.allow_drafts, record.use
    return assemble(sources, settings.audience, number, total, terms, allowed, use=use)


@dataclass(frozen=True, slots=True)
class EditionSources:
    """Hold all of an edition as it was read, before it is assembled for an audience."""

    record: EditionRecord
    texts: tuple[Sources, ...]
    glossary: tuple[Term, ...]
    names: tuple[Name, ...]
    works: tuple[Work, ...]
    corrections: tuple[Correction, ...]


def read_edition(settings: Settings) -> EditionSources:
    """Read all of an edition. Raises EditionError with the findings of all its texts."""
    root = settings.root
    record = read_edition_record(root)
    return EditionSources(
        record=record,
        glossary=read_glossary(root),
        names=read_names(root),
        texts=tuple(_load_all(settings, record)),
        works=read_works(root),
        corrections=read_corrections(root),
    )


def load_edition(settings: Settings) -> Edition:
    """Read and assemble every text. Raises EditionError with the findings of all of them."""
    return assemble_edition(settings, read_edition(settings))


def assemble_edition(settings: Settings, read: EditionSources) -> Edition:
    """Assemble what was read of an edition for the audience."""
    terms, naming = load_renderings(read.glossary), load_naming(read.names)
    total, allowed, use = len(read.texts), settings.allow_drafts, read.record.use
    texts = tuple(
        assemble(sources, settings.audience, number, total, terms, allowed, naming, use)
        for number, sources in enumerate(read.texts, 1)
    )
    return Edition(
        record=read.record,
        texts=texts,
        audience=settings.audience,
        glossary=read.glossary,
        works=read.works,
        corrections=read.corrections,
        address=settings.address and f"{settings.address.rstrip('/')}/",
        names=read.names,
    )


def edition_state(settings: Settings) -> Stamps:
    """Tell the state of all files that an edition is read from; it changes when one is edited."""
    return edition_stamps(settings.root, settings.folders)


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
    where = Location(f"{SOURCES}/edition.yml")
    hint = f"its texts: {', '.join(edition.texts) or 'none yet'}"
    return EditionError(
        Finding(where, "E005", f"the edition has no text “{text_id[:60]}”", hint=hint)
    )


def withheld_texts(settings: Settings) -> list[tuple[str, HeldFor, Held]]:
    """List the texts of which a public build leaves out a side or both, with the reasons."""
    record = read_edition_record(settings.root)
    found: list[tuple[str, HeldFor, Held]] = []
    for text_id in record.texts:
        sources = load_sources(settings, text_id)
        reason, held = held_for(sources, "public", settings.allow_drafts, record.use)
        if held.any:
            found.append((text_id, reason, held))
    return found


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
