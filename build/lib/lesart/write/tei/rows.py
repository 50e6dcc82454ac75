"""
Render the rows of a text as TEI, each side by itself.

The original has the ids of the pages (`p3`, `p3.4`), the translation the same with `-en`. A `seg`
of the translation names in `@corresp` every sentence it renders. What a row is, `write.tei.shapes`
tells, and how rows stand in divisions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lesart.core.references import LINES, dom_id, note_dom_id
from lesart.model import Language, Note, Row, Segment, Text, TranslationUnit
from lesart.view.calls import SIDES, find_calls, sides_by_note
from lesart.view.runs import Run
from lesart.view.sentences import Sentence, TextView, sentences, text_view
from lesart.view.speakers import speaker_of
from lesart.view.terms import term_places
from lesart.write.tei.elements import spaced, tei
from lesart.write.tei.shapes import arranged, author_note, shaped, styled, verse


@dataclass(frozen=True, slots=True)
class Words:
    """Hold what is to be said of a text, and the sides that call a note, by its id."""

    view: TextView
    sides: Mapping[str, Sequence[Language]]

    def anchors(self, note: Note) -> list[str]:
        """List the xml:ids of the points at which a note is called."""
        return [_anchor_id(note, side) for side in self.sides.get(note.id, ())]


def words_of(text: Text) -> Words:
    """Find what stands over the words of a text, and where its notes are called."""
    calls = find_calls(text)
    return Words(text_view(text, term_places(text), calls=calls), sides_by_note(calls))


def _anchor_id(note: Note, side: Language) -> str:
    return f"{note_dom_id(note.id)}-{side}"


def side(rows: Sequence[Row], language: Language, words: Words) -> list[Element]:
    """Render rows in one language; in a withheld text they hold their ids and no words."""
    text = words.view.text
    rendered = []
    for row in rows:
        listed = sentences(row, language, words.view)
        parts: list[list[Element]] = []
        if language == SIDES[0] or row.role == "lacuna" or not text.withheld:
            parts = [_sentence(one, row, language, text) for one in listed]
        rendered.append(_row(row, language, listed, parts, words))
    return arranged(rows, rendered)


def _row(
    row: Row,
    language: Language,
    listed: Sequence[Sentence],
    parts: list[list[Element]],
    words: Words,
) -> Element:
    text = words.view.text
    segs = [seg for part in parts for seg in part]
    line = row.id in LINES
    ending = "" if language == SIDES[0] else "-en"
    names = {} if line else {"xml_id": dom_id(row.id) + ending}
    if row.role == "title" and row.id == text.rows[0].id:
        return tei("head", *spaced(segs), n=row.id)
    if row.role in ("title", "author", "lead"):
        return tei("ab", *spaced(segs), type=row.role, n=row.id, **names)
    if row.role == "note":
        calls = words.view.author_calls.get(language, {}).values()
        called = [f"#{call.id}" for found in calls for call in found if call.note == row.id]
        return author_note(text, row, segs, called, names)
    if row.role == "verse" and parts:
        paragraph = verse(row, parts, [one.indent for one in listed], names)
    else:
        paragraph = shaped(row, segs, names)
    speaker = speaker_of(row, text)
    if speaker is None or row.role == "heading":
        return paragraph
    if row.role == "item":
        paragraph = tei("list", paragraph)
    label = tei("speaker", getattr(speaker.name, language))
    return tei("sp", label, paragraph, who=f"#speaker-{row.speaker}")


def _sentence(one: Sentence, row: Row, side: Language, text: Text) -> list[Element]:
    """Render what stands for a sentence: words in an element, or a gap with the calls behind it."""
    content = [part for run in one.runs for part in _set(run, side, one)]
    calls = [call for call in content[1:] if isinstance(call, Element)] if one.missing else []
    if one.missing == "lost":
        reasons = [e.reason for e in text.apparatus if e.kind == "lacuna" and e.at == row.id]
        said = [] if text.withheld else [tei("desc", reason) for reason in reasons]
        return [tei("gap", *said, reason="lost"), *calls]
    if one.missing == "not translated":
        reason = "withheld" if text.held.translation else "not-translated"
        return [tei("gap", reason=reason, corresp=f"#{dom_id(one.covers[0])}"), *calls]
    if one.segment:
        return [_segment(one.segment, content, calls, text)]
    return [_unit(one.unit, content)] if one.unit else []


def _segment(
    segment: Segment, content: Sequence[Element | str], calls: Sequence[Element], text: Text
) -> Element:
    if text.held.original:
        content = [tei("gap", reason="withheld")]
    elif segment.text is None:
        content = [f"{segment.incipit} ", tei("gap", reason="not-at-hand"), *calls]
    return tei("seg", *content, type="sentence", xml_id=dom_id(segment.id), n=segment.id)


def _unit(unit: TranslationUnit, content: Sequence[Element | str]) -> Element:
    return tei(
        "seg",
        *content,
        type="unit",
        subtype=unit.state,
        xml_id=unit_id(unit),
        n=unit.ids,
        corresp=pointers(unit),
        cert=f"{unit.confidence:.2f}" if unit.state == "aligned" else "",
    )


def unit_id(unit: TranslationUnit) -> str:
    """Give the xml:id of a translation unit."""
    return f"{dom_id(unit.segments[0])}-en"


def pointers(unit: TranslationUnit) -> str:
    """Point at every sentence of the original that a unit renders."""
    return " ".join(f"#{dom_id(id_)}" for id_ in unit.segments)


def _set(run: Run, side: Language, one: Sentence) -> list[Element | str]:
    """Set a run; what is emended as a choice of both readings, a note as the point of its call."""
    if run.note:
        return [tei("anchor", xml_id=_anchor_id(run.note, side))]
    if call := run.author_call:
        target = f"#{dom_id(call.note)}{'' if side == SIDES[0] else '-en'}"
        return [tei("ptr", type="author-note", target=target, n=call.sign, xml_id=call.id)]
    words = styled(run)
    if run.term:
        words = [tei("term", *words, ref=f"#term-{run.term}")]
    if not run.emended:
        return words
    corrected = tei("corr", *words, xml_id=one.entry(run))
    return [tei("choice", tei("sic", one.reading(run)), corrected)]
