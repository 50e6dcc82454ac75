"""
Render the rows of a text for an EPUB: a number, the German paragraph, the English one.

The ids are those of the site: `p3` is the number, `p3.4` the German sentence, `p3.4-en` its
translation. A unit that joins sentences has the ids of all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lesart.core.elements import count, make, spaced
from lesart.core.references import LINES, dom_id, emendation_id
from lesart.model import Language, Row, Segment, Text, TranslationUnit
from lesart.view.calls import SIDES
from lesart.view.gaps import first_words, gap, lost, translated, translation
from lesart.view.runs import Run, cut
from lesart.view.speakers import is_question, speaker_of
from lesart.view.states import remark
from lesart.view.terms import TermLinks, term_links
from lesart.write.epub.calls import Calls
from lesart.write.epub.pages import GLOSSARY
from lesart.write.epub.xhtml import typed


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
    sides = [_side(row, language, view) for language in SIDES]
    sides[-1].extend(view.calls.of_row(row.id))
    element = make("div", *_number(row), *sides, class_=kind)
    if not is_numbered(row):
        element.set("id", dom_id(row.id))
    return element


def german(row: Row, view: View) -> list[Element]:
    """Render the sentences of the original, or their first words where it is not at hand."""
    side = SIDES[0]
    spans = []
    seen: set[str] = set()
    for segment in row.segments:
        calls = view.calls.at(side, segment.id)
        if segment.text is None:
            first = make("span", first_words(segment))
            span = make("span", first, *view.calls.behind(side, segment.id), class_="incipit")
        else:
            terms = view.terms.in_segment(segment)
            runs = cut(segment.text, segment.marks, terms, calls, seen)
            span = make("span", *(_set(run, side, view, segment) for run in runs))
        if segment.id not in LINES:
            span.set("id", dom_id(segment.id))
        spans.append(span)
    return spans


def english(row: Row, view: View) -> list[Element]:
    """Render the translation units of a row, and a gap for each sentence that has none."""
    spans = []
    seen: set[str] = set()
    for one in translation(row, view.known):
        if isinstance(one, Segment):
            calls = view.calls.behind(SIDES[1], one.id)
            spans.append(make("span", make("span", gap(view.text)), *calls, class_="gap"))
        else:
            spans.append(_unit(one, view, seen))
    return spans


def _unit(unit: TranslationUnit, view: View, seen: set[str]) -> Element:
    side = SIDES[1]
    terms = view.terms.in_unit(unit)
    runs = cut(unit.text, (), terms, view.calls.at(side, unit.ids), seen)
    span = make("span", *(_set(run, side, view) for run in runs))
    if said := remark(unit):
        span.append(make("span", f" [{said}]", class_="unsure"))
    for id_ in reversed(unit.segments):
        if id_ not in LINES:
            span = make("span", span, id=f"{dom_id(id_)}-en")
    return span


def _set(run: Run, side: Language, view: View, segment: Segment | None = None) -> Element:
    """Set a run: of the terms, the first of each in a paragraph and language is a link."""
    if run.note:
        return view.calls.element(run.note, side)
    if segment and run.emended:
        entry = emendation_id(segment.id, run.emended)
        address = f"text:{view.text.record.id}#{entry}"
        link = make("a", run.words or "°", href=address, id=f"{entry}-at", class_="emended")
        return typed(link, "noteref", "doc-noteref")
    if run.first:
        link = make("a", run.words, href=f"{GLOSSARY}#{run.term}", class_="term")
        return typed(link, "glossref", "doc-glossref")
    # The span is dissolved later: blanks at the ends of bare words are text.
    return make("span", run.words)


def _side(row: Row, language: Language, view: View) -> Element:
    speaker = speaker_of(row, view.text)
    label = (
        [make("span", f"{getattr(speaker.name, language)}:", class_="speaker")] if speaker else []
    )
    words: list[Element]
    if row.role == "lacuna":
        said = make("span", lost(row, view.text)[language])
        words = [make("span", said, *view.calls.behind(language, row.id), class_="gap")]
    else:
        words = german(row, view) if language == "de" else english(row, view)
    side = make("p", *spaced(*label, *words), lang=language, id=f"{dom_id(row.id)}-{language}")
    if language == "de":
        side.set("translate", "no")
    return side


def _number(row: Row) -> list[Element]:
    """Render the number, which readers may leaf to as they do to a page."""
    if not is_numbered(row):
        return []
    number = make("span", row.id, class_="number", id=dom_id(row.id), aria_label=row.id)
    return [typed(number, "pagebreak", "doc-pagebreak")]


def _held(row: Row, view: View) -> Element:
    speaker = speaker_of(row, view.text)
    label = [make("span", f"{speaker.name.en}:", class_="speaker")] if speaker else []
    length = make("span", count(len(row.segments), "sentence", "sentences"))
    ids = [dom_id(segment.id) for segment in row.segments if segment.id not in LINES]
    anchors = [make("span", id=name) for id_ in ids for name in (id_, f"{id_}-en")]
    calls = view.calls.of_row(row.id)
    said = make("p", *anchors, *spaced(*label, length, *calls))
    element = make("div", *_number(row), said, class_="pair pair--held")
    if not is_numbered(row):
        element.set("id", dom_id(row.id))
    return element
