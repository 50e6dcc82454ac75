"""Hold a translation to the renderings agreed for its terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lesart.glossary.expansion import allowed, expand_renderings
from lesart.glossary.matcher import Match, Matcher
from lesart.model import Occurrence, Sources, Term, TranslationUnit


@dataclass(frozen=True, slots=True)
class Deviation:
    """Say of a unit that a term is not rendered as agreed, or that a rejected word stands in it."""

    unit: TranslationUnit
    term: Term
    source: str
    rejected: str = ""


@dataclass(frozen=True, slots=True)
class Terminology:
    """Hold the matchers of a glossary; `terms` is keyed by id."""

    terms: Mapping[str, Term]
    german: Matcher
    renderings: Mapping[str, Matcher]
    rejected: Mapping[str, Matcher]
    all_renderings: Matcher


def make_terminology(terms: Sequence[Term], german: Matcher) -> Terminology:
    """Make the matchers for the English side, one a term: two terms may share a rendering."""

    def single(term: Term, words: Sequence[str]) -> Matcher:
        return Matcher([expand_renderings(term.id, words)], german=False)

    return Terminology(
        {term.id: term for term in terms},
        german,
        {term.id: single(term, allowed(term)) for term in terms},
        {term.id: single(term, term.english.rejected) for term in terms if term.english.rejected},
        Matcher([expand_renderings(term.id, allowed(term)) for term in terms], german=False),
    )


def find_terms(terminology: Terminology, text: Sources) -> list[Occurrence]:
    """List the occurrences in the segments of a text whose words are at hand, in reading order."""
    segments = [(segment.id, segment.text or "") for segment in text.segments or ()]
    return find_in_segments(terminology, text.record.id, segments)


def find_in_segments(
    terminology: Terminology, text_id: str, segments: Iterable[tuple[str, str]]
) -> list[Occurrence]:
    """
    List the occurrences in German segments, given as ids and words, in their order.

    What an entry's `skip` names is left out, and what its `include` names is added.
    """
    found: list[Occurrence] = []
    for id_, words in segments:
        here = f"{text_id}:{id_}"
        matches = [
            match
            for match in terminology.german.find(words)
            if not _skipped(terminology.terms[match.term], here, words, match)
        ]
        matches += _included(terminology, here, words)
        found += [
            Occurrence(id_, m.start, m.end, m.term, words[m.start : m.end]) for m in sorted(matches)
        ]
    return found


def _skipped(term: Term, here: str, words: str, match: Match) -> bool:
    return any(
        item.at == here and item.words in ("", words[match.start : match.end]) for item in term.skip
    )


def _included(terminology: Terminology, here: str, words: str) -> Iterator[Match]:
    for term in terminology.terms.values():
        for item in term.include:
            if item.at == here and item.words in words:
                start = words.index(item.words)
                yield Match(start, start + len(item.words), term.id)


def find_renderings(terminology: Terminology, text: Sources) -> list[Occurrence]:
    """
    List where the terms of a unit's source are rendered in its English, in reading order.

    A rendering stands for a term only where the term stands in the source; where two terms claim
    the same words, the longer rendering has them, then the term that comes first by its id.
    """
    terms: dict[str, set[str]] = {}
    for one in text.occurrences:
        terms.setdefault(one.unit, set()).add(one.term)
    found: list[Occurrence] = []
    for unit in text.units:
        present = sorted({id_ for segment in unit.segments for id_ in terms.get(segment, ())})
        matches = [m for id_ in present for m in terminology.renderings[id_].find(unit.text)]
        taken: list[Match] = []
        for match in sorted(matches, key=lambda m: (m.start - m.end, m.start, m.term)):
            if all(match.end <= other.start or other.end <= match.start for other in taken):
                taken.append(match)
        found += [
            Occurrence(unit.ids, m.start, m.end, m.term, unit.text[m.start : m.end])
            for m in sorted(taken)
        ]
    return found


def _known(terminology: Terminology, text: Sources) -> Iterator[Occurrence]:
    return (one for one in text.occurrences if one.term in terminology.terms)


def deviations(terminology: Terminology, text: Sources) -> Iterator[Deviation]:
    """
    Report each unit in which a term of its source has none of its allowed renderings, and each
    in which a rejected rendering stands that is no part of an allowed one.

    Places of terms that the glossary no longer has are left to the check of the places.
    """
    by_segment: dict[str, dict[str, str]] = {}
    for one in _known(terminology, text):
        by_segment.setdefault(one.unit, {}).setdefault(one.term, one.form)
    for unit in text.units:
        present = {
            id_: form for seg in unit.segments for id_, form in by_segment.get(seg, {}).items()
        }
        for id_, form in present.items():
            if not terminology.renderings[id_].find(unit.text):
                yield Deviation(unit, terminology.terms[id_], form)
        yield from _rejected(terminology, unit, present)


def _rejected(
    terminology: Terminology, unit: TranslationUnit, present: Mapping[str, str]
) -> Iterator[Deviation]:
    masks = terminology.all_renderings.find(unit.text)
    for id_, matcher in terminology.rejected.items():
        for match in matcher.find(unit.text):
            inside = any(mask.start <= match.start and match.end <= mask.end for mask in masks)
            several = " " in unit.text[match.start : match.end]
            if not inside and (id_ in present or several):
                shown = unit.text[match.start : match.end]
                yield Deviation(unit, terminology.terms[id_], present.get(id_, ""), shown)


def count_renderings(terminology: Terminology, text: Sources) -> dict[str, dict[str, int]]:
    """Count how each term was rendered: term id → base rendering → number of units."""
    segments: dict[str, set[str]] = {}
    for one in _known(terminology, text):
        segments.setdefault(one.unit, set()).add(one.term)
    counts: dict[str, dict[str, int]] = {}
    for unit in text.units:
        for id_ in sorted({id_ for seg in unit.segments for id_ in segments.get(seg, ())}):
            base = _base(terminology.terms[id_], unit.text)
            counts.setdefault(id_, {})[base] = counts.get(id_, {}).get(base, 0) + 1
    return counts


def _base(term: Term, words: str) -> str:
    """Name the allowed rendering that stands in *words*, the longest of several."""
    found = [
        (match.end - match.start, rendering)
        for rendering in allowed(term)
        for match in _one_rendering(rendering).find(words)
    ]
    return max(found)[1] if found else "—"


@cache
def _one_rendering(rendering: str) -> Matcher:
    return Matcher([expand_renderings("x", [rendering])], german=False)
