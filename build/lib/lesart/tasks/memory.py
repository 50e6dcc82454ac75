"""Compose what is known before anybody translates: the memory, and the terms of a text."""

from __future__ import annotations

from collections import Counter

from lesart.draft.renderings import Present
from lesart.glossary.terminology import Terminology, find_terms
from lesart.model import Sources, TranslationUnit
from lesart.source.ledger import digest
from lesart.store.memories import read_memories
from lesart.store.read import read_edition_record
from lesart.store.terms import read_glossary
from lesart.tasks.edition import Settings, load_sources, load_terminology
from lesart.translation.memory import Memory, Remembered
from lesart.translation.units import NOT_TRANSLATED, freshness


def load_memory(settings: Settings) -> Memory:
    """Remember the reviewed units of all texts, then what was imported as TMX."""
    entries: list[Remembered] = []
    for text_id in read_edition_record(settings.root).texts:
        entries += remember(load_sources(settings, text_id))
    for name, pairs in read_memories(settings.root):
        entries += [
            Remembered(pair.source, pair.target, name, digest(pair.source))
            for pair in pairs
            if dict(pair.properties).get("x-lesart-state", "reviewed") == "reviewed"
        ]
    return Memory(entries)


def remember(sources: Sources) -> list[Remembered]:
    """
    List the reviewed units of a text, each with the source it was reviewed against.

    A source that has changed since, or is not at hand, is known by its hash alone.
    """
    locks = {lock.ids: lock for lock in sources.locks}
    ledger = {entry.id: entry for entry in sources.ledger}
    words = {segment.id: segment.text or "" for segment in sources.segments or ()}

    def source(unit: TranslationUnit) -> str:
        if freshness(unit, locks[unit.ids], ledger) != "fresh":
            return ""
        return " ".join(words.get(id_, "") for id_ in unit.segments).strip()

    return [
        Remembered(
            source(unit),
            unit.text,
            f"{sources.record.id}:{unit.ids}",
            locks[unit.ids].digest,
        )
        for unit in sources.units
        if unit.state == "reviewed" and unit.segments and unit.text != NOT_TRANSLATED
    ]


def load_terms(
    settings: Settings, sources: Sources
) -> tuple[Terminology | None, dict[str, list[Present]]]:
    """Find the terms of the glossary in the segments of a text: by segment id."""
    glossary = read_glossary(settings.root)
    if not glossary:
        return None, {}
    terminology = load_terminology(glossary, settings.root)
    counts: dict[str, Counter[str]] = {}
    forms: dict[tuple[str, str], str] = {}
    for one in find_terms(terminology, sources):
        counts.setdefault(one.unit, Counter())[one.term] += 1
        forms.setdefault((one.unit, one.term), one.form)
    return terminology, {
        unit: [
            Present(terminology.terms[id_], forms[unit, id_], times)
            for id_, times in counted.items()
        ]
        for unit, counted in counts.items()
    }
