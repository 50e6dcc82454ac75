"""Tell where the terms of the glossary and the names of the index stand in the words of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lesart.model import Occurrence, Segment, Text, TranslationUnit


@dataclass(frozen=True, slots=True)
class WordPlaces:
    """Hold the places of terms, or of names, by segment and by unit."""

    german: Mapping[str, tuple[Occurrence, ...]] = field(default_factory=dict)
    english: Mapping[str, tuple[Occurrence, ...]] = field(default_factory=dict)

    def in_segment(self, segment: Segment) -> list[Occurrence]:
        """List those in a segment in reading order, without those that no longer fit it."""
        return fitting(self.german.get(segment.id, ()), segment.text or "")

    def in_unit(self, unit: TranslationUnit) -> list[Occurrence]:
        """List those in a translation unit in reading order."""
        return fitting(self.english.get(unit.ids, ()), unit.text)


NO_PLACES = WordPlaces()


def term_places(text: Text, terms: frozenset[str] | None = None) -> WordPlaces:
    """Collect the places of the terms of a text, all or those in *terms*."""
    sides = (
        [one for one in side if terms is None or one.term in terms]
        for side in (text.occurrences, text.renderings)
    )
    return WordPlaces(*map(by_unit, sides))


def name_places(text: Text) -> WordPlaces:
    """Collect the places of the names of a text."""
    return WordPlaces(by_unit(text.named.german), by_unit(text.named.english))


def fitting(places: Iterable[Occurrence], words: str) -> list[Occurrence]:
    """List the places whose form stands in *words* where they say."""
    return [one for one in places if words[one.start : one.end] == one.form]


def by_unit(occurrences: Iterable[Occurrence]) -> dict[str, tuple[Occurrence, ...]]:
    """Sort places by the segment or unit in which they stand."""
    found: dict[str, tuple[Occurrence, ...]] = {}
    for one in occurrences:
        found[one.unit] = (*found.get(one.unit, ()), one)
    return found
