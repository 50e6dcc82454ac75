"""What is kept between runs: answers as they were given, never in the way."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st

from lesart.core import cache
from lesart.core.cache import cache_folder, kept_path, read_kept, write_kept
from lesart.glossary import inflections, spelling
from lesart.glossary.expansion import expand_german
from lesart.glossary.search_words import found_by
from lesart.model import Bilingual, English, Term
from lesart.tasks.edition import Settings

WORDS = ("Haus", "Bürgersteige", "Regen")
SMALL = (
    dict.fromkeys(("Haus", "Hauses", "Häuser"), "Haus")
    | {form: form for form in ("Bürger", "Steig", "Regen")}
    | {"Steige": "Steig"}
)


def answers(folder: Path | None) -> tuple[object, object]:
    """Ask the German dictionary by both ways that lead to it."""
    with inflections.dictionary(WORDS, folder) as known:
        forms = known.forms(WORDS)
    return forms, found_by(WORDS, folder)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a few words in the place of a million."""
    monkeypatch.setattr(inflections, "_dictionary", lambda language: SMALL)


@pytest.fixture
def no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both dictionaries be missed as soon as they are read."""

    def read(*_: object) -> Mapping[str, str]:
        raise AssertionError("the dictionary was read")

    monkeypatch.setattr(inflections, "_dictionary", read)
    monkeypatch.setattr(spelling, "load_speller", read)


def files(folder: Path, kind: str) -> list[Path]:
    return sorted(folder.glob(f"{kind}-*.json"))


@pytest.mark.usefixtures("small")
def test_what_was_asked_is_not_asked_again(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    first = answers(tmp_path)
    assert first == answers(None)
    request.getfixturevalue("no_dictionary")
    assert answers(tmp_path) == first
    with pytest.raises(AssertionError, match="was read"):
        found_by([*WORDS, "Wolke"], tmp_path)


@pytest.mark.usefixtures("small")
def test_another_dictionary_is_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(tmp_path)
    before = files(tmp_path, "forms")
    monkeypatch.setattr(inflections, "version", lambda name: "99.0")
    answers(tmp_path)
    assert len(files(tmp_path, "forms")) == 2 * len(before)


DAMAGE = [
    b"", b"\xff\xfe", b"null", b"[]", b"{}", b'"kept"', b"{" * 100_000, b"[" * 100_000,
    b'{"digest": "0", "kept": {}}', b'{"digest": 7, "kept": [NaN]}',
]  # fmt: skip


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("data", [*DAMAGE, "cut", "changed"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, data: bytes | str) -> None:
    first = answers(tmp_path)
    whole = {path: path.read_bytes() for path in files(tmp_path, "forms")}
    assert whole
    for path, was in whole.items():
        damaged = {"cut": was[:-20], "changed": was.replace(b"Haus", b"Maus")}
        path.write_bytes(damaged[data] if isinstance(data, str) else data)
        assert path.read_bytes() != was
    assert answers(tmp_path) == first
    assert {path: json.loads(path.read_bytes()) for path in whole} == {
        path: json.loads(was) for path, was in whole.items()
    }


@pytest.mark.usefixtures("small")
def test_what_is_kept_under_a_folder_that_is_none_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    assert answers(tmp_path / "file") == answers(tmp_path / "file/deeper") == answers(None)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.usefixtures("small")
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_cache_that_cannot_be_written_is_no_fault(mini: Settings, tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert answers(tmp_path) == answers(None)


@pytest.mark.slow
def test_the_commands_keep_and_are_right_without(
    mini: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = []
    for place in ("kept", "kept", "file/none"):
        (tmp_path / "file").write_text("in the way", "utf-8")
        monkeypatch.setenv("LESART_CACHE", str(tmp_path / place))
        done = run(mini, "terms", "--report")
        assert run(mini, "check", "--strict").returncode == done.returncode == 0
        shown.append(done.stdout)
    assert len(set(shown)) == 1
    assert len(files(tmp_path / "kept", "forms")) == 1
    assert len(files(tmp_path / "kept", "spelling")) == (
        spelling.find_english_dictionary() is not None
    )


def test_a_cache_lies_beside_its_edition_or_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESART_CACHE", "elsewhere")
    assert cache_folder(tmp_path) == tmp_path / "elsewhere"
    monkeypatch.delenv("LESART_CACHE")
    assert cache_folder(tmp_path) == tmp_path / ".cache/lesart"


@pytest.mark.skipif(spelling.find_english_dictionary() is None, reason="no English dictionary")
def test_spelling_is_remembered(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    with spelling.english_speller(tmp_path) as spells:
        assert spells
        assert [spells(word) for word in ("colour", "colur", "it’s")] == [True, False, True]
    (kept,) = files(tmp_path, "spelling")
    before = kept.stat().st_mtime_ns
    request.getfixturevalue("no_dictionary")
    with spelling.english_speller(tmp_path) as spells:
        assert spells
        assert [spells(word) for word in ("it’s", "colur", "colour")] == [True, False, True]
    assert kept.stat().st_mtime_ns == before


@pytest.mark.usefixtures("small")
def test_a_changed_rule_is_applied_to_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (before,) = expand_german([term("Haus")], tmp_path)
    assert ("Häuser",) in before.forms
    assert ("Hauslein",) not in before.forms
    monkeypatch.setattr("lesart.glossary.expansion.german_forms", lambda word: {("Hauslein",)})
    (after,) = expand_german([term("Haus")], tmp_path)
    assert ("Hauslein",) in after.forms


def term(lemma: str) -> Term:
    return Term(lemma.lower(), "", lemma, English(("house",)), Bilingual("", ""))


def test_the_newest_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST", 3)
    for number in range(6):
        for kind in ("forms", "spelling"):
            path = kept_path(tmp_path, kind, [str(number)])
            write_kept(path, number)
            os.utime(path, ns=(number, number))
    for kind in ("forms", "spelling"):
        assert sorted(read_kept(path) for path in files(tmp_path, kind)) == [3, 4, 5]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(answer=JSON)
def test_what_comes_back_is_what_was_written(shared: Path, answer: object) -> None:
    path = shared / f"kept-{os.getpid()}.json"
    write_kept(path, answer)
    assert read_kept(path) == answer
