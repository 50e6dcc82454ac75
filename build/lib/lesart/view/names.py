"""Gather where each name of the index stands in a text, for whatever lists it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lesart.core.sorting import sort_key
from lesart.model import Name, NameKind, Text

KINDS: Mapping[NameKind, tuple[str, str]] = {
    "person": ("person", "Persons"),
    "group": ("people", "Peoples"),
    "organisation": ("organisation", "Organisations"),
    "place": ("place", "Places"),
    "work": ("work", "Works"),
    "event": ("event", "Events"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """List, in reading order, the segments and the notes of a text in which a name stands."""

    text: Text
    segments: tuple[str, ...]
    notes: tuple[str, ...]


def found_in(text: Text) -> dict[str, Found]:
    """
    Tell by its id where each name of a text stands.

    A segment counts where its words or those of its translation have the name; of a unit that
    joins segments the first counts, unless the original says in which of them the name stands.
    """
    units = {unit.ids: unit.segments for row in text.rows for unit in row.units}
    german: dict[str, set[str]] = {}
    for one in text.named.german:
        german.setdefault(one.term, set()).add(one.unit)
    segments = {name: set(found) for name, found in german.items()}
    for one in text.named.english:
        covered = units.get(one.unit, ())
        if covered and not german.get(one.term, set()).intersection(covered):
            segments.setdefault(one.term, set()).add(covered[0])
    notes: dict[str, dict[str, None]] = {}
    for one in text.named.notes:
        notes.setdefault(one.term, {})[one.unit] = None
    order = [segment.id for row in text.rows for segment in row.segments]
    return {
        name: Found(
            text,
            tuple(id_ for id_ in order if id_ in segments.get(name, ())),
            tuple(notes.get(name, ())),
        )
        for name in segments.keys() | notes.keys()
    }


def places_by_name(texts: Iterable[Text]) -> dict[str, list[Found]]:
    """Tell by its id where each name stands, text by text."""
    places: dict[str, list[Found]] = {}
    for text in texts:
        for name, found in found_in(text).items():
            places.setdefault(name, []).append(found)
    return places


def in_order(names: Iterable[Name], places: Mapping[str, list[Found]]) -> list[Name]:
    """Sort those of *names* that have places, by their English headings."""
    standing = (name for name in names if name.id in places)
    return sorted(standing, key=lambda name: sort_key(name.heading.en))
