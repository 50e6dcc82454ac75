"""A file that cannot be read hides nothing that can be checked without it."""

from __future__ import annotations

import json

import pytest
from command import run

from lesart.tasks.edition import Settings


def codes(mini: Settings, *words: str) -> tuple[int, dict[str, set[str]]]:
    """Check; give the exit code, and the codes found in each file."""
    done = run(mini, "check", "--format", "json", *words)
    assert "Traceback" not in done.stderr
    found: dict[str, set[str]] = {}
    for one in json.loads(done.stdout):
        found.setdefault(one["path"], set()).add(one["code"])
    return done.returncode, found


def spoil(mini: Settings, path: str, old: str, new: str) -> None:
    file = mini.root / path
    written = file.read_text("utf-8")
    assert old in written
    file.write_text(written.replace(old, new, 1), "utf-8")


def test_all_broken_files_of_a_text_are_told(mini: Settings) -> None:
    folder = "source_texts/wolken"
    spoil(mini, f"{folder}/recipe.yml", "role: title", "role: titel")
    spoil(mini, f"{folder}/notes.md", "## ", "### ")
    (mini.root / f"{folder}/waivers.yml").write_text("[", "utf-8")
    (mini.root / f"{folder}/en.tsv").write_text("1.1 no tab\n", "utf-8")
    spoil(mini, "source_texts/zeichen/en.tsv", "2.2\t", "2.9\t")
    exit_code, found = codes(mini)
    assert exit_code == 3
    for name in ("recipe.yml", "notes.md", "waivers.yml", "en.tsv"):
        assert f"{folder}/{name}" in found, name
    assert found["source_texts/zeichen/en.tsv"] & {"T101", "T102", "T103"}
    # What links into a text that cannot be read is not called broken.
    assert not {"G105", "N103", "N107", "S102"} & set().union(*found.values())


@pytest.mark.parametrize(
    "path", ["glossary/wolke.md", "glossary/names.yml", "source_texts/bibliography.json",
             "source_texts/corrections.md"],
)  # fmt: skip
def test_a_broken_part_of_the_edition_is_told_alone(mini: Settings, path: str) -> None:
    assert codes(mini) == (0, {})
    (mini.root / path).write_text("---\n[", "utf-8")
    exit_code, found = codes(mini)
    assert exit_code == 3
    assert set(found) == {path}
    spoil(mini, "source_texts/zeichen/en.tsv", "2.2\t", "2.9\t")
    assert "source_texts/zeichen/en.tsv" in codes(mini)[1]


def test_a_text_is_checked_alone(mini: Settings) -> None:
    spoil(mini, "source_texts/zeichen/en.tsv", "2.2\t", "2.9\t")
    assert codes(mini, "wolken") == (0, {})
    exit_code, found = codes(mini, "zeichen")
    assert exit_code == 1
    assert "source_texts/zeichen/en.tsv" in found
    unknown = run(mini, "check", "nichts")
    assert unknown.returncode == 2
    assert "the edition has no text “nichts”" in unknown.stderr


def test_a_conflict_of_git_is_told_with_its_lines(mini: Settings) -> None:
    for path in ("source_texts/zeichen/text.yml", "source_texts/zeichen/en.tsv",
                 "source_texts/wolken/notes.md"):  # fmt: skip
        file = mini.root / path
        before = file.read_text("utf-8")
        lines = before.split("\n")
        conflict = ["<<<<<<< HEAD", lines[0], "=======", "theirs", ">>>>>>> other"]
        file.write_text("\n".join([*conflict, *lines[1:]]), "utf-8")
        done = run(mini, "check", path.split("/")[1])
        assert done.returncode == 3
        assert f"{path}:1: error[D014]: git has left a conflict here, up to line 5" in done.stderr
        file.write_text(before, "utf-8")


def test_line_ends_of_windows_stop_nothing(mini: Settings) -> None:
    for path in ("source_texts/zeichen/en.tsv", "source_texts/wolken/notes.md",
                 "source_texts/wolken/recipe.yml"):  # fmt: skip
        file = mini.root / path
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    exit_code, found = codes(mini)
    assert exit_code == 0
    assert set(found) == {
        "source_texts/zeichen/en.tsv", "source_texts/wolken/notes.md",
        "source_texts/wolken/recipe.yml",
    }  # fmt: skip
    assert set().union(*found.values()) == {"S106"}


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("source_texts/edition.yml", "- family: The Testers", "- The Testers",
         "entry 1 of editors: keys with values are expected here"),
        ("source_texts/edition.yml", "- family: The Testers", "- The Testers",
         "keys here: family, given"),
        ("glossary/wolke.md", "preferred: [cloud]", "preferred: cloud",
         "english.preferred: a list is expected here"),
        ("glossary/wolke.md", "preferred: [cloud]", "preferred: cloud",
         "write it in brackets: [cloud]"),
        ("glossary/wolke.md", "source: everyday usage", "source: Duden: 2020",
         "this is not YAML: a second colon with a blank behind it"),
        ("source_texts/wolken/recipe.yml", "  - {lines", "\t- {lines",
         "this is not YAML: a tab stands where blanks are wanted"),
        ("source_texts/zeichen/text.yml", 'version: "1.0"', 'version: "1.0"\nversion: "1.1"',
         "the key “version” stands twice"),
    ],
)  # fmt: skip
def test_a_slip_is_told_in_plain_words(
    mini: Settings, path: str, old: str, new: str, said: str
) -> None:
    spoil(mini, path, old, new)
    done = run(mini, "check")
    assert done.returncode == 3
    assert said in done.stderr
    assert f"{path}:" in done.stderr
