"""Compose what the places and the renderings of terms ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from lesart.glossary.terminology import count_renderings, find_terms
from lesart.model import Occurrence, Sources
from lesart.store.read import read_edition_record
from lesart.store.terms import read_glossary, write_occurrences
from lesart.tasks.edition import Settings, load_sources, load_terminology


def update_occurrences(settings: Settings) -> list[tuple[str, int | None]]:
    """
    Write where the terms of the glossary stand in each text: (text id, number of places).

    The number is None for a text whose original is not at hand; its file stays as it is.
    """
    terminology = load_terminology(read_glossary(settings.root), settings.root)
    return update_places(settings, partial(find_terms, terminology), write_occurrences)


def update_places(
    settings: Settings,
    find: Callable[[Sources], Sequence[Occurrence]],
    write: Callable[[Path, str, Sequence[Occurrence]], object],
) -> list[tuple[str, int | None]]:
    """Find places in each text and write them: (text id, number), None without an original."""
    counts: list[tuple[str, int | None]] = []
    for text_id in read_edition_record(settings.root).texts:
        sources = load_sources(settings, text_id)
        found = None if sources.segments is None else find(sources)
        if found is not None:
            write(settings.root, text_id, found)
        counts.append((text_id, None if found is None else len(found)))
    return counts


def report_renderings(settings: Settings) -> list[tuple[str, str, str, int]]:
    """List (text id, term id, rendering, units) of every term, most frequent first in each."""
    terminology = load_terminology(read_glossary(settings.root), settings.root)
    rows: list[tuple[str, str, str, int]] = []
    for text_id in read_edition_record(settings.root).texts:
        counts = count_renderings(terminology, load_sources(settings, text_id))
        for term_id, renderings in sorted(counts.items()):
            ordered = sorted(renderings.items(), key=lambda item: (-item[1], item[0]))
            rows += [(text_id, term_id, rendering, count) for rendering, count in ordered]
    return rows
