"""
Render the rows of a text as TEI, each side by itself.

The original has the ids of the pages (`p3`, `p3.4`), the translation the same with `-en`. A `seg`
of the translation names in `@corresp` every sentence it renders.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from lesart.model import Language, Occurrence, Row, Segment, Text, TranslationUnit
from lesart.references import LINES, dom_id, emendation_id
from lesart.render.html_terms import TermLinks
from lesart.render.tei_make import spaced, tei


def side(rows: Sequence[Row], text: Text, language: Language, terms: TermLinks) -> list[Element]:
    """Render rows in one language; in a withheld text they hold their ids and no words."""
    known = {id_ for row in text.rows for unit in row.units for id_ in unit.segments}
    rendered = []
    for row in rows:
        segs = german(row, text, terms) if language == "de" else english(row, text, known, terms)
        rendered.append(_row(row, text, language, segs))
    return rendered


def german(row: Row, text: Text, terms: TermLinks) -> list[Element]:
    """Render the sentences of a row."""
    return [_sentence(segment, text, terms) for segment in row.segments]


def english(row: Row, text: Text, known: set[str], terms: TermLinks) -> list[Element]:
    """Render the translation units of a row, and a gap for each sentence that has none."""
    by_first = {unit.segments[0]: unit for unit in row.units if unit.segments}
    segs = []
    for segment in () if text.withheld else row.segments:
        if unit := by_first.pop(segment.id, None):
            segs.append(_unit(unit, terms))
        elif segment.id not in known:
            reason = "withheld" if text.held.translation else "not-translated"
            segs.append(tei("gap", reason=reason, corresp=f"#{dom_id(segment.id)}"))
    # In a passage that is cut from its row, a unit may begin before the first sentence.
    return [*(_unit(unit, terms) for unit in by_first.values()), *segs]


def _row(row: Row, text: Text, language: Language, segs: list[Element]) -> Element:
    line = row.id in LINES
    ending = "" if language == "de" else "-en"
    names = {} if line else {"xml_id": dom_id(row.id) + ending}
    if row.role == "lacuna":
        reasons = [e.reason for e in text.apparatus if e.kind == "lacuna" and e.at == row.id]
        said = [] if text.withheld else [tei("desc", reason) for reason in reasons]
        segs = [tei("gap", *said, reason="lost")]
    if row.role == "title" and row.id == text.rows[0].id:
        return tei("head", *spaced(segs), n=row.id)
    if row.role in ("title", "author", "lead"):
        return tei("ab", *spaced(segs), type=row.role, n=row.id, **names)
    paragraph = tei("p", *spaced(segs), n=row.id, **names)
    speaker = text.record.speakers.get(row.speaker)
    if speaker is None:
        return paragraph
    label = tei("speaker", getattr(speaker.name, language))
    return tei("sp", label, paragraph, who=f"#speaker-{row.speaker}")


def _sentence(segment: Segment, text: Text, terms: TermLinks) -> Element:
    if text.held.original:
        content: list[Element | str] = [tei("gap", reason="withheld")]
    elif segment.text is None:
        content = [f"{segment.incipit} ", tei("gap", reason="not-at-hand")]
    else:
        content = _marked(segment, segment.text, terms.in_segment(segment))
    return tei("seg", *content, type="sentence", xml_id=dom_id(segment.id), n=segment.id)


def _unit(unit: TranslationUnit, terms: TermLinks) -> Element:
    return tei(
        "seg",
        *_linked(unit.text, terms.in_unit(unit)),
        type="unit",
        subtype=unit.state,
        xml_id=unit_id(unit),
        n=unit.ids,
        corresp=sentences(unit),
        cert=f"{unit.confidence:.2f}" if unit.state == "aligned" else "",
    )


def unit_id(unit: TranslationUnit) -> str:
    """Give the xml:id of a translation unit."""
    return f"{dom_id(unit.segments[0])}-en"


def sentences(unit: TranslationUnit) -> str:
    """Point at every sentence of the original that a unit renders."""
    return " ".join(f"#{dom_id(id_)}" for id_ in unit.segments)


def _marked(segment: Segment, words: str, found: Sequence[Occurrence]) -> list[Element | str]:
    """Give the words of a sentence, each emended run as a choice of both readings."""
    parts: list[Element | str] = []
    done = 0
    for number, mark in enumerate(segment.marks, 1):
        if not done <= mark.start <= mark.end <= len(words):
            continue
        before = [one for one in found if done <= one.start and one.end <= mark.start]
        parts += _linked(words[: mark.start], before, done)
        entry = emendation_id(segment.id, number)
        corrected = tei("corr", words[mark.start : mark.end], xml_id=entry)
        parts.append(tei("choice", tei("sic", mark.emendation.reading), corrected))
        done = mark.end
    return [*parts, *_linked(words, [one for one in found if done <= one.start], done)]


def _linked(words: str, found: Iterable[Occurrence], done: int = 0) -> list[Element | str]:
    parts: list[Element | str] = []
    for one in found:
        if done <= one.start:
            term = tei("term", words[one.start : one.end], ref=f"#term-{one.term}")
            parts += [words[done : one.start], term]
            done = one.end
    return [*parts, words[done:]]
