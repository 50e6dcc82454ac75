"""The draft of a recipe: for raw lines with pages in them, and for a text that was added."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st

from lesart.model import Place, Record
from lesart.source.artefacts import Artefact
from lesart.source.normalize import apply_recipe
from lesart.source.page_parts import find_page_parts, runs_of
from lesart.source.recipe import parse_recipe
from lesart.source.recipe_draft import draft_recipe, recipe_of
from lesart.store.read import read_record
from lesart.tasks.edition import Settings, load_sources

PAGES = """\
Von alten Wegen

Der alte Mann ging langsam durch die Stra-
ße und grüßte nie-
18   DER ALTE MANN
manden.1 Am Ende der Gasse blieb er stehen,*

1 Das war vor dem Krieg, wie er
später erzählte.

* So steht es im Heft.

19

und sah sich um. „Wohin?“, fragte er.

2 Wege gab es genug.
"""


def paragraphs_of(raw: str, record: Record) -> dict[str, str]:
    """Read raw lines by the draft of their recipe."""
    lines = raw.splitlines()
    recipe = parse_recipe(draft_recipe(lines, "A").encode(), "recipe.yml", record)
    return {one.id: one.text for one in apply_recipe(recipe, lines, "recipe.yml")}


@pytest.fixture
def record(mini: Settings) -> Record:
    return read_record(mini.root, "wolken")


def test_a_page_is_read_without_its_furniture(record: Record) -> None:
    assert paragraphs_of(PAGES, record) == {
        "title": "Von alten Wegen",
        "1": "Der alte Mann ging langsam durch die Straße und grüßte niemanden. Am Ende der Gasse "
        "blieb er stehen, und sah sich um. „Wohin?“, fragte er.",
        "2": "2 Wege gab es genug.",
    }


def test_what_a_page_has_beside_its_text_is_suggested() -> None:
    found = find_page_parts(PAGES.splitlines())
    assert [(one.line, one.kind, one.suggestion) for one in found] == [
        (5, "running-head", ""),
        (6, "note-mark", "manden."),
        (6, "note-mark", "stehen,"),
        (8, "footnote", ""),
        (11, "footnote", ""),
        (13, "page-number", ""),
    ]


def test_the_command_suggests_them_too(mini: Settings, tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text(PAGES, "utf-8")
    done = run(mini, "artefacts", str(tmp_path / "raw.txt"))
    assert "13\tpage-number\t19\t\tlines 13: omit them, page number\n" in done.stdout


@given(st.lists(st.sampled_from(["Ein Weg.", "12", "", "* Stern", "3 Ziele", "WEG   7", "a.1"])))
def test_every_line_with_words_is_in_one_run(lines: list[str]) -> None:
    owned = [n for run in runs_of(lines) for n in range(run.first, run.last + 1)]
    assert owned == [n for n, line in enumerate(lines, 1) if line.strip()]
    assert all(isinstance(one, Artefact) for one in find_page_parts(lines))


def test_numbers_in_a_text_are_no_page_numbers() -> None:
    assert not [
        run for run in runs_of(["Das war im Jahr", "1986.", "Und 12", "Jahre."]) if run.omitted
    ]


def test_a_text_that_was_added_keeps_its_words_and_ids(mini: Settings) -> None:
    folder = mini.root / "source_texts/zeichen"
    before = load_sources(mini, "zeichen")
    done = run(mini, "recipe", "zeichen", originals=False)
    assert done.stdout == "source_texts/zeichen/recipe.yml\t3 blocks, 0 omitted\n", done.stderr
    assert "they stand in source_texts/zeichen/witness-A.txt now" in done.stderr
    assert not (folder / "de.tsv").exists()
    after = load_sources(Settings(mini.root, (), "private"), "zeichen")
    assert after.segments == before.segments
    assert after.ledger == before.ledger
    assert after.complete
    assert before.complete
    told = run(mini, "check", "zeichen", originals=False)
    assert (told.returncode, "[" in told.stderr) == (0, False), told.stderr


def test_it_can_be_emended_then(mini: Settings) -> None:
    folder = mini.root / "source_texts/zeichen"
    run(mini, "recipe", "zeichen")
    with (folder / "recipe.yml").open("a", encoding="utf-8") as file:
        file.write("emendations:\n  - line: 3\n    reading: nur ein\n    emended: bloß ein\n")
        file.write("    reason: a test\n")
    assert run(mini, "ledger", "zeichen", "--update").returncode == 0
    assert "bloß ein Wort" in run(mini, "text", "zeichen", originals=False).stdout


def test_a_witness_of_the_repository_stays_as_it_is(mini: Settings) -> None:
    run(mini, "recipe", "zeichen")
    witness = mini.root / "source_texts/zeichen/witness-A.txt"
    witness.write_bytes(witness.read_bytes().replace(b"\n", b"\r\n"))
    assert "0 errors" in run(mini, "check", "zeichen").stderr
    witness.write_text(witness.read_text("utf-8").replace("nur", "bloß"), "utf-8")
    done = run(mini, "check", "zeichen")
    assert done.returncode == 3
    assert "witness-A.txt: error[O106]" in done.stderr


def test_a_witness_of_the_repository_that_is_gone_is_told(mini: Settings) -> None:
    run(mini, "recipe", "zeichen")
    (mini.root / "source_texts/zeichen/witness-A.txt").unlink()
    done = run(mini, "check", originals=False)
    assert done.returncode == 1
    assert done.stderr.count("error[C104]") == 1
    assert "zeichen/witness-A.txt: zeichen: error[C104]" in done.stderr


def test_a_run_that_was_stopped_is_finished(mini: Settings) -> None:
    folder = mini.root / "source_texts/zeichen"
    words = (folder / "de.tsv").read_text("utf-8")
    run(mini, "recipe", "zeichen")
    (folder / "de.tsv").write_text(words.replace("nur", "bloß"), "utf-8")
    other = run(mini, "recipe", "zeichen")
    assert other.returncode == 3
    assert "other words in a file beside it" in other.stderr
    (folder / "de.tsv").write_text(words, "utf-8")
    assert run(mini, "recipe", "zeichen").returncode == 0
    assert not (folder / "de.tsv").exists()


def test_a_witness_is_listed_beside_those_that_are_there(mini: Settings) -> None:
    record = mini.root / "source_texts/zeichen/text.yml"
    listed = "witnesses:\n- siglum: B\n  sha256: abc\n  description: {de: Druck, en: print}\n"
    record.write_text(record.read_text("utf-8").rstrip() + "\n" + listed, "utf-8")
    assert run(mini, "recipe", "zeichen", "--siglum", "B").returncode == 3
    assert run(mini, "recipe", "zeichen").returncode == 0
    made = read_record(mini.root, "zeichen")
    assert [one.siglum for one in made.witnesses] == ["A", "B"]


@given(st.lists(st.lists(st.text("ab .", min_size=1).map(lambda s: f"x{s}x"), min_size=1)))
def test_the_recipe_of_a_text_reads_its_sentences(paragraphs: list[list[str]]) -> None:
    parts = [
        (Place(str(n), "paragraph"), [" ".join(one.split()) for one in own])
        for n, own in enumerate(paragraphs, 1)
    ]
    words, recipe = recipe_of(parts, "A")
    if not parts:
        return
    made = parse_recipe(recipe.encode(), "recipe.yml", _record())
    read = apply_recipe(made, words.splitlines(), "recipe.yml")
    assert [one.text for one in read] == [" ".join(own) for _, own in parts]


def _record() -> Record:
    return read_record(Path(__file__).parent / "data/mini", "wolken")
