"""Several runs of `lesart add` at once, runs that are killed, and the first text of an edition."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from killing import killed_at

from lesart import cli
from lesart.core.findings import EditionError
from lesart.store import new_text
from lesart.store.new_text import PENDING, finish_adding
from lesart.store.read import read_edition_record
from lesart.store.text_list import with_text
from lesart.tasks import align as tasks_align
from lesart.tasks.edition import Settings, load_edition, load_text
from lesart.translation.adding import Added

HEAD = """\
title:
  de: Eine
  en: One
editors:
- family: A
licence: https://creativecommons.org/licenses/by/4.0/
"""
FILES = {"text.yml", "de.tsv", "en.tsv", "en.lock.tsv", "segments.tsv"}


@pytest.fixture
def empty(tmp_path: Path) -> Settings:
    """Begin an edition without texts."""
    (tmp_path / "one/source_texts").mkdir(parents=True)
    (tmp_path / "one/source_texts/edition.yml").write_text(HEAD, "utf-8")
    return Settings(tmp_path / "one", (), "private")


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "baum.txt"
    path.write_text("Ein Baum steht da.\n\nEr wächst. Niemand sieht es.\n", "utf-8")
    return path


def add(settings: Settings, original: Path, text_id: str) -> Added:
    files = (original, None, None)
    return tasks_align.add_text(settings, text_id, files, None, lambda _: None)[0]


def listed(settings: Settings) -> tuple[str, ...]:
    return read_edition_record(settings.root).texts


def test_texts_that_are_added_at_once_are_all_listed(empty: Settings, original: Path) -> None:
    names = [f"baum-{number}" for number in range(8)]
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(lambda name: add(empty, original, name), names))
    assert sorted(listed(empty)) == names
    assert len(load_edition(empty).texts) == len(names)
    assert [path.name for path in (empty.root / "source_texts").glob(".*")] == []


def test_one_text_that_is_added_twice_at_once_is_there_once(
    empty: Settings, original: Path
) -> None:
    def refused(_: int) -> bool:
        try:
            add(empty, original, "baum")
        except EditionError as error:
            assert [found.code for found in error.findings] == ["A004"]
            return True
        return False

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(refused, range(4))) == [False, True, True, True]
    assert listed(empty) == ("baum",)


@pytest.mark.slow
def test_a_run_that_is_killed_anywhere_is_finished_by_the_next(
    empty: Settings, original: Path, tmp_path: Path
) -> None:
    ends: list[bool] = []
    killed = True
    while killed:
        root = Path(shutil.copytree(empty.root, tmp_path / f"run-{len(ends)}"))
        settings = Settings(root, (), "private")
        killed = killed_at(len(ends), lambda here=settings: add(here, original, "baum"))
        finish_adding(root)
        there = listed(settings) == ("baum",)
        ends.append(there)
        folder = root / "source_texts/baum"
        assert folder.is_dir() == there == (root / "docs/texts/baum.md").is_file()
        if not there:
            add(settings, original, "baum")
        assert {path.name for path in folder.iterdir()} == FILES
        assert listed(settings) == ("baum",)
        assert len(load_edition(settings).texts) == 1
        add(settings, original, "zweiter")
        assert [path.name for path in root.rglob(".*")] == []
        assert not (root / "source_texts" / PENDING).exists()
    # It was killed before anything was promised, after that, and not at all.
    assert ends == sorted(ends)
    assert ends.count(False) > 5
    assert ends.count(True) > 3


def test_every_command_finishes_what_was_begun(
    empty: Settings, original: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    with monkeypatch.context() as broken, pytest.raises(OSError, match="full"):
        broken.setattr(new_text, "_listed", _once(new_text._listed, OSError("full")))
        add(empty, original, "baum")
    assert listed(empty) == ()
    monkeypatch.setattr("sys.argv", ["lesart", "-C", str(empty.root), "text", "baum"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 0, capsys.readouterr().err
    assert listed(empty) == ("baum",)


def _once(act, error):  # type: ignore[no-untyped-def]
    """Let *act* be called once; later it raises *error*."""
    calls = []

    def called(*words):  # type: ignore[no-untyped-def]
        calls.append(words)
        if len(calls) > 1:
            raise error
        return act(*words)

    return called


@pytest.mark.parametrize(
    "note", ["", "[]", "{}", '{"id": "../x", "title": "x"}', "\ufffd", "[" * 9999]
)
def test_a_note_that_says_nothing_is_told(empty: Settings, note: str) -> None:
    (empty.root / "source_texts" / PENDING).write_text(note, "utf-8")
    with pytest.raises(EditionError, match=r"edition\.pending\.json: error\[A006\].*broken off"):
        finish_adding(empty.root)


def test_a_folder_that_came_between_is_told(empty: Settings, original: Path) -> None:
    sources = empty.root / "source_texts"
    add(empty, original, "baum")
    shutil.copytree(sources / "baum", sources / ".adding.baum")
    (sources / PENDING).write_text(json.dumps({"id": "baum", "title": "x"}), "utf-8")
    with pytest.raises(EditionError, match=r"A006.*there is a folder of its name now"):
        finish_adding(empty.root)
    assert (sources / ".adding.baum").is_dir()


# The first text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "texts:\n  - baum\n"),
        ("texts: []\n", "texts:\n  - baum\n"),
        ("texts: [ ]  # none\n", "texts:  # none\n  - baum\n"),
        ("texts:\n", "texts:\n  - baum\n"),
        ("texts: # none yet\n", "texts: # none yet\n  - baum\n"),
        ("texts: ~\n", "texts:\n  - baum\n"),
        ("texts: null", "texts:\n  - baum\n"),
        ("texts:\ndate: '2026'\n", "texts:\n  - baum\ndate: '2026'\n"),
        ("texts: [baum]\n", "texts: [baum]\n"),
        ("texts:\n  - baum\n", "texts:\n  - baum\n"),
        ("texts: [alt]\n", "texts:\n  - alt\n  - baum\n"),
        ("texts: [alt,]  # old\ndate: x", "texts:  # old\n  - alt\n  - baum\ndate: x\n"),
        ("texts: [alt,\n  neu]\n", "texts: [alt,\n  neu, baum]\n"),
        ("texts:\n- alt\n", "texts:\n- alt\n- baum\n"),
        ("texts:\n  - alt  # old\n  - neu\ndate: x\n",
         "texts:\n  - alt  # old\n  - neu\n  - baum\ndate: x\n"),
        ("texts:\n    - alt", "texts:\n    - alt\n    - baum\n"),
        ('"texts": ["alt"]\n', '"texts":\n  - "alt"\n  - baum\n'),
    ],
)  # fmt: skip
def test_a_text_is_added_however_the_list_is_written(
    empty: Settings, original: Path, before: str, after: str
) -> None:
    file = empty.root / "source_texts/edition.yml"
    file.write_text(HEAD + before, "utf-8")
    add(empty, original, "baum")
    assert file.read_text("utf-8") == HEAD + after
    assert len(load_text(empty, "baum").rows) == 2


@pytest.mark.parametrize("written", ["texts: baum\n", "texts: {a: b}\n", "- texts\n", "", "{a: b}"])
def test_what_is_no_list_is_not_gone_on_with(written: str) -> None:
    assert with_text(written, "baum") in (None, f"{written}texts:\n  - baum\n")


def test_a_folder_that_is_not_listed_is_told(empty: Settings, original: Path) -> None:
    (empty.root / "source_texts/baum").mkdir()
    with pytest.raises(EditionError, match=r"A004.*the edition does not list it") as caught:
        add(empty, original, "baum")
    assert "list baum in source_texts/edition.yml" in str(caught.value)
