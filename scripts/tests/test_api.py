"""What `import lesart` gives: complete, lazy, and as its examples say."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
import typing
from contextlib import chdir
from pathlib import Path

import pytest
from conftest import PROJECT

import lesart
from lesart.api import editions, page, words
from lesart.tasks.edition import Settings

FUNCTIONS = "align build check cite load read resolve split write".split()
TABLES = "CHECKS ENGINES FORMATS LANGUAGES LAYOUTS NOTE_KINDS READERS STYLES".split()


def test_every_name_is_there() -> None:
    assert {*FUNCTIONS, *TABLES} <= set(lesart.__all__) == set(dir(lesart))
    for name in lesart.__all__:
        assert getattr(lesart, name)
    assert all(isinstance(getattr(lesart, name), dict) for name in TABLES)
    with pytest.raises(AttributeError, match="nebel"):
        lesart.nebel  # noqa: B018


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_typed_and_has_an_example_that_runs(name: str, mini: Settings) -> None:
    module = editions if hasattr(editions, name) else words
    function = getattr(module, name)
    hints = typing.get_type_hints(function)
    assert set(inspect.signature(function).parameters) | {"return"} == set(hints)
    tests = doctest.DocTestFinder().find(function, name, globs={})
    assert sum(len(test.examples) for test in tests) > 1 or name == "build"
    with chdir(mini.root):
        (mini.root.parent / "mini-originals").symlink_to(mini.originals[0])
        for test in tests:
            assert doctest.DocTestRunner().run(test).failed == 0


def test_a_room_of_the_same_name_can_be_called_and_imported() -> None:
    code = (
        "import lesart, lesart.align.sides, lesart.write.tei.document as tei\n"
        "from lesart.align import Bead\n"
        "assert lesart.align(['Ja.'], ['Yes.']) == [Bead((0,), (0,), lesart.align(['Ja.'],"
        " ['Yes.'])[0].confidence)]\n"
        "assert callable(lesart.write) and callable(tei.write_tei)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_it_loads_nothing_else() -> None:
    code = "import sys, lesart; print(*(name for name in sys.modules if name.startswith('lesart')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["lesart"]
    assert (PROJECT / "scripts/lesart/py.typed").is_file()


def test_what_cannot_be_done_is_told(mini: Settings) -> None:
    edition = lesart.load(mini.root)
    for format_, text in (("nebel", ""), ("tei", ""), ("skos", "wolken"), ("po", "wolken")):
        with pytest.raises(ValueError, match=format_):
            lesart.write(edition, format_, text)
    with pytest.raises(ValueError, match="nebel"):
        lesart.cite("wolken:1", mini.root, style="nebel")
    with pytest.raises(ValueError, match="xx"):
        lesart.split("Ein Satz.", "xx")
    with pytest.raises(lesart.EditionError, match="E005"):
        lesart.write(edition, "tei", "nebel")


def test_a_public_edition_is_written_as_the_public_may_see_it(mini: Settings) -> None:
    seen = lesart.load(mini.root, audience="public", originals=mini.originals)
    assert b"Wer wiegt, der" not in lesart.write(seen, "json", "wolken")
    private = lesart.load(mini.root, originals=mini.originals)
    assert b"Wer wiegt, der" in lesart.write(private, "json", "wolken")


@pytest.mark.site
def test_a_site_is_built(mini: Settings, tmp_path: Path) -> None:
    lesart.build(mini.root, tmp_path / "site", audience="public")
    assert (tmp_path / "site/index.html").is_file()


def test_the_page_of_the_site_says_what_the_docstrings_do(accept: bool) -> None:
    path = PROJECT / "docs/about/api.md"
    if accept:
        path.write_text(page.api_page(), "utf-8")
    assert path.read_text("utf-8") == page.api_page(), "run this test with --accept"
