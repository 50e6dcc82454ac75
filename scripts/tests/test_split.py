"""Cut the texts of `cases/split` and compare with what a person would do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.core import sentences
from lesart.core.sentences import split_sentences

CASES = Path(__file__).parent / "cases" / "split"


def read_cases() -> list[tuple[str, str, str, list[str]]]:
    """List language, name, input and expected sentences of every case."""
    found = []
    for path in sorted(CASES.glob("*.txt")):
        for block in ("\n" + path.read_text(encoding="utf-8")).split("\n# ")[1:]:
            name, _, body = block.partition("\n")
            text, _, expected = body.partition("\n.\n")
            found.append((path.stem, name, text, expected.strip().split("\n")))
    return found


@pytest.mark.parametrize(
    ("lang", "name", "text", "expected"),
    [pytest.param(*c, id=f"{c[0]}-{c[1]}") for c in read_cases()],
)
def test_case(lang: str, name: str, text: str, expected: list[str]) -> None:
    assert split_sentences(text, lang) == expected, name


@given(st.text(alphabet="Aab1.!?… „“»«\n\"'(I[]*³XL", max_size=60), st.sampled_from(["de", "en"]))
def test_nothing_is_lost(text: str, lang: str) -> None:
    joined = "".join("".join(split_sentences(text, lang)).split())
    assert joined == "".join(text.split())


@pytest.mark.parametrize(
    "piece",
    ["A. ", "J. S. B. ", "A.B. ", "J.-P. ", "XLI. ", "5 Mio. ", "x.[1] ", "1.) ", "A.", "(A.) ",
     "Goethestr. ", "„Ja?“ A sagte "],
)  # fmt: skip
def test_every_character_is_looked_at_a_few_times(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words before stops, which are read backwards, are together no longer than the text."""
    looked: list[int] = []
    before = sentences._token_before

    def counted(text: str, start: int, end: int) -> str:
        found = before(text, start, end)
        looked.append(len(found) + 1)
        return found

    monkeypatch.setattr(sentences, "_token_before", counted)
    text = piece * 3_000
    split_sentences(text)
    assert sum(looked) <= 2 * len(text)
