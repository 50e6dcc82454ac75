"""Line joins: case files, what must hold of any lines, and the first original where it is."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest
from casefiles import case_files, expect, sections
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.joins import measure, reflow
from lesart.core.findings import EditionError
from lesart.source.joins import HYPHENS, JoinDecision, decide_joins
from lesart.source.lexicon import Lexicon, find_dictionary, load_lexicon

FRESH = Path(__file__).parent / "data" / "reflow.de.txt"
ORIGINALS = [Path(p) for p in os.environ.get("LESART_ORIGINALS", "").split(os.pathsep) if p]
FIRST_ORIGINAL = "3216cf4de28bee27"
BROKEN_LINES = (
    9, 15, 17, 19, 22, 29, 32, 35, 40, 42, 50, 51, 53, 55, 56, 59, 66, 68, 72, 73, 87, 88, 91, 92,
    95, 98, 103, 104, 111, 122, 124, 128, 137, 142, 150, 158, 162, 167, 169, 173, 178, 184, 186,
    192, 194, 200, 207, 208, 210, 211, 222, 227, 231, 239, 244,
)  # fmt: skip
COLUMN_BREAKS = (2, 90, 189, 199)

needs_hunspell = pytest.mark.skipif(
    find_dictionary() is None, reason="needs spylls and a German hunspell dictionary"
)
SMALL = Lexicon({"kredit": 4e-5, "konto": 6e-5, "kreditkonto": 1e-7, "auf": 9e-3, "werden": 5e-3})


def shown(decisions: list[JoinDecision]) -> str:
    return "\n".join(f"{d.line} {d.join}{' ?' * d.doubtful}" for d in decisions)


@pytest.mark.parametrize("path", case_files("joins"), ids=lambda path: path.stem)
def test_case(path: Path, accept: bool) -> None:
    lines = sections(path)[0].replace("·", " ").split("\n")
    decisions = decide_joins(lines, load_lexicon(hunspell=False))
    expect(path, 1, shown(decisions), accept)


@needs_hunspell
@pytest.mark.parametrize("path", case_files("joins"), ids=lambda path: path.stem)
@pytest.mark.slow
def test_case_with_a_dictionary(path: Path) -> None:
    source, expected = sections(path)
    decisions = decide_joins(source.replace("·", " ").split("\n"), load_lexicon())
    assert shown(decisions).replace(" ?", "") == expected.replace(" ?", "")


def test_every_reason_is_a_phrase_and_speaks_for_one_decision() -> None:
    spoken: dict[str, set[str]] = {}
    for path in case_files("joins"):
        lines = sections(path)[0].replace("·", " ").split("\n")
        for decision in decide_joins(lines, SMALL):
            kind = re.sub(r"“[^”]*”|\d+\.\d", "…", decision.reason)
            assert len(kind.split()) > 2
            spoken.setdefault(kind, set()).add(decision.join)
    assert len(spoken) > 12
    assert {kind: joins for kind, joins in spoken.items() if len(joins) > 1} == {}
    assert spoken["… weighs +… against two words"] == {"join"}
    assert spoken["… weighs -… against two words"] == {"space"}


def test_without_blanks_they_are_no_evidence() -> None:
    lines = ["das Kre ", "dit ist ", " auf ", "dem Kre", "dit"]
    trimmed = [line.strip() for line in lines]
    assert decide_joins(lines, SMALL, blanks=False) == decide_joins(trimmed, SMALL)


def test_words_of_the_document_count() -> None:
    alone = ["der Konto", "kredit dort"]
    known = [*alone, "", "ein Kontokredit gestern"]
    assert [decide_joins(lines, SMALL)[0].join for lines in (alone, known)] == ["space", "join"]


def test_a_dictionary_decides_where_the_weights_do_not() -> None:
    words = {"Konto", "konto", "Auf", "auf", "Kreditauf"}
    lines = ["ein Kredit", "auf"]
    found = decide_joins(lines, Lexicon({**SMALL.shares, "kreditauf": 5e-8}, words.__contains__))
    assert [(d.join, d.doubtful) for d in found] == [("join", False)]
    assert "dictionary" in found[0].reason


@given(st.lists(st.text("aB Ü-\u00ad.,1\t\r\n„ß…\u2028¶", max_size=12), max_size=12), st.booleans())
def test_every_adjacent_pair_has_one_decision(lines: list[str], blanks: bool) -> None:
    decisions = decide_joins(lines, SMALL, blanks=blanks)
    pairs = [n for n in range(1, len(lines)) if lines[n - 1].strip() and lines[n].strip()]
    assert [d.line for d in decisions] == pairs


@given(st.lists(st.text(max_size=20), max_size=6))
def test_whatever_stands_in_the_lines_is_judged_by_what_stands_there(lines: list[str]) -> None:
    for decision in decide_joins(lines, SMALL):
        left, right = (lines[at].strip() for at in (decision.line - 1, decision.line))
        letters = re.sub(r"[\W\d_]", "", left + right)
        for quoted in re.findall(r"“([^”]*)”", decision.reason):
            assert re.sub(r"[\W\d_]", "", quoted) in letters
        if decision.join == "hyphen":
            assert left[-1] in HYPHENS


@given(st.lists(st.sampled_from(["Kredit", "konto", "auf", "Bank", "werden"]), min_size=2))
def test_the_joined_form_is_weighed_alike_in_any_document(words: list[str]) -> None:
    lines = [f"x {word}" for word in words]
    assert decide_joins(lines, SMALL) == decide_joins([*lines, "", "x"], SMALL)


@needs_hunspell
@given(st.text(max_size=12))
def test_no_word_breaks_the_dictionary(word: str) -> None:
    accepts = load_lexicon().accepts
    assert accepts(word) in (True, False)
    # What cannot be a word stays none, whatever stands before it.
    assert accepts(f"{word}☃") is False


@needs_hunspell
def test_the_dictionary_tells_words_from_others() -> None:
    accepts = load_lexicon().accepts
    assert all(map(accepts, "Straße Strasse groß gross Häuser Kontokredit und".split()))
    assert not any(map(accepts, "Strasze straße Hauser Kreditkont lichtig ünd".split()))


@pytest.mark.parametrize("width", range(30, 66, 4))
def test_reflow_says_what_it_did(width: int) -> None:
    text = FRESH.read_text("utf-8")
    lines, joins = reflow(text, width)
    assert max(map(len, lines)) <= width
    again = "".join(
        line + {"join": "", "space": " "}.get(joins.get(number, ""), "\n")
        for number, line in enumerate(lines, 1)
    )
    assert again.split() == text.split()


def test_fresh_text_is_put_together_again() -> None:
    score = measure(FRESH.read_text("utf-8"), load_lexicon(hunspell=False))
    assert score.accuracy >= 0.975
    assert score.covered >= 0.8


@needs_hunspell
def test_fresh_text_is_put_together_again_with_a_dictionary() -> None:
    score = measure(FRESH.read_text("utf-8"), load_lexicon())
    assert score.accuracy >= 0.98
    assert score.reviewed <= 0.11


def test_a_dictionary_that_is_named_must_be_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("spylls", reason="needs spylls")
    monkeypatch.setenv("LESART_HUNSPELL", str(tmp_path))
    with pytest.raises(EditionError, match="W001"):
        find_dictionary()
    for name in ("de_CH.aff", "de_CH.dic"):
        (tmp_path / name).touch()
    assert find_dictionary() == tmp_path / "de_CH.dic"
    monkeypatch.setenv("LESART_HUNSPELL", "off")
    assert find_dictionary() is None


def first_original() -> list[str]:
    """Read the raw lines of the first original, or skip where it is not at hand."""
    for folder in ORIGINALS:
        for path in sorted(folder.iterdir()):
            if path.is_file():
                data = path.read_bytes()
                if hashlib.sha256(data).hexdigest().startswith(FIRST_ORIGINAL):
                    return data.decode("utf-8").split("\n")
    pytest.skip("no first original in LESART_ORIGINALS")


def expected_of_original(lines: list[str]) -> dict[int, str]:
    pairs = [n for n in range(1, len(lines)) if lines[n - 1].strip() and lines[n].strip()]
    special = dict.fromkeys(BROKEN_LINES, "join") | dict.fromkeys(COLUMN_BREAKS, "break")
    return {number: special.get(number, "space") for number in pairs}


def test_the_first_original_by_its_blanks() -> None:
    lines = first_original()
    expected = expected_of_original(lines)
    decisions = decide_joins(lines, load_lexicon(hunspell=False))
    assert len(expected) == 217 + 4
    assert {d.line: d.join for d in decisions} == expected
    assert [d.line for d in decisions if d.doubtful] == [218]


@pytest.mark.parametrize("hunspell", [False, True])
def test_the_first_original_without_its_blanks(hunspell: bool) -> None:
    lines = first_original()
    expected = expected_of_original(lines)
    decisions = decide_joins(lines, load_lexicon(hunspell=hunspell), blanks=False)
    wrong = [d for d in decisions if d.join != expected[d.line] and d.line not in COLUMN_BREAKS]
    assert len(wrong) <= 2
    assert all(d.doubtful for d in wrong)
