"""A row that somebody adds from outside works everywhere, and nothing else has to be changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from command import run
from markdown import Markdown
from pypdf import PdfReader

import lesart
from lesart.checks.run import Checked
from lesart.core.findings import Location, Problem
from lesart.draft.engines import Engine
from lesart.languages import LANGUAGES, LanguageRecord
from lesart.model import NoteKind
from lesart.site import downloads
from lesart.site.markdown import LesartExtension
from lesart.tasks.edition import Settings, load_edition
from lesart.tasks.format_types import Format, OfEdition, OfText, Taken, Taking
from lesart.write.pdf.layouts import Layout


def _take(settings: Settings, file: Path, how: Taking) -> Taken:
    how.tell(f"{settings.root.name}\t{file.read_text('utf-8')}")
    return Taken(said="1 toy")


TOY = Format(
    suffix=".toy",
    media_type="text/x-toy",
    text=OfText(
        label="Toy",
        path="downloads/{id}.toy",
        make=lambda text, edition: f"{text.record.id} of {len(edition.texts)}\n".encode(),
    ),
    edition=OfEdition(
        label="Toys", path="downloads/toys.toy", page="index.md", make=lambda edition: b"all\n"
    ),
    endings=(".toy",),
    take=_take,
)


def test_a_format(mini: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(lesart.FORMATS, "toy", TOY)
    assert run(mini, "export", "toy", "wolken").stdout == "wolken of 2\n"
    assert run(mini, "export", "toy").stdout == "all\n"
    (tmp_path / "a.toy").write_text("words", "utf-8")
    done = run(mini, "import", str(tmp_path / "a.toy"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "mini\twords\n", "1 toy\n")
    edition = load_edition(mini)
    assert lesart.write(edition, "toy") == b"all\n"
    monkeypatch.setattr(downloads, "pdf_files", lambda *_: ())
    made = dict(downloads.files(edition))
    assert made["downloads/wolken.toy"] == b"wolken of 2\n"
    assert made["downloads/toys.toy"] == b"all\n"
    named = {"href": "downloads/wolken.toy", "label": "Toy", "type": "text/x-toy", "rel": "item"}
    assert named in downloads.offered(edition.texts[1])
    assert "Toys" in [one["label"] for one in downloads.offered_with_edition(edition, "index.md")]


def test_a_kind_of_notes(mini: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    path = mini.root / "source_texts/wolken/notes.md"
    path.write_text(path.read_text("utf-8").replace("kind: language", "kind: weather", 1), "utf-8")
    assert "the kind is unknown" in run(mini, "check").stderr
    monkeypatch.setitem(lesart.NOTE_KINDS, "weather", NoteKind("the weather", sourced=False))
    assert run(mini, "check").stderr == ""
    page = _page(mini, "bitext | wolken")
    assert 'value="weather"' in page
    assert "<span>the weather</span>" in page
    assert '[name=kind][value="weather"]:not(:checked)' in page
    assert ".kind-weather{display:none}" in page
    edition = load_edition(mini)
    book = ZipFile(BytesIO(lesart.write(edition, "epub", "wolken")))
    assert any(b"the weather" in book.read(name) for name in book.namelist())
    monkeypatch.setitem(lesart.NOTE_KINDS, "weather", NoteKind("the weather", sourced=True))
    assert "N104" in run(mini, "check").stderr


def _page(settings: Settings, block: str) -> str:
    options = {
        "root": str(settings.root), "audience": settings.audience,
        "originals": str(settings.originals[0]),
    }  # fmt: skip
    page = Markdown(extensions=[LesartExtension(**options)])
    return str(page.convert(f"/// {block}\n///\n"))


def _no_wind(edition: Checked) -> Iterator[Problem]:
    """There is no wind in a text."""
    for text in edition.texts:
        yield Location(f"{text.folder}/text.yml", 1), (text.record.id,), "let it blow"


def test_a_check(mini: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lesart.CHECKS, "Z101", (_no_wind, "warning"))
    found = lesart.check(mini.root, originals=mini.originals)
    assert [(one.code, one.message) for one in found] == [
        ("Z101", "there is no wind in a text")
    ] * 2
    done = run(mini, "check", "--strict", "--format", "json")
    assert done.returncode == 1
    assert [one["hint"] for one in json.loads(done.stdout)] == ["let it blow"] * 2


def test_an_engine(mini: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    units = mini.root / "source_texts/zeichen/en.tsv"
    units.write_text("".join(units.read_text("utf-8").splitlines(True)[:-1]), "utf-8")
    toy = Engine("toy", make=lambda server, keys: lambda question: f"{server}: a sign")
    monkeypatch.setitem(lesart.ENGINES, "toy", toy)
    done = run(mini, "draft", "zeichen", "--engine", "toy", "--server", "here")
    assert done.returncode == 0, done.stderr
    assert "\ttoy\there: " in done.stdout
    assert "here: " in units.read_text("utf-8")


def test_a_reader_and_a_language(
    mini: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(lesart.READERS, "toy", lambda data, path: [data.decode().upper()])
    (tmp_path / "a.toy").write_text("eins. zwei.", "utf-8")
    assert run(mini, "read", str(tmp_path / "a.toy")).stdout == "paragraph\tEINS. ZWEI.\n"
    french = LanguageRecord(
        code="fr", name="French", own_name="français", quotes=("« ", " »"),
        inner_quotes=("“", "”"), months=(),
    )  # fmt: skip
    monkeypatch.setitem(LANGUAGES, "fr", french)
    done = run(mini, "split", str(tmp_path / "a.toy"), "--lang", "fr")
    assert done.stdout == "EINS.\nZWEI.\n"
    assert run(mini, "split", str(tmp_path / "a.toy"), "--lang", "xx").returncode == 2


def test_a_style(mini: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lesart.STYLES, "toy", lesart.STYLES["apa"])
    words = ["cite", "wolken:1.2", "--accessed", "2026-01-01", "--style"]
    assert run(mini, *words, "toy").stdout == run(mini, *words, "apa").stdout
    assert run(mini, *words, "nebel").returncode == 2


@pytest.mark.pdf
def test_a_layout(mini: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    toy = Layout(sides=("en",), paper="A4", label="Toy", suffix="-toy", set_as="parallel")
    monkeypatch.setitem(lesart.LAYOUTS, "toy", toy)
    done = run(mini, "pdf", "zeichen", "--layout", "toy", "-o", str(tmp_path / "a.pdf"))
    assert done.returncode == 0, done.stderr
    edition = load_edition(mini)
    assert "downloads/edition-toy.pdf" in [
        one["href"] for one in downloads.offered_with_edition(edition, "index.md")
    ]


@pytest.mark.pdf
@pytest.mark.parametrize("name", lesart.LAYOUTS)
def test_the_paper_of_a_layout_is_what_its_row_says(
    mini: Settings, name: str, tmp_path: Path
) -> None:
    target = tmp_path / "a.pdf"
    assert run(mini, "pdf", "zeichen", "--layout", name, "-o", str(target)).returncode == 0
    width = round(float(PdfReader(target).pages[0].mediabox.width) / 72 * 25.4)
    assert width == {"A4": 210, "A5": 148}[lesart.LAYOUTS[name].paper]
