"""
Render the rows of a text for an EPUB: a number, the German paragraph, the English one.

The ids are those of the site: `p3` is the number, `p3.4` the German sentence, `p3.4-en` its
translation. A unit that joins sentences has the ids of all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lesart.model import Language, Occurrence, Row, Segment, Speaker, Text, TranslationUnit
from lesart.references import LINES, dom_id, emendation_id
from lesart.render.epub_book import GLOSSARY
from lesart.render.epub_calls import Calls
from lesart.render.epub_weave import Run, weave
from lesart.render.epub_xhtml import typed
from lesart.render.held import gap
from lesart.render.html_drafts import mark
from lesart.render.html_make import count, make, spaced
from lesart.render.html_rows import (
    LACUNA,
    LANGUAGES,
    is_question,
    is_unsure,
    translated,
)
from lesart.render.html_terms import TermLinks, term_links

UNSURE = "[alignment uncertain]"


@dataclass(frozen=True, slots=True)
class View:
    """Hold what the rows of a text need beside themselves."""

    text: Text
    known: frozenset[str]
    terms: TermLinks
    calls: Calls


def view(text: Text, calls: Calls) -> View:
    """Prepare a text for its rows."""
    return View(text, translated(text), term_links(text, GLOSSARY), calls)


def is_numbered(row: Row) -> bool:
    """Tell whether a paragraph has a number of its own, and no name."""
    return row.id[0].isdigit()


def pair(row: Row, view: View) -> Element:
    """Render one row: its number and both sides, or what is known of it where they are withheld."""
    if view.text.withheld and row.role != "lacuna":
        return _held(row, view)
    kind = "pair pair--question" if is_question(row, view.text) else f"pair pair--{row.role}"
    sides = [_side(row, language, view) for language in LANGUAGES]
    sides[-1].extend(view.calls.rows.get(row.id, ()))
    element = make("div", *_number(row), *sides, class_=kind)
    if not is_numbered(row):
        element.set("id", dom_id(row.id))
    return element


def german(row: Row, view: View) -> list[Element]:
    """Render the sentences of the original, or their first words where it is not at hand."""
    spans = []
    seen: set[str] = set()
    for segment in row.segments:
        words: list[Element | str] = [f"{segment.incipit} …".lstrip()]
        if segment.text is not None:
            signs = view.calls.german.get(segment.id, ())
            words = weave(segment.text, _runs(segment, view, seen), signs)
        span = make("span", *_spans(words))
        if segment.text is None:
            span.set("class", "incipit")
        if segment.id not in LINES:
            span.set("id", dom_id(segment.id))
        spans.append(span)
    return spans


def english(row: Row, view: View) -> list[Element]:
    """Render the translation units of a row, and a gap for each sentence that has none."""
    by_first = {unit.segments[0]: unit for unit in row.units if unit.segments}
    spans = []
    seen: set[str] = set()
    for segment in row.segments:
        if unit := by_first.get(segment.id):
            spans.append(_unit(unit, view, seen))
        elif segment.id not in view.known:
            spans.append(make("span", gap(view.text), class_="gap"))
    return spans


def _unit(unit: TranslationUnit, view: View, seen: set[str]) -> Element:
    runs = _linked(view.terms.in_unit(unit), seen)
    words = weave(unit.text, runs, view.calls.english.get(unit.ids, ()))
    span = make("span", *_spans(words))
    if said := mark(unit):
        span.append(make("span", f" [{said}]", class_="unsure"))
    if is_unsure(unit):
        span.append(make("span", f" {UNSURE}", class_="unsure"))
    for id_ in reversed(unit.segments):
        if id_ not in LINES:
            span = make("span", span, id=f"{dom_id(id_)}-en")
    return span


def _spans(words: list[Element | str]) -> list[Element | str]:
    """Put a span, which is dissolved later, around bare words: blanks at their ends are text."""
    return [make("span", part) if isinstance(part, str) else part for part in words]


def _runs(segment: Segment, view: View, seen: set[str]) -> list[Run]:
    words = segment.text or ""
    address = f"text:{view.text.record.id}"
    runs = []
    for number, emended in enumerate(segment.marks, 1):
        entry = emendation_id(segment.id, number)
        link = make("a", words[emended.start : emended.end] or "°", href=f"{address}#{entry}",
                    id=f"{entry}-at", class_="emended")  # fmt: skip
        runs.append(Run(emended.start, emended.end, typed(link, "noteref", "doc-noteref")))
    places = view.terms.in_segment(segment)
    free = [o for o in places if not any(o.start < r.end and r.start < o.end for r in runs)]
    return runs + _linked(free, seen)


def _linked(places: list[Occurrence], seen: set[str]) -> list[Run]:
    """Link each term with its entry where it first stands in a paragraph and language."""
    runs = []
    for one in places:
        if one.term not in seen:
            seen.add(one.term)
            link = make("a", one.form, href=f"{GLOSSARY}#{one.term}", class_="term")
            runs.append(Run(one.start, one.end, typed(link, "glossref", "doc-glossref")))
    return runs


def _side(row: Row, language: Language, view: View) -> Element:
    speaker = _speaker(row, view.text)
    label = (
        [make("span", f"{getattr(speaker.name, language)}:", class_="speaker")] if speaker else []
    )
    words: list[Element]
    if row.role == "lacuna":
        words = [make("span", LACUNA[is_question(row, view.text)][language], class_="gap")]
    else:
        words = german(row, view) if language == "de" else english(row, view)
    side = make("p", *spaced(*label, *words), lang=language, id=f"{dom_id(row.id)}-{language}")
    if language == "de":
        side.set("translate", "no")
    return side


def _speaker(row: Row, text: Text) -> Speaker | None:
    return text.record.speakers.get(row.speaker)


def _number(row: Row) -> list[Element]:
    """Render the number, which readers may leaf to as they do to a page."""
    if not is_numbered(row):
        return []
    number = make("span", row.id, class_="number", id=dom_id(row.id), aria_label=row.id)
    return [typed(number, "pagebreak", "doc-pagebreak")]


def _held(row: Row, view: View) -> Element:
    speaker = _speaker(row, view.text)
    label = [make("span", f"{speaker.name.en}:", class_="speaker")] if speaker else []
    length = make("span", count(len(row.segments), "sentence", "sentences"))
    ids = [dom_id(segment.id) for segment in row.segments if segment.id not in LINES]
    anchors = [make("span", id=name) for id_ in ids for name in (id_, f"{id_}-en")]
    calls = list(view.calls.rows.get(row.id, ()))
    said = make("p", *anchors, *spaced(*label, length, *calls))
    element = make("div", *_number(row), said, class_="pair pair--held")
    if not is_numbered(row):
        element.set("id", dom_id(row.id))
    return element
