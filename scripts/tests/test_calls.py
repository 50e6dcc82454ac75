"""Where notes are called, and how the words of a sentence are cut: decided once for all forms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_markdown import make_text

from lesart.model import (
    Emendation,
    Language,
    Mark,
    Note,
    Occurrence,
    Row,
    Segment,
    Text,
    TranslationUnit,
)
from lesart.view.calls import Call, find_calls, in_order
from lesart.view.runs import Run, cut

FIRST, SECOND, THIRD = "Die Wolke zieht.", "Die Waage wiegt die Waage.", "Ende."


def note(id_: str, at: str, german: str = "", english: str = "") -> Note:
    """Make a note that quotes some words."""
    return Note(id_, at, german, english, "fact", (), "Said.")


def text_of(*notes: Note, original: bool = True) -> Text:
    """Make a text of a paragraph with two sentences in one unit and one untranslated, and a gap."""
    words = [("1.1", FIRST), ("1.2", SECOND), ("1.3", THIRD)]
    segments = tuple(Segment(id_, said if original else None, "…") for id_, said in words)
    unit = TranslationUnit("1.1-1.2", ("1.1", "1.2"), "A cloud, and scales weigh the cloud.")
    rows = (Row("1", "paragraph", "", segments, (unit,)), Row("2", "lacuna", "", (), ()))
    other = Row("3", "paragraph", "", (Segment("3.1", FIRST if original else None, "…"),),
                (TranslationUnit("3.1", ("3.1",), "The cloud moves."),))  # fmt: skip
    text = make_text(notes=notes)
    state = "present" if original else "missing"
    return Text(text.record, (*rows, other), state, notes=notes)  # type: ignore[arg-type]


def called(
    one: Note, sides: tuple[Language, ...] = ("de", "en"), original: bool = True
) -> list[str]:
    """Write where a note is called: side, place, and the words that stand before the call."""
    text = text_of(one, original=original)
    words = {("de", s.id): s.text or "" for row in text.rows for s in row.segments}
    words |= {("en", unit.ids): unit.text for row in text.rows for unit in row.units}
    return [
        f"{call.side} {call.place} {words.get((call.side, call.place), '')[: call.at]}|"
        for call in find_calls(text, sides)
    ]


@pytest.mark.parametrize(
    ("one", "places"),
    [
        (note("1.1a", "1.1", "Wolke", "cloud"), ["de 1.1 Die Wolke|", "en 1.1-1.2 A cloud|"]),
        (note("1.1a", "1.1", "Wolke"), ["de 1.1 Die Wolke|"]),
        (note("1.2a", "1.2", "", "scales"), ["en 1.1-1.2 A cloud, and scales|"]),
        # Words that stand twice are meant where they stand first.
        (note("1.2a", "1.2", "Waage"), ["de 1.2 Die Waage|"]),
        # Words that stand nowhere: the end of the place.
        (note("1.1a", "1.1", "Sonne"), [f"de 1.1 {FIRST}|"]),
        (note("3.1a", "3.1", "Sonne", "sun"), [f"de 3.1 {FIRST}|", "en 3.1 The cloud moves.|"]),
        (note("1a", "1", "Sonne"), [f"de 1.3 {THIRD}|"]),
        # Of a paragraph, the sentence with the words of both sides, or else of one.
        (note("1a", "1", "Die", "scales"), ["de 1.1 Die|", "en 1.1-1.2 A cloud, and scales|"]),
        (note("1a", "1", "wiegt", "sun"),
         ["de 1.2 Die Waage wiegt|", "en 1.1-1.2 A cloud, and scales weigh the cloud.|"]),
        # What names no words is called at the end of its place, on both sides.
        (note("3a", "3"), [f"de 3.1 {FIRST}|", "en 3.1 The cloud moves.|"]),
        # Nothing can be read of what it names: the other language, and else behind the gap.
        (note("1.3a", "1.3", "", "end"), [f"de 1.3 {THIRD}|"]),
        (note("1.3a", "1.3", "Ende", "end"), ["de 1.3 Ende|"]),
        (note("2a", "2", "Frage"), ["de 2 |"]),
        (note("2a", "2", "Frage", "question"), ["de 2 |", "en 2 |"]),
        # A place that there is not.
        (note("9.1a", "9.1", "Wolke"), []),
        (note("1.9a", "1.9", "Wolke"), []),
    ],
)  # fmt: skip
def test_a_note_is_called_where_it_names_words(one: Note, places: list[str]) -> None:
    assert called(one) == places


@pytest.mark.parametrize(
    ("one", "sides", "original", "places"),
    [
        (note("3.1a", "3.1", "Wolke"), ("en",), True, ["en 3.1 The cloud moves.|"]),
        (note("3.1a", "3.1", "Wolke"), ("en",), False, ["en 3.1 The cloud moves.|"]),
        (note("3.1a", "3.1", "", "cloud"), ("de",), True, [f"de 3.1 {FIRST}|"]),
        (note("3.1a", "3.1", "", "cloud"), ("de",), False, ["de 3.1 |"]),
        (note("3.1a", "3.1", "Wolke"), ("de", "en"), False, ["en 3.1 The cloud moves.|"]),
        (note("1.3a", "1.3", "Ende"), ("en",), True, ["en 1.3 |"]),
        (note("1.3a", "1.3", "Ende", "end"), ("de", "en"), False, ["de 1.3 |", "en 1.3 |"]),
    ],
)
def test_no_note_is_out_of_reach(one, sides, original, places) -> None:
    assert called(one, sides, original) == places


def test_notes_stand_in_the_order_of_their_calls() -> None:
    german = (("3.1a", "zieht"), ("1.2a", "wiegt"), ("9.1a", "x"), ("1.2b", "Waage"), ("2a", "x"))
    notes = [note(id_, id_[:-1], words) for id_, words in german]
    notes.insert(2, note("3.1b", "3.1", "", "cloud"))
    notes.insert(2, note("1.1a", "1.1", "", "cloud"))
    found = [one.id for one, _ in in_order(text_of(*notes))]
    assert found == ["1.2b", "1.2a", "1.1a", "2a", "3.1a", "3.1b", "9.1a"]


# Runs


def shown(runs: list[Run]) -> str:
    """Write runs with what stands over them."""
    said = ""
    for run in runs:
        over = [f"e{run.emended}"] * bool(run.emended) + [run.term] * bool(run.term)
        over += ["first"] * run.first + list(run.names)
        words = f"[{run.words}:{' '.join(over)}]" if over else run.words
        said += f"({run.note.id})" if run.note else words
    return said


def mark(start: int, end: int) -> Mark:
    """Mark some characters as emended."""
    return Mark(start, end, Emendation(1, "x", "y", "why"))


def term(start: int, end: int, id_: str = "t") -> Occurrence:
    """Place a term."""
    return Occurrence("1.1", start, end, id_, "")


@pytest.mark.parametrize(
    ("marks", "terms", "calls", "said"),
    [
        ([], [term(5, 10)], [], "Eine [Reihe:t first] ist lang."),
        ([], [term(0, 4), term(5, 10)], [], "[Eine:t first] [Reihe:t] ist lang."),
        ([], [term(0, 10, "a"), term(5, 10, "b")], [], "[Eine Reihe:a first] ist lang."),
        ([mark(5, 10)], [], [], "Eine [Reihe:e1] ist lang."),
        ([mark(5, 10)], [term(5, 10)], [7], "Eine [Reihe:e1 t](n0) ist lang."),
        ([mark(5, 7)], [term(5, 10)], [], "Eine [Re:e1 t]ihe ist lang."),
        ([mark(4, 4)], [term(5, 10)], [4], "Eine[:e1](n0) [Reihe:t first] ist lang."),
        ([mark(7, 7)], [term(5, 10)], [7], "Eine [Reihe:t first][:e1](n0) ist lang."),
        ([mark(0, 4), mark(5, 99)], [], [], "[Eine:e1] Reihe ist lang."),
        ([], [], [0, 4, 20, 20, 99], "(n0)Eine(n1) Reihe ist lang.(n2)(n3)(n4)"),
        ([], [term(5, 10)], [5, 7, 10], "Eine (n0)[Reihe:t first](n1)(n2) ist lang."),
    ],
)
def test_words_are_cut_once_for_all(marks, terms, calls, said) -> None:
    assert shown(cut("Eine Reihe ist lang.", marks, terms, made(calls))) == said


def test_a_name_is_counted_where_it_begins_and_cuts_no_term() -> None:
    names = [term(0, 4, "n"), term(7, 9, "m")]
    found = cut("Eine Reihe ist lang.", terms=[term(5, 10)], names=names)
    assert shown(found) == "[Eine :n][Reihe:t first m] ist lang."


def made(places: list[int]):
    """Call a note at each of some characters."""
    return [Call(note(f"n{n}", "1.1"), "de", "1.1", at) for n, at in enumerate(places)]


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted), max_size=5)


@given(st.text(max_size=30), SPANS, SPANS, st.lists(st.integers(0, 40), max_size=5))
def test_cutting_loses_no_word_and_no_call(words, emended, terms, calls) -> None:
    runs = cut(words, [mark(*one) for one in emended], [term(*one) for one in terms], made(calls))
    assert "".join(run.words for run in runs) == words
    assert sorted(run.note.id for run in runs if run.note) == [f"n{n}" for n in range(len(calls))]
    numbers = [run.emended for run in runs if run.emended]
    assert len(numbers) == len(set(numbers))
    assert sum(run.first for run in runs) <= 1


def test_of_a_paragraph_that_sentence_is_meant_which_has_the_words_in_both_languages() -> None:
    """Hold the rule where each sentence is a unit of its own and the German words stand in both."""
    segments = (Segment("1.1", "Die Wolke zieht.", "…"), Segment("1.2", "Die Waage wiegt.", "…"))
    units = (
        TranslationUnit("1.1", ("1.1",), "The cloud moves."),
        TranslationUnit("1.2", ("1.2",), "The scales weigh."),
    )
    row = Row("1", "paragraph", "", segments, units)
    for german, english, places in (
        ("Die", "scales", [("de", "1.2", 3), ("en", "1.2", 10)]),
        ("Die", "cloud", [("de", "1.1", 3), ("en", "1.1", 9)]),
        # No sentence has both: the first that has one of them.
        ("Waage", "cloud", [("de", "1.2", 9), ("en", "1.1", 9)]),
    ):
        one = note("1a", "1", german, english)
        text = replace(make_text(notes=(one,)), rows=(row,))
        assert [(call.side, call.place, call.at) for call in find_calls(text)] == places
