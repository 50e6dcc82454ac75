"""
Render the rows of a text as TEI, each side by itself.

The original has the ids of the pages (`p3`, `p3.4`), the translation the same with `-en`. A `seg`
of the translation names in `@corresp` every sentence it renders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lesart.core.references import LINES, dom_id, emendation_id, note_dom_id
from lesart.model import Language, Note, Row, Segment, Text, TranslationUnit
from lesart.view.calls import SIDES, Call, by_place, find_calls, sides_by_note
from lesart.view.gaps import translated, translation
from lesart.view.runs import Run, cut
from lesart.view.speakers import speaker_of
from lesart.view.terms import TermLinks, term_links
from lesart.write.tei.elements import spaced, tei

# Terms are linked within the document, whatever the address of the glossary.
_TERMS = "#"


@dataclass(frozen=True, slots=True)
class Over:
    """
    Hold what stands over the words of a text: terms, and calls of notes by side and place.

    `sides` are those that call a note, by its id.
    """

    terms: TermLinks
    calls: Mapping[Language, Mapping[str, Sequence[Call]]]
    sides: Mapping[str, Sequence[Language]]

    def at(self, side: Language, place: str) -> Sequence[Call]:
        """List the calls of a place, in reading order."""
        return self.calls[side].get(place, ())

    def behind(self, side: Language, place: str) -> list[Element]:
        """Make the anchors of a place that has no words."""
        return [_anchor(call.note, side) for call in self.at(side, place)]

    def anchors(self, note: Note) -> list[str]:
        """List the xml:ids of the points at which a note is called."""
        return [anchor_id(note, side) for side in self.sides.get(note.id, ())]


def over(text: Text) -> Over:
    """Find what stands over the words of a text."""
    calls = find_calls(text)
    places = {side: by_place(calls, side) for side in SIDES}
    return Over(term_links(text, _TERMS), places, sides_by_note(calls))


def anchor_id(note: Note, side: Language) -> str:
    """Give the xml:id of the point at which a note is called on a side."""
    return f"{note_dom_id(note.id)}-{side}"


def _anchor(note: Note, side: Language) -> Element:
    return tei("anchor", xml_id=anchor_id(note, side))


def side(rows: Sequence[Row], text: Text, language: Language, words: Over) -> list[Element]:
    """Render rows in one language; in a withheld text they hold their ids and no words."""
    known = translated(text)
    rendered = []
    for row in rows:
        segs = german(row, text, words) if language == "de" else english(row, text, known, words)
        rendered.append(_row(row, text, language, segs, words))
    return rendered


def german(row: Row, text: Text, words: Over) -> list[Element]:
    """Render the sentences of a row."""
    return [_sentence(segment, text, words) for segment in row.segments]


def english(row: Row, text: Text, known: frozenset[str], words: Over) -> list[Element]:
    """Render the translation units of a row, and a gap for each sentence that has none."""
    segs = []
    for one in () if text.withheld else translation(row, known):
        if isinstance(one, Segment):
            reason = "withheld" if text.held.translation else "not-translated"
            segs.append(tei("gap", reason=reason, corresp=f"#{dom_id(one.id)}"))
            segs += words.behind(SIDES[1], one.id)
        else:
            segs.append(_unit(one, words))
    return segs


def _row(row: Row, text: Text, language: Language, segs: list[Element], words: Over) -> Element:
    line = row.id in LINES
    ending = "" if language == "de" else "-en"
    names = {} if line else {"xml_id": dom_id(row.id) + ending}
    if row.role == "lacuna":
        reasons = [e.reason for e in text.apparatus if e.kind == "lacuna" and e.at == row.id]
        said = [] if text.withheld else [tei("desc", reason) for reason in reasons]
        segs = [tei("gap", *said, reason="lost"), *words.behind(language, row.id)]
    if row.role == "title" and row.id == text.rows[0].id:
        return tei("head", *spaced(segs), n=row.id)
    if row.role in ("title", "author", "lead"):
        return tei("ab", *spaced(segs), type=row.role, n=row.id, **names)
    paragraph = tei("p", *spaced(segs), n=row.id, **names)
    speaker = speaker_of(row, text)
    if speaker is None:
        return paragraph
    label = tei("speaker", getattr(speaker.name, language))
    return tei("sp", label, paragraph, who=f"#speaker-{row.speaker}")


def _sentence(segment: Segment, text: Text, words: Over) -> Element:
    if text.held.original:
        content: list[Element | str] = [tei("gap", reason="withheld")]
    elif segment.text is None:
        missing = tei("gap", reason="not-at-hand")
        content = [f"{segment.incipit} ", missing, *words.behind(SIDES[0], segment.id)]
    else:
        calls = words.at(SIDES[0], segment.id)
        runs = cut(segment.text, segment.marks, words.terms.in_segment(segment), calls)
        content = [_set(run, SIDES[0], segment) for run in runs]
    return tei("seg", *content, type="sentence", xml_id=dom_id(segment.id), n=segment.id)


def _unit(unit: TranslationUnit, words: Over) -> Element:
    runs = cut(unit.text, (), words.terms.in_unit(unit), words.at(SIDES[1], unit.ids))
    return tei(
        "seg",
        *(_set(run, SIDES[1]) for run in runs),
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


def _set(run: Run, side: Language, segment: Segment | None = None) -> Element | str:
    """Set a run; what is emended as a choice of both readings, a note as the point of its call."""
    if run.note:
        return _anchor(run.note, side)
    words = tei("term", run.words, ref=f"#term-{run.term}") if run.term else run.words
    if not segment or not run.emended:
        return words
    reading = segment.marks[run.emended - 1].emendation.reading
    corrected = tei("corr", words, xml_id=emendation_id(segment.id, run.emended))
    return tei("choice", tei("sic", reading), corrected)
