"""
Render the rows of a text: number, German, English.

Every id of the ledger stands in the page whatever the reader may see. `p3` is the row, `p3.4` the
German sentence, `p3.4-de` a span around it, `p3-en` and `p3.4-en` the English sides. A unit that
joins sentences has the first id itself and a span around it for each of the others. The title and
the author's line are rows of one sentence; there the ids of the row are those of the sentence.
What a row is, `view.shapes` shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lesart.core.elements import count, make, shown, spaced
from lesart.core.references import LINES, dom_id
from lesart.model import Language, Row, Speaker, Text
from lesart.view.author_calls import note_sign
from lesart.view.calls import SIDES
from lesart.view.drafts import origin, row_remark
from lesart.view.runs import Run
from lesart.view.sentences import Sentence, TextView, sentences
from lesart.view.shapes import lines, paragraph
from lesart.view.speakers import is_question, speaker_of
from lesart.view.states import is_unsure
from lesart.view.structure import has_sign
from lesart.view.xhtml import styled
from lesart.write.html.author_notes import author_mark, backs
from lesart.write.html.notes import NO_MARKS, NoteMarks, NoteSetting, later, row_notes
from lesart.write.html.terms import term_link

NAMES = {"title": "Title", "lead": "Lead", "author": "Author line"}
_UNSURE = "Brought together by the aligner and not reviewed"


@dataclass(frozen=True, slots=True)
class Display:
    """
    Say how the sentences of a text are shown.

    Terms are links to the page `glossary`, `marks` make those of notes. Without `with_ids`, no
    element has an id, and nothing leads to the apparatus. `depths` are those of the headings that
    are headings of the page; `numbers` are those of the author's notes.
    """

    view: TextView
    glossary: str = ""
    marks: NoteMarks = NO_MARKS
    with_ids: bool = True
    depths: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)


def text_row(row: Row, text: Text, display: Display, setting: NoteSetting) -> Element:
    """Render one row and its notes; a withheld one keeps its number, its length and its ids."""
    kind = f"para para--{row.role}" + signed(row)
    kind = kind + (" para--question" if is_question(row, text) else "")
    if text.withheld and row.role != "lacuna":
        content = [_withheld(row, speaker_of(row, text))]
    else:
        content = both_sides(row, display)
    number = [_number(row, display), *later(text.record.id, row, setting)]
    beneath = row_notes(text, row, display.marks, setting)
    made = make("div", *spaced(*number, *content, *beneath), class_=kind, id=dom_id(row.id))
    if row.role == "item":
        made.set("role", "listitem")
    return made


def signed(row: Row) -> str:
    """Name an item by a further class where it begins with a sign of its own."""
    return " para--signed" if row.role == "item" and has_sign(row) else ""


def both_sides(row: Row, display: Display) -> list[Element]:
    """Render the German and the English side of a row, in this order."""
    return [_side(row, side, display) for side in SIDES]


def spans_of(listed: Iterable[Sentence], side: Language, display: Display) -> list[Element]:
    """Render the sentences of one side of a row."""
    made: list[Element] = []
    for one in listed:
        words = [part for run in one.runs for part in _set(run, side, one, display)]
        if one.missing == "lost":
            made += [make("span", part) if isinstance(part, str) else part for part in words]
        elif side == SIDES[0]:
            made.append(_german(one, words, display))
        else:
            made.append(_english(one, words, display))
    return made


def _german(one: Sentence, words: list[Element | str], display: Display) -> Element:
    (id_,) = one.covers
    name = dom_id(id_) if display.with_ids and id_ not in LINES else ""
    span = _span("seg seg--incipit" if one.missing else "seg", id_, name, *words)
    return _within(span, f"{name}-de") if name else span


def _english(one: Sentence, words: list[Element | str], display: Display) -> Element:
    names = [f"{dom_id(id_)}-en" if display.with_ids and id_ not in LINES else ""
             for id_ in one.covers]  # fmt: skip
    span = _span("seg seg--gap" if one.missing else "seg", " ".join(one.covers), names[0], *words)
    if one.unit and is_unsure(one.unit):
        span.set("class", "seg seg--unsure")
        span.set("title", f"{_UNSURE}, confidence {one.unit.confidence:.2f}")
    elif one.unit and one.unit.state == "draft":
        span.set("class", "seg seg--draft")
        span.set("title", origin(one.unit))
    return _within(span, *filter(None, names[1:]))


def _set(run: Run, side: Language, one: Sentence, display: Display) -> list[Element | str]:
    """Set a run: a term as a link to the glossary, emended words as a link to the apparatus."""
    if run.note:
        return [display.marks.element(run.note, side)]
    if run.author_call:
        return [author_mark(run.author_call)]
    if run.emended:
        return [_emended(run, one.reading(run), one.entry(run))]
    if run.term:
        return [term_link(styled(run), run.term, run.first, display.glossary)]
    return styled(run)


def _withheld(row: Row, speaker: Speaker | None) -> Element:
    anchors = [make("span", id=f"{dom_id(row.id)}-{language}") for language in SIDES]
    for segment in row.segments:
        if segment.id not in LINES:
            name = dom_id(segment.id)
            anchors.append(_within(_span("seg", segment.id, name), f"{name}-de", f"{name}-en"))
    label = [make("span", speaker.name.en, class_="speaker")] if speaker else []
    length = make("span", count(len(row.segments), "sentence", "sentences"))
    return make("p", *anchors, *spaced(*label, length), class_="held")


def _number(row: Row, display: Display) -> Element:
    name = NAMES.get(row.id)
    written, label = row.id, name or f"Paragraph {row.id}"
    if name:
        written = name.split()[0].lower()
    elif row.role == "heading":
        label = f"Heading {row.id}"
    elif row.id in display.numbers:
        written = note_sign(display.numbers[row.id])
        label = f"Author’s note {display.numbers[row.id]}"
    named = name or row.role == "heading"
    kind = "para__no para__no--name" if named else "para__no"
    return make("a", written, class_=kind, href=f"#{dom_id(row.id)}", aria_label=label)


def _side(row: Row, language: Language, display: Display) -> Element:
    listed = sentences(row, language, display.view)
    words = lines(row, listed, spans_of(listed, language, display))
    label = []
    if speaker := speaker_of(row, display.view.text):
        same = language == "en" and speaker.name.de == speaker.name.en
        kind = "speaker speaker--same" if same else "speaker"
        label = [make("span", getattr(speaker.name, language), class_=kind)]
    if language == "en":
        label += draft_mark(row)
    after = backs(row, language, display.view) if row.id in display.numbers else []
    whole = paragraph(row, spaced(*label, *words, *after), display.depths.get(row.id, 0))
    side = make("div", whole, class_=f"side side--{language}")
    side.set("lang", language)
    if language == "de":
        side.set("translate", "no")
    if display.with_ids:
        side.set("id", f"{dom_id(row.id)}-{language}")
    return side


def draft_mark(row: Row) -> list[Element]:
    """Mark a paragraph in which drafts stand; nothing where there are none."""
    said = row_remark(row)
    return [make("span", said, class_="draft")] if said else []


def _span(kind: str, segments: str, name: str, *children: Element | str) -> Element:
    span = make("span", *children, class_=kind, data_seg=segments)
    if name:
        span.set("id", name)
    return span


def _within(span: Element, *names: str) -> Element:
    for name in names:
        span = make("span", span, id=name)
    return span


def _emended(run: Run, reading: str, entry: str) -> Element:
    """
    Link an emended run with its entry; style rules show it, or what was transmitted.

    Where it is a term, it says so without a link to the glossary.
    """
    transmitted = make("span", shown(reading), class_="sent", data_search_exclude="")
    link = make("a", make("span", *styled(run), class_="read"), transmitted, class_="emended")
    link.set("href", f"#{entry}")
    link.set("id", f"{entry}-at")
    if run.term:
        link.set("data-term", run.term)
    if not run.words:
        link.set("aria-label", f"Emended: words left out, transmitted as “{shown(reading)}”")
    return link
