"""Giving a text another id and taking one out: nothing is lost, and old references lead on."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from command import run

from lesart.site import build as site
from lesart.store import moved_texts
from lesart.store.text_list import in_lines
from lesart.store.unused import Unused, unused_without
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings

DAY = "1760000000"  # 9 October 2025


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)


def everything(root: Path) -> str:
    """Give all that is written in an edition, with the names of files."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return "\n".join(f"{p.relative_to(root)}\n{p.read_bytes().decode()}" for p in files)


def test_an_id_that_was_never_released_is_another_everywhere(mini: Settings) -> None:
    before = everything(mini.root)
    done = run(mini, "rename", "wolken", "himmel")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [
        "docs/index.md", "docs/texts/wolken-textual.md", "docs/texts/wolken.md",
        "glossary/wolke.md", "source_texts/corrections.md",
        "source_texts/himmel/notes.md", "source_texts/himmel/textual.md",
    ]  # fmt: skip
    assert check_edition(mini) == []
    assert not (mini.root / "source_texts/signposts.tsv").exists()
    assert not (mini.root / "docs/texts/wolken.md").exists()
    back = run(mini, "rename", "himmel", "wolken")
    assert back.returncode == 0
    assert everything(mini.root) == before


def test_places_are_the_same_words_under_the_new_id(mini: Settings) -> None:
    before = run(mini, "text", "wolken").stdout
    run(mini, "rename", "wolken", "himmel")
    assert run(mini, "text", "himmel").stdout == before.replace("wolken:", "himmel:")


@pytest.fixture
def released(mini: Settings) -> Settings:
    done = run(mini, "release", "1.0")
    assert done.returncode == 0, done.stderr
    return mini


def test_a_released_id_leads_on(released: Settings) -> None:
    frozen = (released.root / "source_texts/wolken/releases/1.0.tsv").read_bytes()
    assert run(released, "rename", "wolken", "himmel", "--reason", "A better name.").returncode == 0
    assert (released.root / "source_texts/himmel/releases/1.0.tsv").read_bytes() == frozen
    assert (released.root / "source_texts/signposts.tsv").read_text("utf-8") == (
        "text\tto\tsince\treason\nwolken\thimmel\t2025-10-09\tA better name.\n"
    )
    found = run(released, "resolve", "wolken:2.2")
    assert found.returncode == 0
    assert "himmel:2.2" in found.stdout
    said = "Since 2025-10-09, the text wolken has the id himmel: A better name."
    assert said in found.stdout + found.stderr
    assert "himmel" in run(released, "resolve", "wolken").stdout
    assert "himmel" in run(released, "resolve", "wolken:n2.2a").stdout
    cited = run(released, "cite", "wolken:2.2")
    assert cited.returncode == 0, cited.stderr
    # A second change of mind: the first id leads to where its words are now.
    assert run(released, "rename", "himmel", "wetter").returncode == 0
    assert "wetter:2.2" in run(released, "resolve", "wolken:2.2").stdout
    # An id that comes back needs no signpost.
    assert run(released, "rename", "wetter", "wolken").returncode in (0, 3)


@pytest.mark.site
@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
def test_an_old_address_has_a_page(released: Settings, tmp_path: Path, generator: str) -> None:
    if generator == "zensical":
        pytest.importorskip("zensical")
    run(released, "rename", "wolken", "himmel")
    site.build(released, generator, tmp_path / "site")  # type: ignore[arg-type]
    page = (tmp_path / "site/texts/wolken/index.html").read_text("utf-8")
    assert "the text wolken has the id himmel" in page
    assert re.search(r'<li id="p2\.2">\s*<a href="\.\./himmel/(?:index\.html)?#p2\.2">', page)
    assert (tmp_path / "site/texts/himmel/index.html").is_file()


def test_what_is_taken_out_lies_aside(released: Settings) -> None:
    text = everything(released.root / "source_texts/wolken")
    refused = run(released, "remove", "wolken")
    assert refused.returncode != 0
    assert (released.root / "source_texts/wolken").is_dir()
    done = run(released, "remove", "wolken", "--yes", "--reason", "the holder said no")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "removed/wolken\n"
    assert everything(released.root / "removed/wolken/source_texts/wolken") == text
    assert (released.root / "removed/.gitignore").read_text("utf-8") == "*\n"
    for path in ("docs/index.md", "glossary/wolke.md", "source_texts/corrections.md"):
        assert f"    {path}\n" in done.stderr
    assert "term waage" in done.stderr
    gone = run(released, "resolve", "wolken:2.2")
    assert gone.returncode == 1
    said = "since 2025-10-09, the text wolken is withdrawn: the holder said no"
    assert said in gone.stderr
    again = run(released, "remove", "wolken", "--yes")
    assert again.returncode == 2


def test_what_no_other_text_has_goes_along(mini: Settings) -> None:
    (mini.root / "source_texts/corrections.md").unlink()
    index = mini.root / "docs/index.md"
    written = re.sub(r"/// passage \| wolken\S*\n///\n", "", index.read_text("utf-8"))
    index.write_text(written, "utf-8")
    found = unused_without(mini.root, "wolken", ["zeichen"])
    assert Unused("term", "waage") in found
    assert Unused("term", "zeichen") not in found
    done = run(mini, "remove", "wolken", "--yes", "--with-unused")
    assert done.returncode == 0, done.stderr
    assert not (mini.root / "glossary/waage.md").exists()
    assert (mini.root / "removed/wolken/glossary/waage.md").is_file()
    works = json.loads((mini.root / "source_texts/bibliography.json").read_text("utf-8"))
    gone = json.loads((mini.root / "removed/wolken/bibliography.json").read_text("utf-8"))
    assert not {work["id"] for work in works} & {work["id"] for work in gone}
    assert check_edition(mini) == []


def test_a_text_that_was_added_goes_as_it_came(mini: Settings, tmp_path: Path) -> None:
    (mini.root / "mkdocs.yml").open("a").write("nav:\n  - Home: index.md\n")
    # A list in brackets is written one a line when a text is added, and stays so.
    file = mini.root / "source_texts/edition.yml"
    file.write_text(in_lines(file.read_text("utf-8")), "utf-8")
    before = everything(mini.root)
    (tmp_path / "a.txt").write_text("Ein Weg\n\nDer Weg ist lang.\n", "utf-8")
    assert run(mini, "add", "weg", "--source", str(tmp_path / "a.txt")).returncode == 0
    assert run(mini, "remove", "weg", "--yes").returncode == 0
    aside = mini.root / "removed"
    assert (aside / "weg/source_texts/weg/de.tsv").is_file()
    assert (aside / "weg/docs/texts/weg.md").is_file()
    for path in sorted(aside.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    aside.rmdir()
    assert everything(mini.root) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rename", "wolken", "zeichen"), "A004"),
        (("rename", "wolken", "Himmel"), "A003"),
        (("rename", "wolken", "note"), "A003"),
        (("rename", "nichts", "himmel"), "the edition has no text"),
        (("remove", "nichts", "--yes"), "the edition has no text"),
    ],
)
def test_what_cannot_be_is_refused(mini: Settings, words: tuple[str, ...], said: str) -> None:
    before = everything(mini.root)
    done = run(mini, *words)
    assert done.returncode in (2, 3)
    assert said in done.stderr
    assert everything(mini.root) == before


@pytest.mark.parametrize("words", [("rename", "wolken", "himmel"), ("remove", "wolken", "--yes")])
def test_a_run_that_is_killed_is_finished_by_the_next(
    released: Settings, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = ["write_atomic", "_move"]
    count = 0
    for stop in range(1, 30):
        calls = 0

        def counted(real, stop=stop):
            def act(*given, **named):
                nonlocal calls
                calls += 1
                if calls == stop:
                    raise KeyboardInterrupt
                return real(*given, **named)

            return act

        copy = released.root.with_name(f"copy{stop}")
        shutil.copytree(released.root, copy)
        settings = Settings(copy, released.originals, "private")
        with monkeypatch.context() as patch:
            for step in steps:
                patch.setattr(moved_texts, step, counted(getattr(moved_texts, step)))
            run(settings, *words)
        if calls < stop:
            break
        count += 1
        moved_texts.finish_moving(copy)
        begun = not (copy / "source_texts/wolken").exists()
        if begun:
            whole = released.root.with_name("whole")
            if not whole.exists():
                shutil.copytree(released.root, whole)
                run(Settings(whole, released.originals, "private"), *words)
            assert everything(copy) == everything(whole), stop
        else:
            assert everything(copy) == everything(released.root), stop
    assert count > 4
