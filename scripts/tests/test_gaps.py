"""What is said where words are missing, and of words that nobody has reviewed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_markdown import make_text

from lesart.model import (
    Bilingual,
    Held,
    Person,
    Row,
    Segment,
    Speaker,
    Text,
    TranslationUnit,
)
from lesart.view.gaps import first_words, gap, lost, translated, translation
from lesart.view.states import drafts, is_unsure, mark, remark


def unit(*ids: str, **changes: object) -> TranslationUnit:
    """Make a unit that covers some segments."""
    name = ids[0] if len(ids) == 1 else f"{ids[0]}-{ids[-1]}" if ids else ""
    return replace(TranslationUnit(name, ids, "Words."), **changes)  # type: ignore[arg-type]


def row_of(segments: str, *units: TranslationUnit, id_: str = "1") -> Row:
    """Make a row of segments, named by their ids."""
    made = tuple(Segment(one, None, "Ein") for one in segments.split())
    return Row(id_, "paragraph", "", made, units)


def with_speakers() -> Text:
    """Make a text in which one asks, who is nobody in particular, and one answers."""
    text = make_text()
    asks = Speaker(Bilingual("Frage", "Question"), None)
    answers = Speaker(Bilingual("Muster", "Sample"), Person("Muster"))
    return replace(text, record=replace(text.record, speakers={"q": asks, "a": answers}))


@pytest.mark.parametrize(
    ("speaker", "said"),
    [
        ("q", ("[Eine Frage fehlt]", "[A question is missing here]")),
        ("a", ("[Hier fehlt Text]", "[Words are missing here]")),
        ("", ("[Hier fehlt Text]", "[Words are missing here]")),
    ],
)
def test_a_lacuna_says_whether_a_question_is_lost(speaker: str, said: tuple[str, str]) -> None:
    told = lost(Row("2", "lacuna", speaker, (), ()), with_speakers())
    assert (told["de"], told["en"]) == said


def test_a_translation_that_is_left_out_is_not_called_one_that_is_not_made() -> None:
    text = make_text()
    assert gap(text) == "[not yet translated]"
    assert gap(replace(text, held=Held(False, True))) == "[left out]"
    assert gap(replace(text, held=Held(True, False))) == "[not yet translated]"


def test_an_incipit_that_is_empty_leaves_no_blank() -> None:
    assert first_words(Segment("1.1", None, "")) == "…"
    assert first_words(Segment("1.1", None, "Wer wiegt, der")) == "Wer wiegt, der …"


def test_what_is_translated_may_be_so_in_another_row() -> None:
    first = row_of("1.1 1.2 1.3", unit("1.1", "1.2"))
    second = row_of("2.1 2.2", unit("1.3", "2.1"), unit(), id_="2")
    known = translated(replace(make_text(), rows=(first, second)))
    assert known == {"1.1", "1.2", "1.3", "2.1"}
    assert translation(first, known) == [first.units[0]]
    # What begins before the first segment comes first; what nothing translates has its place.
    assert translation(second, known) == [second.units[0], second.segments[1]]


def test_units_stand_in_the_order_of_the_segments() -> None:
    later, sooner = unit("1.3"), unit("1.1")
    row = row_of("1.1 1.2 1.3 1.4", later, sooner)
    assert translation(row, {"1.1", "1.3"}) == [sooner, row.segments[1], later, row.segments[3]]
    assert translation(row_of("1.1 1.2"), ()) == list(row.segments[:2])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": "draft"}, "draft, not reviewed"),
        ({"state": "draft", "origin": "deepl"}, "machine draft, not reviewed"),
        ({"state": "draft", "origin": "memory:a.tmx"},
         "from the translation memory, not reviewed"),
        ({"state": "draft", "confidence": 0.1}, "draft, not reviewed"),
        ({"state": "reviewed", "origin": "deepl", "confidence": 0.1}, ""),
        ({"state": "aligned", "confidence": 0.89}, "alignment uncertain"),
        ({"state": "aligned", "confidence": 0.9}, ""),
    ],
)  # fmt: skip
def test_a_unit_says_what_is_to_be_known_of_it(changes: dict[str, object], said: str) -> None:
    made = unit("1.1", **changes)
    assert remark(made) == said
    assert is_unsure(made) == (said == "alignment uncertain")
    assert mark(made) == ("" if is_unsure(made) else said)


def test_drafts_are_listed_in_reading_order() -> None:
    first, second, third = unit("1.1"), unit("1.2", state="reviewed"), unit("2.1")
    rows = (row_of("1.1 1.2", first, second), row_of("2.1", third, id_="2"))
    assert drafts(replace(make_text(), rows=rows)) == [first, third]
