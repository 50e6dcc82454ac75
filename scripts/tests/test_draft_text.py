"""A fourth text, from a plain file to a page: added, drafted, read and corrected, reviewed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DATA, PROJECT
from engine_server import engine_server, english
from lxml import html

KNOWN = {
    "Die Waage im Hof": "The Scales in the Yard",
    "Im Hof der alten Mühle steht eine Waage, auf die niemand mehr etwas legt.":
        "In the yard of the old mill stands a pair of scales on which nobody puts anything.",
    "Das Heft war eine schwarze Liste, lange bevor jemand sie so nannte.":
        "The notebook was a black list long before anybody called it that.",
    "Die Waage hat wenigstens geknarrt.": "The scales at least creaked.",
}  # fmt: skip
FOLDERS = ("docs", "glossary", "overrides", "source_texts")


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Give a copy of the project's own edition, without originals."""
    root = tmp_path / "edition"
    root.mkdir()
    for name in FOLDERS:
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("originals"))
    shutil.copy2(PROJECT / "mkdocs.yml", root)
    return root


def lesart(root: Path, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-c", "from lesart.cli import main; main()", *words],
        cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done


def page(root: Path, *options: str) -> html.HtmlElement:
    lesart(root, "build", "--site-dir", "site", *options)
    return html.parse(str(root / "site/texts/waage/index.html")).getroot()


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_fourth_text_goes_from_file_to_page(edition: Path) -> None:
    added = lesart(edition, "add", "waage", "--source", str(DATA / "waage.txt"))
    assert "9 segments, 0 units" in added.stdout
    lesart(edition, "terms", "--update")
    _free(edition / "source_texts/waage/text.yml")

    with engine_server() as server:
        server.known = dict(KNOWN)
        server.known |= {"Schwarze Liste": "black list"}
        place = ("--engine", "libre", "--server", server.address)
        planned = lesart(edition, "draft", "waage", *place, "--dry-run")
        assert planned.stdout.startswith("9 units to draft, 0 of them from the memory")
        told = lesart(edition, "draft", "waage", *place, code=1)
    assert len(told.stdout.splitlines()) == 9
    assert "The notebook was a blacklist long before" in told.stdout
    assert "waage:2.3: warning[N111]" in told.stderr

    drafted = page(edition, "--audience", "private")
    (notice,) = drafted.cssselect(".notice")
    assert "9 machine drafts not reviewed" in words_of(notice)
    assert "9 machine drafts not reviewed" in words_of(drafted.cssselect(".work__facts")[0])
    assert len(drafted.cssselect(".bitext .draft")) == 3
    assert words_of(drafted.cssselect("#p1-en .draft")[0]) == "machine draft, not reviewed"
    assert "libre" in drafted.cssselect("#p1\\.1-en")[0].get("title")
    public = page(edition)
    assert "leaves the text out until they are" in words_of(public)
    assert "notebook" not in words_of(public)
    allowed = page(edition, "--drafts", "allow")
    assert len(allowed.cssselect(".bitext .draft")) == 3

    _correct(edition / "source_texts/waage/en.tsv")
    lesart(edition, "review", "waage")
    checked = lesart(edition, "check")
    assert "waage" not in checked.stdout + checked.stderr
    finished = page(edition)
    assert finished.cssselect(".draft") == finished.cssselect(".seg--draft") == []
    assert "all units reviewed" in words_of(finished.cssselect(".work__facts")[0])
    assert words_of(finished.cssselect("#p3-en")[0]).endswith("The scales at least creaked.")


def _free(record: Path) -> None:
    text = record.read_text("utf-8")
    free = "https://creativecommons.org/licenses/by/4.0/"
    record.write_text(text.replace("http://rightsstatements.org/vocab/CNE/1.0/", free), "utf-8")


def _correct(path: Path) -> None:
    """Do what an editor does: put right what the engine did not know."""
    german = "Er kennt nur einen Punktestand, der steigt und fällt, ohne dass ihn einer sieht."
    text = path.read_text("utf-8")
    assert english(german) in text
    path.write_text(text.replace(english(german), "It knows only a score."), "utf-8")
