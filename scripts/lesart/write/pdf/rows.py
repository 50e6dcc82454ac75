"""Write the rows of a text for the press: paragraph by paragraph, both sides, calls of notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lesart.core.references import LINES, dom_id, emendation_id
from lesart.model import Language, Occurrence, Row, Segment, Text, TranslationUnit
from lesart.view.calls import SIDES, by_place, find_calls, in_order
from lesart.view.gaps import first_words, gap, lost, translated, translation
from lesart.view.runs import cut
from lesart.view.speakers import is_question, speaker_of
from lesart.view.states import remark
from lesart.view.terms import TermLinks, by_unit, term_links
from lesart.write.pdf.runs import set_run, text_run
from lesart.write.pdf.scope import Run, Scope


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
    return [
        *runs,
        *({"fn": note.id} for note, calls in in_order(text) if calls and note.at == "title"),
    ]


def number_notes(text: Text, scope: Scope) -> dict[str, Any]:
    """
    Number the notes that are called, in reading order, and tell on which sides each is.

    Gives, by note, its number `n`, its `sides`, and the `side` on which it stands: the first. Those
    on the title are called behind it.
    """
    found: dict[str, list[Language]] = {}
    for note, calls in in_order(text, scope.sides):
        if calls:
            sides = [scope.sides[0]] if note.at == "title" else [call.side for call in calls]
            found[note.id] = sides
    return {
        id_: {"n": str(n), "sides": sides, "side": sides[0]}
        for n, (id_, sides) in enumerate(found.items(), 1)
    }


class _Writer:
    """Hold what all rows of a text need."""

    def __init__(self, text: Text, scope: Scope) -> None:
        self.text, self.scope = text, scope
        self.terms: TermLinks = term_links(text, "glossary")
        self.names = TermLinks("", by_unit(text.named.german), by_unit(text.named.english))
        self.known = translated(text)
        calls = find_calls(text, scope.sides)
        self.calls = {side: by_place(calls, side) for side in SIDES}

    def row(self, row: Row) -> dict[str, Any]:
        """Write one row; `de` and `en` are lists of sentences."""
        id_ = self.text.record.id
        speaker = speaker_of(row, self.text)
        made: dict[str, Any] = {
            "id": row.id,
            "label": self.scope.label(id_, dom_id(row.id)),
            "role": row.role,
            "url": self.scope.page(id_, dom_id(row.id)),
            "question": is_question(row, self.text),
        }
        if speaker:
            made["speaker"] = {"de": speaker.name.de, "en": speaker.name.en}
        if row.role == "lacuna":
            missing = lost(row, self.text)
            sides: dict[str, Any] = {
                side: [{"a": [], "r": [{"t": missing[side]}, *self.behind(side, row.id)]}]
                for side in SIDES
            }
            return {**made, **sides, "cuts": [[0, 0], [1, 1]]}
        german, english = self.german(row), self.english(row)
        cuts = _together(_cuts(german, english), german, english)
        return {**made, "de": german, "en": english, "cuts": cuts}

    def german(self, row: Row) -> list[dict[str, Any]]:
        """Write the sentences of the original, or their first words where it is not at hand."""
        side = SIDES[0]
        seen: set[str] = set()
        made = []
        for segment in row.segments:
            words = segment.text
            if words is None:
                first = text_run(first_words(segment))
                runs = [first, *self.behind(side, segment.id)]
            else:
                places = self.known_terms(self.terms.in_segment(segment))
                calls = self.calls[side].get(segment.id, ())
                names = self.names.in_segment(segment)
                runs = [
                    set_run(one, self.scope, self.entry(segment, one.emended))
                    for one in cut(words, segment.marks, places, calls, seen, names)
                ]
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
        for one in translation(row, self.known):
            if isinstance(one, Segment):
                covers: tuple[str, ...] = (one.id,)
                runs = [text_run(gap(self.text)), *self.behind(SIDES[1], one.id)]
            else:
                covers = one.segments
                runs = self.unit(one, seen)
            anchors = self.anchors("en", covers)
            made.append({"ids": list(covers), "a": anchors, "r": runs, "s": _number(covers[0])})
        return made

    def unit(self, one: TranslationUnit, seen: set[str]) -> list[Run]:
        """Write the words of a unit, and what is to be known of it where nobody has reviewed it."""
        places = self.known_terms(self.terms.in_unit(one))
        calls = self.calls[SIDES[1]].get(one.ids, ())
        cuts = cut(one.text, (), places, calls, seen, self.names.in_unit(one))
        runs = [set_run(run, self.scope) for run in cuts]
        return [*runs, text_run(f" [{said}]")] if (said := remark(one)) else runs

    def behind(self, side: Language, place: str) -> list[Run]:
        """Call the notes of a place that has no words."""
        return [{"fn": call.note.id} for call in self.calls[side].get(place, ())]

    def known_terms(self, places: Iterable[Occurrence]) -> list[Occurrence]:
        """Leave the terms that the glossary of the book has."""
        return [one for one in places if one.term in self.scope.terms]

    def entry(self, segment: Segment, emended: int) -> str:
        """Name the entry of an emendation; nothing where there is none."""
        name = emendation_id(segment.id, emended)
        return self.scope.label(self.text.record.id, name) if emended else ""

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


def _together(
    cuts: list[list[int]], german: list[dict[str, Any]], english: list[dict[str, Any]]
) -> list[list[int]]:
    """
    Leave the cuts between which every note is called on both sides or on neither.

    A note on a paragraph may be called in sentences that do not stand for one another; it is to
    stand on the page of both.
    """
    called = [
        {run["fn"]: n for n, one in enumerate(side) for run in one["r"] if "fn" in run}
        for side in (german, english)
    ]
    pairs = [(n, called[1][note]) for note, n in called[0].items() if note in called[1]]
    return [cut for cut in cuts if all((g < cut[0]) == (e < cut[1]) for g, e in pairs)]


def _number(segment: str) -> str:
    return segment.partition(".")[2]
