"""Artefacts: case files with and without a dictionary, and both originals where they are."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from casefiles import case_files, expect, sections
from hypothesis import given
from hypothesis import strategies as st

from lesart.source.artefacts import Artefact, find_artefacts
from lesart.source.joins import decide_joins
from lesart.source.lexicon import Lexicon, find_dictionary, load_lexicon

ORIGINALS = [Path(p) for p in os.environ.get("LESART_ORIGINALS", "").split(os.pathsep) if p]
FAULTS = {
    "3216cf4de28bee27": {
        (5, "blank-in-word"),
        (56, "lost-hyphen"),
        (157, "suspended-hyphen"),
        (182, "blank-in-word"),
        (224, "suspended-hyphen"),
        (225, "blank-in-word"),
        (229, "blank-in-word"),
    },
    "0453fc7fcd50df01": {
        (15, "case-after-hyphen"),
        (27, "case-after-hyphen"),
        (36, "suspended-hyphen"),
        (38, "case-after-hyphen"),
        (48, "case-after-hyphen"),
        (51, "broken-word"),
    },
}
RIGHT = (
    "Know-how", "Make-up", "Pop-up", "EU-weit", "Corona-bedingt", "YouTube", "PowerPoint",
    "WhatsApp", "BürgerInnen",
)  # fmt: skip

needs_hunspell = pytest.mark.skipif(
    find_dictionary() is None, reason="needs spylls and a German hunspell dictionary"
)
SMALL = Lexicon({"kredit": 4e-5, "konto": 6e-5, "kreditkonto": 1e-7, "und": 3e-2})
SPELLED = Lexicon(SMALL.shares, {"Kredit", "Kreditkonto", "Konto", "und"}.__contains__)


def shown(artefacts: list[Artefact]) -> str:
    return "\n".join(f"{a.line} {a.kind}: {a.reading} → {a.suggestion}" for a in artefacts)


def found_in(path: Path, lexicon: Lexicon) -> str:
    lines = sections(path)[0].replace("·", " ").split("\n")
    return shown(find_artefacts(lines, lexicon))


@pytest.mark.parametrize("path", case_files("artefacts"), ids=lambda path: path.stem)
def test_case_without_a_dictionary(path: Path, accept: bool) -> None:
    expect(path, 2, found_in(path, load_lexicon(hunspell=False)), accept)


@needs_hunspell
@pytest.mark.parametrize("path", case_files("artefacts"), ids=lambda path: path.stem)
@pytest.mark.slow
def test_case_with_a_dictionary(path: Path, accept: bool) -> None:
    expect(path, 1, found_in(path, load_lexicon()), accept)


def sentences_with(word: str) -> list[str]:
    return [f"Hier steht {word} im Satz.", f"{word} steht vorn.", f"Das {word}", "", "und mehr"]


@pytest.mark.parametrize("word", RIGHT)
def test_what_is_right_is_left_alone(word: str) -> None:
    assert find_artefacts(sentences_with(word), load_lexicon(hunspell=False)) == []


@needs_hunspell
@pytest.mark.parametrize("word", RIGHT)
def test_what_is_right_is_left_alone_with_a_dictionary(word: str) -> None:
    assert find_artefacts(sentences_with(word), load_lexicon()) == []


def test_joins_that_were_decided_are_kept() -> None:
    lines = ["der Kredit", "konto im", "Haus"]
    assert find_artefacts(lines, SPELLED) == []
    as_two = find_artefacts(lines, SPELLED, joins={1: "space"})
    assert [(a.line, a.reading) for a in as_two] == [(1, "Kredit konto")]


def test_a_column_break_in_a_word_is_a_broken_word() -> None:
    spelled = Lexicon({}, {"Kreditkonto"}.__contains__)
    found = find_artefacts(["der Kredit", "konto im"], spelled, joins={1: "break"})
    assert [(a.kind, a.suggestion) for a in found] == [("broken-word", "Kreditkonto")]


@given(st.lists(st.text("aB Üx-\u00ad.\n\t¶„ß\u2028", max_size=12), max_size=8), st.booleans())
def test_any_lines_give_artefacts_of_these_lines(lines: list[str], spelled: bool) -> None:
    for artefact in find_artefacts(lines, SPELLED if spelled else SMALL):
        assert artefact.suggestion != artefact.reading
        assert artefact.evidence


@given(st.lists(st.sampled_from(["Kredit", "konto ", "und", "", "Kredit-", "x. "]), max_size=8))
def test_lines_are_numbered_as_they_stand(lines: list[str]) -> None:
    for artefact in find_artefacts(lines, SPELLED):
        first = artefact.reading.replace("¶", " ").split()[0]
        assert first.startswith(lines[artefact.line - 1].strip(" -.")[:5])


def original(digest: str) -> list[str]:
    """Read the raw lines of an original, or skip where it is not at hand."""
    for folder in ORIGINALS:
        for path in sorted(folder.iterdir()):
            data = path.read_bytes() if path.is_file() else b""
            if hashlib.sha256(data).hexdigest().startswith(digest):
                return data.decode("utf-8").split("\n")
    pytest.skip(f"no original {digest} in LESART_ORIGINALS")


@needs_hunspell
@pytest.mark.parametrize("digest", FAULTS)
def test_faults_of_an_original_are_found(digest: str) -> None:
    lines, lexicon = original(digest), load_lexicon()
    joins = {d.line: d.join for d in decide_joins(lines, lexicon)}
    for artefacts in (find_artefacts(lines, lexicon), find_artefacts(lines, lexicon, joins=joins)):
        assert {(a.line, a.kind) for a in artefacts} == FAULTS[digest]


@pytest.mark.parametrize("digest", FAULTS)
def test_nothing_else_is_found_without_a_dictionary(digest: str) -> None:
    found = find_artefacts(original(digest), load_lexicon(hunspell=False))
    assert len(found) >= 2
    assert {(a.line, a.kind) for a in found} <= FAULTS[digest]
