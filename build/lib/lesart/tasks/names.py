"""Compose what an editor asks of the index of names."""

from __future__ import annotations

from collections import Counter
from functools import partial

from lesart.glossary.name_places import find_named, find_named_in_english, find_named_in_notes
from lesart.store.read import read_edition_record
from lesart.store.terms import read_names, write_named
from lesart.tasks.edition import Settings, load_naming, load_sources
from lesart.tasks.terms import update_places


def update_names(settings: Settings) -> list[tuple[str, int | None]]:
    """
    Write where the names of the index stand in each text: (text id, number of places).

    The number is None for a text whose original is not at hand; its file stays as it is.
    """
    naming = load_naming(read_names(settings.root))
    return update_places(settings, partial(find_named, naming), write_named)


def report_names(settings: Settings) -> list[tuple[str, str, str, int, int, int]]:
    """
    List (text id, name id, heading, German places, English places, places in notes).

    A text has no row for a name that it does not have.
    """
    naming = load_naming(read_names(settings.root))
    rows: list[tuple[str, str, str, int, int, int]] = []
    for text_id in read_edition_record(settings.root).texts:
        sources = load_sources(settings, text_id)
        german = Counter(one.term for one in sources.named)
        english = Counter(one.term for one in find_named_in_english(naming, sources))
        notes = Counter(one.term for one in find_named_in_notes(naming, sources.notes))
        rows += [
            (text_id, id_, name.heading.en, german[id_], english[id_], notes[id_])
            for id_, name in naming.names.items()
            if german[id_] or english[id_] or notes[id_]
        ]
    return rows
