"""Write the rows of a text for the press: paragraph by paragraph, both sides, calls of notes."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from lesart.model import Language, Note, Row, Segment, Text, TranslationUnit
from lesart.references import LINES, dom_id
from lesart.render.held import gap
from lesart.render.html_drafts import mark
from lesart.render.html_rows import LACUNA, is_question, translated
from lesart.render.html_terms import TermLinks, by_unit, term_links
from lesart.render.typst_runs import Call, place_call, sentence, text_run, unit
from lesart.render.typst_scope import Run, Scope


def rows(text: Text, scope: Scope) -> list[dict[str, Any]]:
    """Write every row but the title's; of a text that is withheld there are none."""
    if text.withheld:
        return []
    writer = _Writer(text, scope)
    return [writer.row(row) for row in text.rows if row.role != "title"]


def title_calls(text: Text, scope: Scope) -> list[Run]:
    """Call the notes on the title, and count its terms and names for the index."""
    if text.withheld:
        return []
    terms = [one.term for one in text.occurrences if one.unit == "title"]
    runs: list[Run] = [
        {"t": "", "ix": [f"glossary:{term}"]} for term in terms if term in scope.terms
    ]
    sides = {"de": text.named.german, "en": text.named.english}
    named = [one.term for side in scope.sides for one in sides[side] if one.unit == "title"]
    runs += [{"t": "", "ix": [scope.name_key(name)]} for name in dict.fromkeys(named)]
    return [*runs, *({"fn": n.id} for n in text.notes if n.at == "title")]


def number_notes(calls: list[Run], made: list[dict[str, Any]], scope: Scope) -> dict[str, Any]:
    """
    Number the notes that are called, in reading order, and tell on which sides each is.

    Gives, by note, its number `n`, its `sides`, and the `side` on which it stands: the first.
    """
    found: dict[str, list[Language]] = {r["fn"]: [scope.sides[0]] for r in calls if "fn" in r}
    for row in made:
        for id_, sides in called_in(row, scope).items():
            found.setdefault(id_, sides)
    return {
        id_: {"n": str(n), "sides": sides, "side": sides[0]}
        for n, (id_, sides) in enumerate(found.items(), 1)
    }


def called_in(row: dict[str, Any], scope: Scope) -> dict[str, list[Language]]:
    """Find the notes that are called in a row, in reading order, each with its sides."""
    found: dict[str, list[Language]] = {}
    for (a, b), (y, z) in itertools.pairwise(row["cuts"]):
        parts: dict[Language, Any] = {"de": row["de"][a:y], "en": row["en"][b:z]}
        for side in scope.sides:
            for run in (run for part in parts[side] for run in part["r"] if "fn" in run):
                sides = found.setdefault(run["fn"], [])
                sides += [side] if side not in sides else []
    return found


class _Writer:
    """Hold what all rows of a text need."""

    def __init__(self, text: Text, scope: Scope) -> None:
        self.text, self.scope = text, scope
        self.terms: TermLinks = term_links(text, "glossary")
        self.names = TermLinks("", by_unit(text.named.german), by_unit(text.named.english))
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
                "cuts": [[0, 0], [1, 1]],
            }
        german, english = self.german(row), self.english(row)
        return {**made, "de": german, "en": english, "cuts": _cuts(german, english)}

    def german(self, row: Row) -> list[dict[str, Any]]:
        """Write the sentences of the original, or their first words where it is not at hand."""
        seen: set[str] = set()
        made = []
        for segment in row.segments:
            words = segment.text
            calls = self.calls(self.notes_at(row, segment), "de", words or "")
            if words is None:
                runs: list[Run] = [text_run(f"{segment.incipit} …".lstrip())]
                runs += [{"fn": call.note} for call in calls]
            else:
                places = self.terms.in_segment(segment)
                id_ = self.text.record.id
                names = self.names.in_segment(segment)
                runs = sentence(segment, places, names, calls, self.scope, id_, seen)
            made.append(
                {
                    "ids": [segment.id],
                    "a": self.anchors("de", [segment.id]),
                    "r": runs,
                    "s": _number(segment.id),
                }
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
                runs = [text_run(gap(self.text))]
                runs += [{"fn": call.note} for call in self.calls(notes, "en", "")]
            else:
                continue
            covers = one.segments if one else (segment.id,)
            anchors = self.anchors("en", covers)
            made.append({"ids": list(covers), "a": anchors, "r": runs, "s": _number(covers[0])})
        return made

    def unit(self, one: TranslationUnit, notes: list[Note], seen: set[str]) -> list[Run]:
        """Write the words of a unit; a draft says that it is one."""
        places = self.terms.in_unit(one)
        calls = self.calls(notes, "en", one.text)
        runs = unit(one.text, places, self.names.in_unit(one), calls, self.scope, seen)
        return [*runs, text_run(f" [{said}]")] if (said := mark(one)) else runs

    def notes_at(self, row: Row, segment: Segment) -> list[Note]:
        """List the notes that are called in a segment; those of a paragraph where they quote it."""
        whole = self.notes.get(row.id, [])
        here = [note for note in whole if self.quoted_in(note, row) == segment.id]
        alone = self.notes.get(segment.id, []) if segment.id != row.id else []
        return [*here, *alone]

    def quoted_in(self, note: Note, row: Row) -> str:
        """
        Name the first segment of a row with the words of a note; where there is none, the first.

        It is one for both sides, so that both calls stand on one page.
        """
        said: dict[Language, list[tuple[str, str, str]]] = {
            "de": [(s.id, s.text or "", note.german) for s in row.segments],
            "en": [(one.segments[0], one.text, note.english) for one in row.units if one.segments],
        }
        places = (place for side in self.scope.sides for place in said[side])
        found = (id_ for id_, words, quoted in places if quoted and quoted in words)
        return next(found, row.segments[0].id)

    def calls(self, notes: list[Note], side: Language, words: str) -> list[Call]:
        """
        Place the calls of *notes* on one side: behind the words that they quote.

        A note is called on each side whose words it quotes. One that quotes no words of a printed
        side is called at the end of its sentence.
        """
        made = []
        for note in notes:
            quoted = {"de": note.german, "en": note.english}
            sides = [one for one in self.scope.sides if quoted[one]] or [self.scope.sides[0]]
            if side in sides:
                made.append(Call(place_call(quoted[side], words), note.id))
        return sorted(made, key=lambda call: call.at)

    def anchors(self, side: Language, segments: Iterable[str]) -> list[str]:
        """
        Name the places of segments on the side that holds them: the first that is printed.

        Of a line that is one sentence, the row has the name.
        """
        if side != self.scope.sides[0]:
            return []
        id_ = self.text.record.id
        return [self.scope.label(id_, dom_id(one)) for one in segments if one not in LINES]


def _cuts(german: list[dict[str, Any]], english: list[dict[str, Any]]) -> list[list[int]]:
    """
    List the places where both sides end a sentence: how many of each side stand before.

    A page may end there, so that both sides of it hold the same sentences.
    """
    cuts = [[0, 0]]
    seen: set[str] = set()
    ends = 0
    for number, sentence_ in enumerate(german, 1):
        seen.update(sentence_["ids"])
        while ends < len(english) and seen.issuperset(english[ends]["ids"]):
            ends += 1
        if ends == len(english) or seen.isdisjoint(english[ends]["ids"]):
            cuts.append([number, ends])
    whole = [len(german), len(english)]
    return cuts if cuts[-1] == whole != [0, 0] else [*(cuts[:-1] or [[0, 0]]), whole]


def _number(segment: str) -> str:
    return segment.partition(".")[2]
