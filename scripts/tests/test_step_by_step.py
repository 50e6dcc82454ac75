"""A text that is begun by hand, commands that run at once, and imports that are refused in part."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import DATA
from units_files import export_text, import_units

from lesart import cli
from lesart.core.findings import EditionError
from lesart.model import Citable
from lesart.store.originals import read_fingerprint
from lesart.store.releases import read_releases, write_release
from lesart.tasks import review
from lesart.tasks.begin import make_ledger, record_witness
from lesart.tasks.edition import Settings, load_edition, load_sources
from lesart.tasks.review import review_units

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(mini: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the tiny edition: exit code, results, findings."""

    def run(*words: str) -> tuple[int, str, str]:
        before = ["lesart", "-C", str(mini.root), "--originals", str(mini.originals[0])]
        monkeypatch.setattr("sys.argv", [*before, *words])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        told = capsys.readouterr()
        return int(stopped.value.code or 0), told.out, told.err

    return run


@pytest.fixture
def begun(mini: Settings) -> Path:
    """List a text that has no folder yet, and give its folder."""
    file = mini.root / "source_texts/edition.yml"
    listed = file.read_text("utf-8").replace("texts: [", "texts: [neu, ")
    file.write_text(listed, "utf-8")
    return mini.root / "source_texts/neu"


def test_a_text_that_is_only_listed_gets_its_witness(run: Run, begun: Path, tmp_path: Path) -> None:
    (tmp_path / "neu.txt").write_text("Ein Satz.\n", "utf-8")
    code, out, _ = run("witness", "neu", str(tmp_path / "neu.txt"))
    assert (code, out.split("\t")[1]) == (0, "source_texts/neu/witness-A.tsv\n")
    assert (begun / "witness-A.tsv").is_file()


@pytest.mark.parametrize("command", ["ledger", "review", "check"])
def test_a_text_that_is_not_listed_is_told_how_to_be(run: Run, command: str) -> None:
    code, _, err = run(command, "neu")
    assert code == 2
    assert "it has zeichen, wolken. `lesart add` adds one, and so does a line in" in err


def test_a_text_without_a_recipe_gets_no_ledger(run: Run, begun: Path) -> None:
    begun.mkdir()
    shutil.copy(DATA / "mini/source_texts/zeichen/text.yml", begun / "text.yml")
    record = begun / "text.yml"
    record.write_text(record.read_text("utf-8").replace("id: zeichen", "id: neu"), "utf-8")
    for words in (("ledger", "neu"), ("ledger", "neu", "--update")):
        code, out, err = run(*words)
        assert (code, out) == (3, "")
        assert "source_texts/neu: error[L011]: the text has no sentence yet" in err
        assert "write source_texts/neu/recipe.yml" in err
    assert not (begun / "segments.tsv").exists()


@pytest.mark.parametrize("references", [(), ("1.1",), ("1-2",)])
def test_a_text_that_nobody_translated_cannot_be_reviewed(
    mini: Settings, run: Run, references: tuple[str, ...]
) -> None:
    for name in ("en.tsv", "en.lock.tsv"):
        (mini.root / "source_texts/wolken" / name).unlink()
    code, out, err = run("review", "wolken", *references)
    assert (code, out) == (3, "")
    assert "error[T011]: nothing is translated here yet" in err
    assert "lesart draft wolken" in err


def test_a_unit_that_changes_while_it_is_reviewed_is_named(
    mini: Settings, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = load_sources
    file = mini.root / "source_texts/wolken/en.tsv"

    def slow(settings: Settings, text_id: str) -> object:
        sources = read(settings, text_id)
        file.write_text(file.read_text("utf-8").replace("One can try.", "One may."), "utf-8")
        return sources

    monkeypatch.setattr(review, "load_sources", slow)
    code, _, err = run("review", "wolken", "2.1", "--draft")
    assert code == 1
    assert "wolken:2.1: error[T012]: somebody has changed this meanwhile" in err


# At once


def at_once(act: Callable[[int], object], count: int = 6) -> list[object]:
    """Let threads *act* at once; give what each gave, or the codes of what stopped it."""

    def one(number: int) -> object:
        try:
            return act(number)
        except EditionError as error:
            return [found.code for found in error.findings]

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_witnesses_that_are_recorded_at_once(mini: Settings, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(6)]
    for number, file in enumerate(files):
        file.write_text("Wort.\n" * (number + 1), "utf-8")
    done = at_once(lambda number: record_witness(mini, "zeichen", "B", files[number]))
    assert done.count(["O105"]) == 5
    [number] = [n for n, one in enumerate(done) if one != ["O105"]]
    assert len(read_fingerprint(mini.root, "zeichen", "B")) == number + 1


def test_ledgers_that_are_begun_at_once(mini: Settings) -> None:
    (mini.root / "source_texts/wolken/segments.tsv").unlink()
    done = at_once(lambda _: make_ledger(mini, "wolken", False))
    assert done.count(["L010"]) == 5


def test_releases_that_are_written_at_once(mini: Settings) -> None:
    folder = "source_texts/zeichen"
    nothing: list[Citable] = []
    done = at_once(lambda n: write_release(mini.root, folder, f"1.{n}", "2026-01-01", nothing))
    written = [f"1.{n}" for n, one in enumerate(done) if one != ["V002"]]
    assert [release.version for release in read_releases(mini.root, folder)] == written
    assert written[-1] == "1.5"


def test_units_that_are_reviewed_at_once(mini: Settings) -> None:
    ids = ["title", "1.1", "1.2", "2.1"]
    review_units(mini, "zeichen", (), "draft")
    at_once(lambda n: review_units(mini, "zeichen", [ids[n]], "reviewed"), 4)
    states = {unit.ids: unit.state for unit in load_sources(mini, "zeichen").units}
    assert [states[one] for one in ids] == ["reviewed"] * 4


# Imports


def test_nothing_is_taken_in_where_a_second_text_is_broken(mini: Settings, tmp_path: Path) -> None:
    sources = mini.root / "source_texts"
    units = [
        export_text(mini, name, "po").replace('msgstr "', f'msgstr "{name} ')
        for name in ("zeichen", "wolken")
    ]
    body = units[1].partition("\n\n")[2]
    (tmp_path / "both.po").write_text(f"{units[0]}\n{body}", "utf-8")
    with (sources / "wolken/en.tsv").open("a", encoding="utf-8") as file:
        file.write("1.1\tOnce more.\n")
    before = {path: path.read_bytes() for path in sources.rglob("*") if path.is_file()}
    with pytest.raises(EditionError, match="stands twice"):
        import_units(mini, tmp_path / "both.po", False, True)
    assert {path: path.read_bytes() for path in sources.rglob("*") if path.is_file()} == before


def test_a_term_that_makes_no_entry_is_named_and_the_others_come_in(
    mini: Settings, run: Run, tmp_path: Path
) -> None:
    rows = [
        ("Regen", "rain", "Water that falls."),
        ("漢字", "x", "A term of which no id can be made."),
        ("Nebel", "", "No rendering stands here."),
        ("Wolke", "cloud", "Is there already."),
        ("Schnee", "snow", "Ice that falls."),
    ]
    words = "id,lemma,preferred,definition_en\n"
    words += "".join(f",{lemma},{english},{said}\n" for lemma, english, said in rows)
    (tmp_path / "terms.csv").write_text(words, "utf-8")
    code, out, err = run("import", str(tmp_path / "terms.csv"))
    assert code == 1, err
    assert out.splitlines() == ["glossary/regen.md", "glossary/schnee.md"]
    assert "error[X006]: left out: no id for “漢字”" in err
    assert "error[X014]: left out: “Nebel” makes no entry" in err
    assert "glossary/wolke.md: error[X007]: the entry is there already" in err
    assert len(load_edition(mini).glossary) == 6
