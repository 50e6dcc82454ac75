"""Headings, stanzas and notes of the author go out, come back and are released as paragraphs do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import call

SAID = ("--title", "A", "--title-de", "B", "--editor", "Ada Editor", "--licence", "CC0")
TEXT = "source_texts/beispiel"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Begin an edition with the example, and release it."""
    assert call(tmp_path, "init", "mine", *SAID, "--example").returncode == 0
    done = call(tmp_path / "mine", "release", "1.0")
    assert done.returncode == 0, done.stderr
    return tmp_path / "mine"


def _change(path: Path, old: str, new: str) -> None:
    written = path.read_text("utf-8")
    assert old in written
    path.write_text(written.replace(old, new), "utf-8")


@pytest.mark.parametrize("form", ["po", "xliff"])
def test_a_translation_of_them_comes_back(example: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"out.{form}"
    assert call(example, "export", form, "beispiel", "-o", str(file)).returncode == 0
    for old, new in (("At the Bridge", "By the Bridge"), ("two thousand", "2000"),
                     ("my every stride", "each step of mine")):  # fmt: skip
        _change(file, old, new)
    done = call(example, "import", str(file))
    assert done.returncode == 0, done.stderr
    units = (example / TEXT / "en.tsv").read_text("utf-8")
    assert "h1.1\tBy the Bridge\n" in units
    assert "4.2\tit knows each step of mine,\n" in units
    assert "fn1.1\tMornings and evenings alike, it was 2000 steps.\n" in units


def test_a_released_note_that_changes_is_told(example: Path) -> None:
    _change(example / TEXT / "en.tsv", "fn1.1\tMornings", "fn1.1\tOn mornings")
    assert call(example, "review", "beispiel", "fn1").returncode == 0
    told = call(example, "check").stderr
    assert "beispiel:fn1.1" in told
    assert "V10" in told
    _change(example / TEXT / "text.yml", 'version: "1.0"', 'version: "1.1"')
    assert call(example, "release", "1.1", "beispiel").returncode == 0
    rows = (example / TEXT / "releases/1.1.tsv").read_text("utf-8")
    assert "fn1.1" in rows


def test_a_released_heading_that_goes_is_told(example: Path) -> None:
    for file in ("en.tsv", "en.lock.tsv", "segments.tsv"):
        path = example / TEXT / file
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(one for one in lines if not one.startswith("h2.1\t")), "utf-8")
    _change(example / TEXT / "recipe.yml", "  - {lines: 17, role: heading, id: h2}\n",
            "  - {lines: 17, role: omit, reason: a test}\n")  # fmt: skip
    told = call(example, "check").stderr
    assert "beispiel:h2.1" in told


@pytest.mark.parametrize(
    ("reference", "place"),
    [("h1", "#h1"), ("fn1", "#fn1"), ("4.2", "#p4.2"), ("fn1.1", "#fn1.1"), ("h2.1", "#h2.1")],
)
def test_they_are_referred_to(example: Path, reference: str, place: str) -> None:
    found = call(example, "resolve", f"beispiel:{reference}")
    assert found.returncode == 0, found.stderr
    assert place in found.stdout


def test_they_stand_in_the_data(example: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    assert call(example, "export", "json", "beispiel", "-o", str(file)).returncode == 0
    made = json.loads(file.read_bytes())
    words = json.dumps(made, ensure_ascii=False)
    for said in ("An der Brücke", "zweitausend Schritte", '"h1"', '"fn1"', '"verse"', '"heading"'):
        assert said in words
