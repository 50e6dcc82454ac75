"""The memory: the same sentence, near ones, and nothing near enough lost."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import Indel

from lesart.source.ledger import digest
from lesart.translation.memory import NEAR, Memory, Remembered, difference

WORDS = (
    "wer die dinge zählt der ordnet sie und gibt ihnen einen namen den man behält wie sonst".split()
)


def made(number: int, seed: int = 1) -> list[Remembered]:
    """Make sentences of few words, so that many are alike."""
    chosen = random.Random(seed)
    texts = [" ".join(chosen.choices(WORDS, k=chosen.randint(3, 20))) for _ in range(number)]
    return [Remembered(text, f"t{n}", f"a:{n}.1", digest(text)) for n, text in enumerate(texts, 1)]


def test_the_same_source_is_found_by_its_hash() -> None:
    memory = Memory([Remembered("", "Without source.", "a:1.1", "d1"), *made(3)])
    found = memory.exact("d1")
    assert found is not None
    assert found.target == "Without source."
    assert memory.exact("none") is None
    assert len(memory) == 3


def test_the_first_of_several_counts() -> None:
    memory = Memory(
        [Remembered("Ja.", "Yes.", "a:1.1", "d"), Remembered("Ja.", "Aye.", "b:1.1", "d")]
    )
    found = memory.exact("d")
    assert found is not None
    assert found.place == "a:1.1"
    assert [near.entry.target for near in memory.near("Ja.")] == ["Yes.", "Aye."]


@pytest.mark.parametrize("size", [50, 6000])
def test_whatever_is_near_is_found(size: int) -> None:
    entries = made(size)
    memory = Memory(entries)
    sources = sorted({entry.source for entry in entries})
    chosen = random.Random(2)
    for _ in range(60):
        words = chosen.choice(sources).split()
        words[chosen.randrange(len(words))] = chosen.choice(WORDS)
        query = " ".join(words)
        every = process.extract(
            query, sources, scorer=Indel.normalized_similarity, score_cutoff=NEAR, limit=None
        )
        best = sorted((score for _, score, _ in every), reverse=True)[:5]
        assert [near.similarity for near in memory.near(query)] == pytest.approx(best)


def test_nothing_is_near_to_nothing() -> None:
    assert Memory([]).near("Wort") == []
    assert Memory(made(5)).near("") == []
    assert Memory(made(5)).near("§§§ %%% ###") == []


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.lists(st.sampled_from(WORDS), max_size=12))
def test_a_difference_holds_both_sides(old: list[str], new: list[str]) -> None:
    pieces = difference(" ".join(old), " ".join(new))
    assert " ".join(words for kind, words in pieces if kind != "+") == " ".join(old)
    assert " ".join(words for kind, words in pieces if kind != "-") == " ".join(new)
