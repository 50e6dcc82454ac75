"""The pandoc that makes citations is found once, whatever else the search path holds."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lesart.citing import pandoc
from lesart.citing.csl import Cite, format_items
from lesart.citing.pandoc import find_pandoc
from lesart.core.findings import EditionError
from lesart.tasks.citing import Request, cite
from lesart.tasks.edition import Settings

OLD = """\
#!{python}
import sys
if "--version" in sys.argv:
    print("pandoc 2.17.1.1")
elif sys.argv[-1] == "json":
    print('{{"pandoc-api-version":[1,22,2,1],"meta":{{}},"blocks":[]}}')
else:
    sys.exit("Incompatible API versions: encoded with [1,23]")
"""


@pytest.fixture(autouse=True)
def _no_pandoc_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYPANDOC_PANDOC", raising=False)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give a pandoc that is too old to cite, in a folder of its own."""
    program = tmp_path / "bin" / "pandoc"
    program.parent.mkdir()
    program.write_text(OLD.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture
def old_first(old: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the old pandoc first in the search path."""
    monkeypatch.setenv("PATH", f"{old.parent}{os.pathsep}{os.environ['PATH']}")
    return old


def found() -> str:
    """Say which pandoc is found, or with what finding none is."""
    try:
        return find_pandoc()
    except EditionError as error:
        return str(error)


@pytest.mark.usefixtures("old_first")
def test_threads_that_cite_at_once_all_get_the_pandoc_of_the_package() -> None:
    def one(number: int) -> str:
        item = {"id": "a", "type": "book", "title": f"Book {number}"}
        return format_items([item], [Cite("a")], "apa", "en-US").entries["a"][0].words

    for _ in range(3):
        pandoc._find.cache_clear()
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(one, range(8))) == [f"Book {number}" for number in range(8)]


@pytest.mark.usefixtures("old_first")
def test_citing_does_not_meet_an_old_pandoc(mini: Settings) -> None:
    assert "Tiny Edition" in cite(mini, "wolken:1.1", Request()).entry


def test_an_old_pandoc_is_told_by_its_own_name(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYPANDOC_PANDOC", str(old))
    said = found()
    assert said.startswith(f"{old}: error[Q007]: this pandoc is too old or too new")
    assert "bibliography.json" not in said
    assert "1.22.2.1" in said
    assert "unset PYPANDOC_PANDOC" in said


@pytest.mark.parametrize("odd", ["/nowhere/pandoc", ".", "no such program"])
def test_a_variable_that_names_no_program(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYPANDOC_PANDOC", odd)
    assert found().startswith(f"{odd}: error[Q007]: PYPANDOC_PANDOC names no program")


def test_a_variable_that_names_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYPANDOC_PANDOC", sys.executable)
    assert "error[Q007]: this is no pandoc that can be used" in found()


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYPANDOC_PANDOC", "")
    assert Path(found()).is_file()


def test_without_the_package_the_search_path_is_asked(
    old_first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "_bundled", lambda: "")
    pandoc._find.cache_clear()
    assert found().startswith(f"{old_first}: error[Q007]")
    monkeypatch.setenv("PATH", "")
    assert found().startswith("pandoc: error[Q007]: citations are made by pandoc, and there is")


def test_a_failure_names_the_file_that_was_read(mini: Settings) -> None:
    with pytest.raises(EditionError, match=r"\Aworks\.json: error\[Q005\]"):
        item = {"id": "a", "type": "book", "title": {"no": "title"}}
        format_items([item], [Cite("a")], "apa", "en-US", path="works.json")
