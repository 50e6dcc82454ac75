"""What `pip install lesart` leaves out: missing, it is said in one line and costs nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from command import run

from lesart.citing.csl_files import CSL_STYLES
from lesart.citing.styles import STYLES
from lesart.citing.works import STYLE
from lesart.core import extras
from lesart.site.downloads_pdf import offered_edition_pdfs, offered_pdf, pdf_files
from lesart.source.lexicon import load_lexicon
from lesart.tasks.edition import Settings, load_edition

PROJECT = Path(__file__).parents[2]
MODULES = {"typst": "pdf", "wordfreq": "raw"}


@pytest.fixture(params=sorted(MODULES))
def without(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Hide the module of an extra; give its extra's name."""
    real = extras.find_spec
    monkeypatch.setattr(
        extras, "find_spec", lambda name: None if name == request.param else real(name)
    )
    monkeypatch.setitem(sys.modules, request.param, None)
    load_lexicon.cache_clear()
    return MODULES[request.param]


def test_the_extras_are_those_of_the_package() -> None:
    known = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    offered = known["optional-dependencies"]
    assert offered.pop("all") == [f"lesart[{','.join(sorted(offered))}]"]
    assert {name: extra.module for name, extra in extras.EXTRAS.items()} == {
        name: words[0].partition(">=")[0] for name, words in offered.items()
    }
    needed = [words.partition(">=")[0] for words in known["dependencies"]]
    assert not {extra.module for extra in extras.EXTRAS.values()} & set(needed)


COMMANDS = {
    "pdf": [("pdf", "zeichen"), ("pdf",)],
    "raw": [("joins", "raw.txt"), ("artefacts", "raw.txt")],
}


def test_a_command_says_what_to_install(mini: Settings, without: str) -> None:
    (mini.root / "raw.txt").write_text("Ein Wort ist ge-\ntrennt.\n", "utf-8")
    for words in COMMANDS[without]:
        done = run(mini, *words)
        assert done.returncode in (2, 3)
        assert done.stdout == ""
        assert f'hint: pip install "lesart[{without}]"' in done.stderr
        assert len(done.stderr.splitlines()) == 2


def test_without_typesetter_a_site_offers_no_books(
    mini: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = load_edition(mini)
    assert offered_pdf(edition.texts[0]) and offered_edition_pdfs(edition)
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    assert [*offered_pdf(edition.texts[0]), *offered_edition_pdfs(edition)] == []
    assert list(pdf_files(edition, None)) == []


def test_without_typesetter_an_epub_has_no_cover(
    mini: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    path = tmp_path / "bare.epub"
    done = run(mini, "epub", "-o", str(path))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(path) as book:
        assert not [name for name in book.namelist() if "cover" in name]
        assert b"cover" not in book.read("EPUB/package.opf").lower()
        assert b"cover" not in book.read("EPUB/nav.xhtml").lower()


def test_every_style_in_use_goes_into_the_wheel(tmp_path: Path) -> None:
    assert {STYLE, *(style.csl for style in STYLES.values())} == set(CSL_STYLES)
    words = ["setup.py", "-q", "build_py", "--build-lib", str(tmp_path / "built")]
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE", "scripts"):
        (folder / name).symlink_to(PROJECT / name)
    subprocess.run([sys.executable, *words], cwd=folder, check=True, env=dict(os.environ))
    copies = sorted((tmp_path / "built/lesart/citing/csl").iterdir())
    assert {path.stem for path in copies} == set(CSL_STYLES)
    assert all(b"creativecommons.org/licenses/by-sa/3.0/" in path.read_bytes() for path in copies)
