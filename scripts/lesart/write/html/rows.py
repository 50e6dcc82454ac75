"""
Render the rows of a text: number, German, English.

Every id of the ledger stands in the page whatever the reader may see. `p3` is the row, `p3.4` the
German sentence, `p3.4-de` a span around it, `p3-en` and `p3.4-en` the English sides. A unit that
joins sentences has the first id itself and a span around it for each of the others. The title and
the author's line are rows of one sentence; there the ids of the row are those of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from lesart.core.elements import count, make, shown, spaced
from lesart.core.references import LINES, dom_id, emendation_id
from lesart.model import Language, Row, Segment, Speaker, Text
from lesart.view.calls import SIDES
from lesart.view.drafts import origin, row_mark
from lesart.view.gaps import UNTRANSLATED, first_words, gap, lost, translation
from lesart.view.runs import Run, cut
from lesart.view.speakers import is_question, speaker_of
from lesart.view.states import is_unsure
from lesart.view.terms import TermLinks, term_link
from lesart.write.html.notes import (
    NO_SETTING,
    NoteMarks,
    NoteSetting,
    later,
    row_notes,
)

NAMES = {"title": "Title", "lead": "Lead", "author": "Author line"}
_UNSURE = "Brought together by the aligner and not reviewed"
NO_TERMS = TermLinks()
NO_NOTES = NoteMarks()


def text_row(
    row: Row,
    text: Text,
    known: frozenset[str],
    terms: TermLinks = NO_TERMS,
    notes: NoteMarks = NO_NOTES,
    setting: NoteSetting = NO_SETTING,
) -> Element:
    """
    Render one row and its notes; a withheld one keeps its number, its length and its ids.

    *known* are the segments that are translated, in this row or in a unit of another one;
    *terms* are linked with the glossary, *notes* are marked at their words.
    """
    kind = f"para para--{row.role}" + (" para--question" if is_question(row, text) else "")
    if text.withheld and row.role != "lacuna":
        content = [_withheld(row, speaker_of(row, text))]
    else:
        content = both_sides(row, text, known, terms=terms, notes=notes)
    number = [_number(row.id), *later(text.record.id, row, setting)]
    beneath = row_notes(text, row, notes, setting)
    return make("div", *spaced(*number, *content, *beneath), class_=kind, id=dom_id(row.id))


def both_sides(
    row: Row,
    text: Text,
    known: frozenset[str],
    with_ids: bool = True,
    terms: TermLinks = NO_TERMS,
    notes: NoteMarks = NO_NOTES,
) -> list[Element]:
    """Render the German and the English side of a row, in this order."""
    speaker = speaker_of(row, text)
    if row.role == "lacuna":
        said = lost(row, text)
        words = {side: [make("span", said[side]), *notes.behind(side, row.id)] for side in SIDES}
    else:
        words = {
            "de": german(row, with_ids, terms, notes),
            "en": english(row, known, with_ids, terms, notes, gap(text)),
        }
    return [_side(row, language, speaker, words[language], with_ids) for language in SIDES]


def german(
    row: Row,
    with_ids: bool = True,
    terms: TermLinks = NO_TERMS,
    notes: NoteMarks = NO_NOTES,
) -> list[Element]:
    """Render the sentences of the original, or their first words where it is not at hand."""
    spans = []
    seen: set[str] = set()
    for segment in row.segments:
        words: list[Element | str]
        if segment.text is None:
            kind = "seg seg--incipit"
            calls = notes.behind(SIDES[0], segment.id)
            words = [first_words(segment), *calls]
        else:
            kind = "seg"
            marks = segment.marks if with_ids else ()
            called = notes.at(SIDES[0], segment.id)
            runs = cut(segment.text, marks, terms.in_segment(segment), called, seen)
            words = _set(runs, SIDES[0], terms, notes, segment)
        name = dom_id(segment.id) if with_ids and segment.id not in LINES else ""
        span = _span(kind, segment.id, name, *words)
        spans.append(_within(span, f"{name}-de") if name else span)
    return spans


def english(
    row: Row,
    known: frozenset[str],
    with_ids: bool = True,
    terms: TermLinks = NO_TERMS,
    notes: NoteMarks = NO_NOTES,
    missing: str = UNTRANSLATED,
) -> list[Element]:
    """Render the translation units of a row, and *missing* for each sentence that has none."""
    spans = []
    seen: set[str] = set()
    for one in translation(row, known):
        if isinstance(one, Segment):
            name = _english_name(one.id) if with_ids else ""
            calls = notes.behind(SIDES[1], one.id)
            spans.append(_span("seg seg--gap", one.id, name, missing, *calls))
            continue
        runs = cut(one.text, (), terms.in_unit(one), notes.at(SIDES[1], one.ids), seen)
        words = _set(runs, SIDES[1], terms, notes)
        names = [_english_name(id_) if with_ids else "" for id_ in one.segments]
        span = _span("seg", " ".join(one.segments), names[0], *words)
        if is_unsure(one):
            span.set("class", "seg seg--unsure")
            span.set("title", f"{_UNSURE}, confidence {one.confidence:.2f}")
        elif one.state == "draft":
            span.set("class", "seg seg--draft")
            span.set("title", origin(one))
        spans.append(_within(span, *filter(None, names[1:])))
    return spans


def _english_name(id_: str) -> str:
    return "" if id_ in LINES else f"{dom_id(id_)}-en"


def _set(
    runs: Sequence[Run],
    side: Language,
    terms: TermLinks,
    notes: NoteMarks,
    segment: Segment | None = None,
) -> list[Element | str]:
    """Set runs: terms as links to the glossary, emended words as links to the apparatus."""
    parts: list[Element | str] = []
    for run in runs:
        if run.note:
            parts.append(notes.element(run.note, side))
        elif segment and run.emended:
            reading = segment.marks[run.emended - 1].emendation.reading
            entry = emendation_id(segment.id, run.emended)
            parts.append(_emended(run.words, reading, entry, run.term))
        elif run.term:
            parts.append(term_link(run.words, run.term, run.first, terms.glossary))
        else:
            parts.append(run.words)
    return parts


def _withheld(row: Row, speaker: Speaker | None) -> Element:
    anchors = [make("span", id=f"{dom_id(row.id)}-{language}") for language in SIDES]
    for segment in row.segments:
        if segment.id not in LINES:
            name = dom_id(segment.id)
            anchors.append(_within(_span("seg", segment.id, name), f"{name}-de", f"{name}-en"))
    label = [make("span", speaker.name.en, class_="speaker")] if speaker else []
    length = make("span", count(len(row.segments), "sentence", "sentences"))
    return make("p", *anchors, *spaced(*label, length), class_="held")


def _number(row_id: str) -> Element:
    name = NAMES.get(row_id)
    kind = "para__no para__no--name" if name else "para__no"
    written = name.split()[0].lower() if name else row_id
    label = name or f"Paragraph {row_id}"
    return make("a", written, class_=kind, href=f"#{dom_id(row_id)}", aria_label=label)


def _side(
    row: Row, language: Language, speaker: Speaker | None, words: list[Element], with_ids: bool
) -> Element:
    label = []
    if speaker:
        same = language == "en" and speaker.name.de == speaker.name.en
        kind = "speaker speaker--same" if same else "speaker"
        label = [make("span", getattr(speaker.name, language), class_=kind)]
    if language == "en":
        label += row_mark(row)
    paragraph = make("p", *spaced(*label, *words))
    side = make("div", paragraph, class_=f"side side--{language}")
    side.set("lang", language)
    if language == "de":
        side.set("translate", "no")
    if with_ids:
        side.set("id", f"{dom_id(row.id)}-{language}")
    return side


def _span(kind: str, segments: str, name: str, *children: Element | str) -> Element:
    span = make("span", *children, class_=kind, data_seg=segments)
    if name:
        span.set("id", name)
    return span


def _within(span: Element, *names: str) -> Element:
    for name in names:
        span = make("span", span, id=name)
    return span


def _emended(words: str, reading: str, entry: str, term: str) -> Element:
    """
    Link an emended word with its entry; style rules show it, or what was transmitted.

    Where it is a *term*, it says so without a link to the glossary.
    """
    transmitted = make("span", shown(reading), class_="sent", data_search_exclude="")
    link = make("a", make("span", words, class_="read"), transmitted, class_="emended")
    link.set("href", f"#{entry}")
    link.set("id", f"{entry}-at")
    if term:
        link.set("data-term", term)
    if not words:
        link.set("aria-label", f"Emended: words left out, transmitted as “{shown(reading)}”")
    return link
