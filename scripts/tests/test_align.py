"""Align small texts of our own, and hold the aligner to what it promises of any text."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.align import measure, own_documents
from lesart.align import Bead, Side, align, align_all
from lesart.align.inspect import inspect

CASES = Path(__file__).parent / "cases" / "align"
GERMAN = (
    "der hund schläft im haus und die katze trinkt milch heute kam kein brief aus berlin 12".split()
)
ENGLISH = "the dog sleeps in house and cat drinks milk today no letter came from berlin 12".split()


def read_cases() -> list[tuple[str, str, Side, Side, str]]:
    """List file, name, both sides and the expected beads of every case."""
    found = []
    for path in sorted(CASES.glob("*.txt")):
        source, target = path.stem.split("-")
        for block in ("\n" + path.read_text(encoding="utf-8")).split("\n# ")[1:]:
            name, _, body = block.partition("\n")
            one, two, beads = body.split("\n.\n")
            sides = Side(one.split("\n"), source), Side(two.split("\n"), target)
            found.append((path.stem, name, *sides, beads.strip()))
    return found


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [pytest.param(*c[2:], id=f"{c[0]}-{c[1]}") for c in read_cases()],
)
def test_case(source: Side, target: Side, expected: str) -> None:
    assert " ".join(map(str, align(source, target))) == expected


sentence = {
    language: st.lists(st.sampled_from(words), max_size=9).map(" ".join)
    for language, words in (("de", GERMAN), ("en", ENGLISH))
}
texts = st.tuples(
    st.lists(sentence["de"], max_size=14).map(lambda s: Side(s, "de")),
    st.lists(sentence["en"], max_size=14).map(lambda s: Side(s, "en")),
)


def covers(beads: list[Bead], source: Side, target: Side) -> bool:
    """Tell whether beads hold every sentence once, in order on both sides."""
    one = [i for bead in beads for i in bead.source]
    two = [j for bead in beads for j in bead.target]
    return one == list(range(len(source.sentences))) and two == list(range(len(target.sentences)))


@settings(deadline=None, max_examples=60)
@given(texts)
def test_every_sentence_stands_once_and_nothing_crosses(pair: tuple[Side, Side]) -> None:
    beads = align(*pair)
    assert covers(beads, *pair)
    assert all(0 <= bead.confidence <= 1 for bead in beads)
    assert beads == align(*pair)


@settings(deadline=None, max_examples=40)
@given(texts, st.randoms(use_true_random=False))
def test_anchors_stay(pair: tuple[Side, Side], random: object) -> None:
    beads = align(*pair)
    fixed = [bead for bead in beads if random.random() < 0.4]  # type: ignore[attr-defined]
    again = align(*pair, anchors=fixed)
    assert covers(again, *pair)
    assert {str(bead) for bead in fixed} <= {str(bead) for bead in again}


def test_an_anchor_wins_against_the_words() -> None:
    source = Side(["Der Hund bellt.", "Die Katze schläft.", "Das Pferd frisst."], "de")
    target = Side(["The dog barks.", "The cat sleeps.", "The horse eats."], "en")
    beads = align(source, target, anchors=[Bead((0, 1), (0,)), Bead((), (1,))])
    assert " ".join(map(str, beads)) == "0,1:0 :1 2:2"


@pytest.mark.parametrize(
    "anchors",
    [
        [Bead((0,), (1,)), Bead((1,), (0,))],
        [Bead((0,), (0,)), Bead((0,), (1,))],
        [Bead((7,), (0,))],
        [Bead((0, 2), (0,))],
        [Bead((9,), ())],
    ],
)
def test_bad_anchors_are_refused(anchors: list[Bead]) -> None:
    side = ["eins", "zwei", "drei"]
    with pytest.raises(ValueError, match="anchor"):
        align(Side(side, "de"), Side(side, "en"), anchors=anchors)


def test_texts_aligned_together_keep_apart() -> None:
    pairs = [(case[2], case[3]) for case in read_cases() if case[0] == "de-en"]
    for beads, pair in zip(align_all(pairs), pairs, strict=True):
        assert covers(beads, *pair)


LONG = ["Der Hund schläft. "[:-1], "Das Haus ist alt.", "Niemand kam.", "Es regnet."] * 30
SHORT = ["The dog sleeps.", "The house is old.", "Nobody came.", "It rains."] * 3


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        pytest.param([], SHORT, "no sentences", id="empty"),
        pytest.param([" "], SHORT, "no sentences", id="blank"),
        pytest.param(SHORT * 4, LONG, "swapped", id="swapped"),
        pytest.param(SHORT * 4, SHORT * 4, "same language", id="same language"),
        pytest.param(LONG, SHORT, "times as long", id="ten times as long"),
        pytest.param([" ".join(LONG)] * 3, SHORT, "times as long", id="not split"),
        pytest.param(["der Hund schläft nicht " * 45_000], SHORT, "characters", id="a megabyte"),
    ],
)
def test_bad_input_is_named_and_still_aligned(
    source: list[str], target: list[str], message: str
) -> None:
    one, two = Side(source, "de"), Side(target, "en")
    assert any(message in str(finding) for finding in inspect(one, two))
    assert covers(align(one, two), one, two)


def test_sound_texts_are_not_complained_of() -> None:
    assert inspect(Side(LONG, "de"), Side(SHORT * 10, "en")) == []


def test_a_missing_chapter_is_one_run() -> None:
    german = [f"Im Jahr {1500 + n} kamen {n} Schiffe." for n in range(160)]
    english = [f"In {1500 + n} there came {n} ships." for n in range(160)]
    source, target = Side(german, "de"), Side(english[:40] + english[110:], "en")
    beads = align(source, target)
    assert covers(beads, source, target)
    right = [bead for bead in beads if bead.source and bead.target]
    assert all(b.source[0] - b.target[0] == (0 if b.source[0] < 40 else 70) for b in right)
    assert len(right) == 90


def test_long_texts_that_have_nothing_in_common() -> None:
    """Words that ought to meet and never do leave the sentences alone."""
    numbers = Random(1)
    source, target = (
        Side([" ".join(numbers.choices(words, k=numbers.randint(2, 60))) for _ in range(n)], code)
        for words, n, code in (
            ("der die das nicht ich du haus baum alt neu".split(), 2000, "de"),
            ("the not i you house tree old new stone fire".split(), 1000, "en"),
        )
    )
    beads = align(source, target)
    assert covers(beads, source, target)
    together = [bead for bead in beads if bead.source and bead.target]
    assert sum(len(bead.source) for bead in together) < 0.05 * 2000
    assert sum(len(bead.target) for bead in together) < 0.1 * 1000


def test_paragraphs_never_make_it_worse() -> None:
    german = [f"Im Jahr {1500 + n} kamen {n} Schiffe." for n in range(20)]
    english = [f"In {1500 + n} there came {n} ships." for n in range(20)]
    misleading = [n // 3 for n in range(20)], [(n + 1) // 3 for n in range(20)]
    beads = align(Side(german, "de", misleading[0]), Side(english, "en", misleading[1]))
    assert [str(bead) for bead in beads] == [f"{n}:{n}" for n in range(20)]


def test_scores_do_not_depend_on_how_many_rows_are_scored_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    numbers = Random(3)
    source, target = (
        Side([" ".join(numbers.choices(words, k=6)) for _ in range(90)], language)
        for words, language in ((GERMAN, "de"), (ENGLISH, "en"))
    )
    whole = align(source, target)
    monkeypatch.setattr("lesart.align.score.BLOCK", 40)
    assert align(source, target) == whole


OWN_TEXTS = {document.name: document for document in own_documents()}
LEAST = {
    "de-en-news": 1.0,
    "de-fr-ascent": 0.92,
    "de-fr-essay": 1.0,
    "de-fr-letter": 0.85,
}
"""Strict F1 that was measured without a dictionary, rounded down."""


@pytest.mark.parametrize("name", sorted(OWN_TEXTS))
def test_own_texts_with_gold_beads(name: str) -> None:
    found = measure([OWN_TEXTS[name]], align)[name]
    assert found.strict >= LEAST[name]
    assert found.lax >= 0.99
