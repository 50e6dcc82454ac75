"""Write the rows of a text for the press: paragraph by paragraph, both sides, calls of notes."""

from __future__ import annotations

from typing import Any

from lesart.model import Language, Note, Row, Segment, Text, TranslationUnit
from lesart.references import LINES, dom_id
from lesart.render.html_rows import LACUNA, UNTRANSLATED, is_question, translated
from lesart.render.html_terms import TermLinks, term_links
from lesart.render.typst_runs import Call, place_call, sentence, text_run, unit
from lesart.render.typst_scope import Run, Scope


def rows(text: Text, scope: Scope) -> list[dict[str, Any]]:
    """Write every row but the title's; of a text that is withheld there are none."""
    if text.withheld:
        return []
    writer = _Writer(text, scope)
    return [writer.row(row) for row in text.rows if row.role != "title"]


def title_calls(text: Text, scope: Scope) -> list[Run]:
    """Call the notes on the title, and count its terms for the index."""
    if text.withheld:
        return []
    terms = [one.term for one in text.occurrences if one.unit == "title"]
    runs: list[Run] = [
        {"t": "", "ix": [f"glossary:{term}"]} for term in terms if term in scope.terms
    ]
    return [*runs, *({"fn": n.id, "own": True} for n in text.notes if n.at == "title")]


class _Writer:
    """Hold what all rows of a text need."""

    def __init__(self, text: Text, scope: Scope) -> None:
        self.text, self.scope = text, scope
        self.terms: TermLinks = term_links(text, "glossary")
        self.known = translated(text)
        self.notes: dict[str, list[Note]] = {}
        for note in text.notes:
            self.notes.setdefault(note.at, []).append(note)

    def row(self, row: Row) -> dict[str, Any]:
        """Write one row; `de` and `en` are lists of sentences."""
        id_ = self.text.record.id
        speaker = self.text.record.speakers.get(row.speaker)
        question = is_question(row, self.text)
        made: dict[str, Any] = {
            "id": row.id,
            "label": self.scope.label(id_, dom_id(row.id)),
            "role": row.role,
            "url": self.scope.page(id_, dom_id(row.id)),
            "question": question,
        }
        if speaker:
            made["speaker"] = {"de": speaker.name.de, "en": speaker.name.en}
        if row.role == "lacuna":
            missing = LACUNA[question]
            return {
                **made,
                "de": [{"a": [], "r": [{"t": missing["de"]}]}],
                "en": [{"a": [], "r": [{"t": missing["en"]}]}],
            }
        return {**made, "de": self.german(row), "en": self.english(row)}

    def german(self, row: Row) -> list[dict[str, Any]]:
        """Write the sentences of the original, or their first words where it is not at hand."""
        seen: set[str] = set()
        made = []
        for segment in row.segments:
            words = segment.text
            calls = self.calls(self.notes_at(row, segment), "de", words or "")
            if words is None:
                runs: list[Run] = [text_run(f"{segment.incipit} …".lstrip())]
                runs += [{"fn": call.note, "own": call.own} for call in calls]
            else:
                places = self.terms.in_segment(segment)
                id_ = self.text.record.id
                runs = sentence(segment, places, calls, self.scope, id_, seen)
            made.append(
                {"a": [self.anchor(segment.id)], "r": runs, "s": _number(segment.id)}
                | ({"incipit": True} if words is None else {})
            )
        return made

    def english(self, row: Row) -> list[dict[str, Any]]:
        """Write the translation units of a row, and a gap for each sentence that has none."""
        seen: set[str] = set()
        made = []
        by_first = {one.segments[0]: one for one in row.units if one.segments}
        for segment in row.segments:
            if one := by_first.get(segment.id):
                covered = [other for other in row.segments if other.id in one.segments]
                notes = [note for other in covered for note in self.notes_at(row, other)]
                runs = self.unit(one, notes, seen)
            elif segment.id not in self.known:
                notes = self.notes_at(row, segment)
                runs = [text_run(UNTRANSLATED)]
                runs += [{"fn": c.note, "own": c.own} for c in self.calls(notes, "en", "")]
            else:
                continue
            covers = one.segments if one else (segment.id,)
            anchors = [self.anchor(id_) for id_ in covers]
            made.append({"a": anchors, "r": runs, "s": _number(covers[0])})
        return made

    def unit(self, one: TranslationUnit, notes: list[Note], seen: set[str]) -> list[Run]:
        """Write the words of a unit."""
        places = self.terms.in_unit(one)
        return unit(one.text, places, self.calls(notes, "en", one.text), self.scope, seen)

    def notes_at(self, row: Row, segment: Segment) -> list[Note]:
        """List the notes that are called in a segment; those of a paragraph in its first."""
        whole = self.notes.get(row.id, []) if segment is row.segments[0] else []
        alone = self.notes.get(segment.id, []) if segment.id != row.id else []
        return [*whole, *alone]

    def calls(self, notes: list[Note], side: Language, words: str) -> list[Call]:
        """
        Place the calls of *notes* on one side: behind the words that they quote.

        A note is called on each side whose words it quotes, and stands at the first of them. One
        that quotes no words of a printed side is called at the end of its sentence.
        """
        made = []
        for note in notes:
            quoted = {"de": note.german, "en": note.english}
            sides = [one for one in self.scope.sides if quoted[one]] or [self.scope.sides[0]]
            if side in sides:
                made.append(Call(place_call(quoted[side], words), note.id, side == sides[0]))
        return sorted(made, key=lambda call: call.at)

    def anchor(self, segment: str) -> str:
        """Name the place of a segment; of a line that is one sentence, the row has the name."""
        return "" if segment in LINES else self.scope.label(self.text.record.id, dom_id(segment))


def _number(segment: str) -> str:
    return segment.partition(".")[2]
