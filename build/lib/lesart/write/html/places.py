"""
Render the places of a term: each sentence beside its translation, the term marked in both.

Where the original is not at hand, of its words only the term itself stands; of a text that is
withheld, only the reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lesart.core.elements import count, make, spaced
from lesart.core.references import dom_id
from lesart.model import Occurrence, Segment, Term, Text, TranslationUnit
from lesart.view.states import mark
from lesart.view.terms import by_unit, fitting

FEW = 3


@dataclass(frozen=True, slots=True)
class TextPlaces:
    """Know a text by its places: where each segment stands, what translates it, which terms."""

    text: Text
    page: str
    segments: dict[str, Segment]
    units: dict[str, TranslationUnit]
    german: dict[str, tuple[Occurrence, ...]]
    english: dict[str, tuple[Occurrence, ...]]


def index_text(text: Text, page: str) -> TextPlaces:
    """Sort the segments, units and terms of a text by segment id."""
    return TextPlaces(
        text,
        page,
        {segment.id: segment for row in text.rows for segment in row.segments},
        {id_: unit for row in text.rows for unit in row.units for id_ in unit.segments},
        by_unit(text.occurrences),
        by_unit(text.renderings),
    )


def places_of(term: Term, text: TextPlaces) -> dict[str, list[Occurrence]]:
    """List the occurrences of a term in a text by segment, in reading order."""
    found = {
        id_: [one for one in text.german.get(id_, ()) if one.term == term.id]
        for id_ in text.segments
    }
    return {id_: ones for id_, ones in found.items() if ones}


def all_places(term: Term, texts: Sequence[TextPlaces]) -> list[Element]:
    """Render every place of a term, folded where there are many; nothing where there is none."""
    pairs: list[Element] = []
    held: list[Element] = []
    total = 0
    for text in texts:
        found = places_of(term, text)
        total += sum(map(len, found.values()))
        if text.text.withheld:
            held += [reference(text, id_) for id_ in found]
        else:
            pairs += [_pair(term, text, text.segments[id_], ones) for id_, ones in found.items()]
    if held:
        said = make("span", "In texts that the public edition leaves out:")
        pairs.append(make("p", *spaced(said, *held), class_="places__held"))
    if not pairs:
        return []
    head = count(total, "place", "places")
    # Material’s index takes the end of any element of the same name for the end of this one.
    body = make("section", *pairs, class_="places__list", data_search_exclude="")
    if len(pairs) <= FEW:
        return [make("div", make("p", head, class_="places__head"), body, class_="places")]
    return [make("details", make("summary", f"All {head}"), body, class_="places")]


def reference(text: TextPlaces, id_: str) -> Element:
    """Write the reference of a segment as a link to its place."""
    address = f"{text.page}#{dom_id(id_)}"
    return make("a", f"{text.text.record.id}:{id_}", href=address, class_="ref")


def _pair(term: Term, text: TextPlaces, segment: Segment, ones: list[Occurrence]) -> Element:
    german: list[Element | str] = [make("mark", ones[0].form), " …"]
    if segment.text is not None:
        german = hits(segment.text, fitting(ones, segment.text))
    unit = text.units.get(segment.id)
    sides = [make("p", *german, lang="de", translate="no")]
    if unit:
        rendered = [one for one in text.english.get(unit.ids, ()) if one.term == term.id]
        words = hits(unit.text, fitting(rendered, unit.text))
        if said := mark(unit):
            words += [" ", make("span", said, class_="draft")]
        sides.append(make("p", *words, lang="en"))
    return make("div", *spaced(reference(text, segment.id), *sides), class_="pair")


def hits(words: str, places: Iterable[Occurrence]) -> list[Element | str]:
    """Mark places in *words*."""
    parts: list[Element | str] = []
    done = 0
    for one in places:
        if done <= one.start:
            parts += [words[done : one.start], make("mark", words[one.start : one.end])]
            done = one.end
    return [part for part in [*parts, words[done:]] if not isinstance(part, str) or part]
