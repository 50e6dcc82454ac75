"""
Render the rows of a text for an EPUB: a number, the German paragraph, the English one.

The ids are those of the site: `p3` is the number, `p3.4` the German sentence, `p3.4-en` its
translation. A unit that joins sentences has the ids of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lesart.core.elements import count, make, spaced
from lesart.core.references import LINES, dom_id
from lesart.model import Language, Row, Text
from lesart.view.calls import SIDES
from lesart.view.runs import Run
from lesart.view.sentences import Sentence, TextView, sentences, text_view
from lesart.view.shapes import lines, paragraph
from lesart.view.speakers import is_question, speaker_of
from lesart.view.states import remark
from lesart.view.structure import has_sign, heading_depths
from lesart.view.terms import term_places
from lesart.view.xhtml import styled
from lesart.write.epub.author_notes import author_call
from lesart.write.epub.calls import Calls
from lesart.write.epub.pages import GLOSSARY
from lesart.write.epub.xhtml import typed


@dataclass(frozen=True, slots=True)
class Display:
    """Hold what the rows of a text need beside themselves."""

    text: Text
    view: TextView
    calls: Calls
    depths: Mapping[str, int]


def display_of(text: Text, calls: Calls) -> Display:
    """Prepare a text for its rows."""
    view = text_view(text, term_places(text))
    return Display(text, view, calls, heading_depths(text))


def is_numbered(row: Row) -> bool:
    """Tell whether a paragraph has a number of its own, and no name."""
    return row.id[0].isdigit()


def pair(row: Row, display: Display) -> Element:
    """Render one row: its number and both sides, or what is known of it where they are withheld."""
    if display.text.withheld and row.role != "lacuna":
        return _held(row, display)
    kind = "pair pair--question" if is_question(row, display.text) else f"pair pair--{row.role}"
    sides = [side(row, language, display) for language in SIDES]
    sides[-1].extend(display.calls.of_row(row.id))
    element = make("div", *_number(row), *sides, class_=kind)
    if not is_numbered(row):
        element.set("id", dom_id(row.id))
    if row.role == "item":
        element.set("role", "listitem")
        element.set("class", f"{kind} pair--signed" if has_sign(row) else kind)
    return element


def spans_of(listed: Iterable[Sentence], side: Language, display: Display) -> list[Element]:
    """Render the sentences of one side of a row."""
    spans = []
    for one in listed:
        span = make("span", *(_set(run, side, one, display) for run in one.runs))
        if one.missing:
            span.set("class", "incipit" if one.missing == "not at hand" else "gap")
        elif one.unit and (said := remark(one.unit)):
            span.append(make("span", f" [{said}]", class_="unsure"))
        spans.append(_named(span, side, one))
    return spans


def _named(span: Element, side: Language, one: Sentence) -> Element:
    """Give a sentence its id, and one that covers several a span around it for each."""
    if side == SIDES[0]:
        for id_ in one.covers:
            if id_ not in LINES:
                span.set("id", dom_id(id_))
        return span
    for id_ in reversed(one.covers if one.unit else ()):
        if id_ not in LINES:
            span = make("span", span, id=f"{dom_id(id_)}-en")
    return span


def _set(run: Run, side: Language, one: Sentence, display: Display) -> Element:
    """Set a run: of the terms, the first of each in a paragraph and language is a link."""
    if run.note:
        return display.calls.element(run.note, side)
    if run.author_call:
        return author_call(display.text, run.author_call)
    if entry := one.entry(run):
        address = f"text:{display.text.record.id}#{entry}"
        link = make(
            "a",
            *(styled(run) if run.words else "°"),
            href=address,
            id=f"{entry}-at",
            class_="emended",
        )
        return typed(link, "noteref", "doc-noteref")
    if run.first:
        link = make("a", *styled(run), href=f"{GLOSSARY}#{run.term}", class_="term")
        return typed(link, "glossref", "doc-glossref")
    # The span is dissolved later: blanks at the ends of bare words are text.
    return make("span", *styled(run))


def side(row: Row, language: Language, display: Display) -> Element:
    """Render one side of a row."""
    speaker = speaker_of(row, display.text)
    label = (
        [make("span", f"{getattr(speaker.name, language)}:", class_="speaker")] if speaker else []
    )
    listed = sentences(row, language, display.view)
    words = lines(row, listed, spans_of(listed, language, display))
    made = paragraph(row, spaced(*label, *words), display.depths.get(row.id, 0))
    made.set("lang", language)
    made.set("id", f"{dom_id(row.id)}-{language}")
    if language == "de":
        made.set("translate", "no")
    return made


def _number(row: Row) -> list[Element]:
    """Render the number, which readers may leaf to as they do to a page."""
    if not is_numbered(row):
        return []
    number = make("span", row.id, class_="number", id=dom_id(row.id), aria_label=row.id)
    return [typed(number, "pagebreak", "doc-pagebreak")]


def _held(row: Row, display: Display) -> Element:
    speaker = speaker_of(row, display.text)
    label = [make("span", f"{speaker.name.en}:", class_="speaker")] if speaker else []
    length = make("span", count(len(row.segments), "sentence", "sentences"))
    ids = [dom_id(segment.id) for segment in row.segments if segment.id not in LINES]
    anchors = [make("span", id=name) for id_ in ids for name in (id_, f"{id_}-en")]
    calls = display.calls.of_row(row.id)
    said = make("p", *anchors, *spaced(*label, length, *calls))
    element = make("div", *_number(row), said, class_="pair pair--held")
    if not is_numbered(row):
        element.set("id", dom_id(row.id))
    return element
