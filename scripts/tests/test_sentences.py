"""What stands on each side of a paragraph, sentence by sentence: said once for all forms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_calls import FIRST, note, text_of

from lesart.model import Emendation, Language, Mark, Row, Text
from lesart.view.runs import Run
from lesart.view.sentences import Sentence, TextView, sentences, text_view, title_sentences


def said(one: Sentence) -> str:
    """Write a sentence: what it covers, what is missing, its words, the notes it calls."""
    words = "".join(run.words if run.note is None else f"({run.note.id})" for run in one.runs)
    return f"{'+'.join(one.covers)} {one.missing}: {words}"


NOTES = (note("1.1a", "1.1", "Wolke", "cloud"), note("2a", "2", "Frage", "question"))


@pytest.mark.parametrize(
    ("number", "side", "original", "expected"),
    [
        (0, "de", True, ["1.1 : Die Wolke(1.1a) zieht.", "1.2 : Die Waage wiegt die Waage.",
                         "1.3 : Ende."]),
        (0, "de", False, ["1.1 not at hand: … …", "1.2 not at hand: … …",
                          "1.3 not at hand: … …"]),
        (0, "en", True, ["1.1+1.2 : A cloud(1.1a), and scales weigh the cloud.",
                         "1.3 not translated: [not yet translated]"]),
        (1, "de", True, [" lost: [Hier fehlt Text](2a)"]),
        (1, "en", True, [" lost: [Words are missing here](2a)"]),
    ],
)  # fmt: skip
def test_every_sentence_says_what_stands_there(
    number: int, side: Language, original: bool, expected: list[str]
) -> None:
    text = text_of(*NOTES, original=original)
    assert [said(one) for one in sentences(text.rows[number], side, text_view(text))] == expected


def emended(text: Text) -> tuple[Row, TextView]:
    """Emend the first word of a text."""
    first = replace(
        text.rows[0].segments[0], marks=(Mark(0, 3, Emendation(1, "Dle", "Die", "A fault.")),)
    )
    row = replace(text.rows[0], segments=(first,))
    return row, text_view(replace(text, rows=(row, *text.rows[1:])))


def test_an_emended_run_knows_its_entry_and_its_reading() -> None:
    row, view = emended(text_of())
    (one,) = sentences(row, "de", view)
    assert [(run.words, one.entry(run), one.reading(run)) for run in one.runs] == [
        ("Die", "emended-1.1-1", "Dle"),
        (FIRST[3:], "", FIRST[3:]),
    ]
    (bare,) = sentences(row, "de", replace(view, marks=False))
    assert bare.runs == (Run(FIRST),)


@pytest.mark.parametrize("side", ["de", "en"])
def test_a_title_without_words_is_that_of_the_record(side: Language) -> None:
    """Its notes are called behind it, as those of any other sentence are."""
    text = text_of(note("titlea", "title", "Probe", "Test"), original=False)
    text = replace(text, rows=(Row("title", "title", "", (), ()), *text.rows))
    (one,) = title_sentences(side, text_view(text))
    title = {"de": "Die Probe", "en": "The Test"}[side]
    assert said(one) == f"title : {title}(titlea)"
