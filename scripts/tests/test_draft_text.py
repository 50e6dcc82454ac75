"""A fourth text, from a plain file to a page: added, drafted, read and corrected, reviewed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from command import call
from conftest import DATA, PROJECT
from engine_server import engine_server, english
from lxml import html
from test_markdown import EXTENSIONS, convert

KNOWN = {
    "Die Waage im Hof": "The Scales in the Yard",
    "Im Hof der alten Mühle steht eine Waage, auf die niemand mehr etwas legt.":
        "In the yard of the old mill stands a pair of scales on which nobody puts anything.",
    "Das Heft war eine schwarze Liste, lange bevor jemand sie so nannte.":
        "The notebook was a black list long before anybody called it that.",
    "Die Waage hat wenigstens geknarrt.": "The scales at least creaked.",
}  # fmt: skip
FOLDERS = ("docs", "glossary", "scripts/lesart/face", "source_texts")


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
    done = call(root, *words)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def built(root: Path, *options: str) -> html.HtmlElement:
    """Build the site by the command, and give the page of the text."""
    lesart(root, "build", "--site-dir", "site", *options)
    return html.parse(str(root / "site/texts/waage/index.html")).getroot()


def page(root: Path, audience: str) -> html.HtmlElement:
    """Give the page of the text without a site around it."""
    written = (root / "docs/texts/waage.md").read_text("utf-8").split("---\n", 2)[2]
    return html.fromstring(convert(written, EXTENSIONS, root=str(root), audience=audience))


def classed(page: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    found = page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")
    assert isinstance(found, list)
    return found


def rows_with_draft(page: html.HtmlElement) -> list[str]:
    return [one.getparent().getparent().get("id") for one in classed(page, "draft")]


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.site
@pytest.mark.usefixtures("pages_alone")
def test_a_fourth_text_goes_from_file_to_page(edition: Path) -> None:
    added = lesart(edition, "add", "waage", "--source", str(DATA / "waage.txt"))
    assert "9 segments, 0 units" in added.stdout
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
    assert "waage:2.3: warning[H111]" in told.stderr

    drafted = page(edition, "private")
    (notice,) = classed(drafted, "notice")
    assert "9 machine drafts not reviewed" in words_of(notice)
    assert "9 machine drafts not reviewed" in words_of(classed(drafted, "work__facts")[0])
    assert rows_with_draft(drafted)[-3:] == ["p1-en", "p2-en", "p3-en"]
    marks = classed(drafted, "draft")
    assert {words_of(mark) for mark in marks} == {"machine draft, not reviewed"}
    assert len(marks) == 4
    assert "libre" in drafted.get_element_by_id("p1.1-en").get("title")
    public = page(edition, "public")
    assert "holds drafts that nobody has reviewed" in words_of(public)
    assert "notebook" not in words_of(public)
    assert len(classed(built(edition, "--audience", "public", "--drafts", "allow"), "draft")) == 4

    _correct(edition / "source_texts/waage/en.tsv")
    lesart(edition, "review", "waage")
    checked = lesart(edition, "check")
    assert "waage" not in checked.stdout + checked.stderr
    finished = page(edition, "public")
    assert classed(finished, "draft") == classed(finished, "seg--draft") == []
    assert "all units reviewed" in words_of(classed(finished, "work__facts")[0])
    assert words_of(finished.get_element_by_id("p3-en")).endswith("The scales at least creaked.")


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
