"""Sentences: each case file holds one sentence a line; joined, they must be found again."""

from __future__ import annotations

import pytest
from casefiles import CASES
from hypothesis import given
from hypothesis import strategies as st

from lesart.segment import split_sentences

PARAGRAPHS = [
    pytest.param(paragraph.splitlines(), id=f"{path.stem}-{number}")
    for path in sorted((CASES / "segment").glob("*.txt"))
    for number, paragraph in enumerate(path.read_text("utf-8").split("\n\n"), 1)
]


@pytest.mark.parametrize("sentences", PARAGRAPHS)
def test_sentences_are_found(sentences: list[str]) -> None:
    assert split_sentences(" ".join(sentences)) == sentences


@given(st.text("aB1.!?…„“«» ,\u00a0\n", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


def test_a_megabyte_without_a_stop_is_one_sentence() -> None:
    words = "Wort " * 200_000
    assert split_sentences(words) == [words.strip()]
