"""A site whose links or pages are broken is not built, whichever generator makes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lesart.core.findings import EditionError
from lesart.site import build as site
from lesart.site.built_links import broken_links
from lesart.site.strict import require_settings
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings

BROKEN = """
[page](nowhere.md), [place](../texts/zeichen.md#p99), [ours](#nix), [root](/foo/), [it](../index.md)

[named]: other.md
See [named], <a href="../plain.html">plain</a> and [out](https://example.org/a#b).

/// bitxt | x
///
"""
GENERATORS = pytest.mark.parametrize("generator", ["mkdocs", "zensical"])


def told(error: EditionError) -> list[tuple[str, int, str]]:
    """Give of each finding the file, the line and the code."""
    return [(found.where.path, found.where.line, found.code) for found in error.findings]


@GENERATORS
@pytest.mark.slow
def test_a_broken_link_stops_the_build_with_page_and_line(
    mini: Settings, tmp_path: Path, generator: site.Generator
) -> None:
    path = mini.root / "docs/about/rights.md"
    before = path.read_text("utf-8").count("\n")
    with path.open("a", encoding="utf-8") as file:
        file.write(BROKEN)
    with pytest.raises(EditionError) as caught:
        site.build(mini, generator, tmp_path / "site")
    page = "docs/about/rights.md"
    first, named, see, block = (before + n for n in (2, 4, 5, 7))
    assert told(caught.value) == [
        *[(page, first, "B006")] * 4, (page, named, "B006"), (page, see, "B006"),
        (page, block, "B008"),
    ]  # fmt: skip
    said = str(caught.value)
    assert "to no place: no “p99” there" in said
    assert "the link “/foo/” leads to no page" in said
    assert not (tmp_path / "site").exists()


@GENERATORS
@pytest.mark.parametrize(
    ("page", "where"),
    [
        ("texts/zeichen", r"source_texts/edition\.yml:\d+: zeichen"),
        ("glossary", "glossary"),
        ("bibliography", "source_texts/bibliography.json"),
        ("about/rights", "source_texts/wolken/text.yml"),
        ("about/originals", "source_texts/wolken/text.yml"),
    ],
)
def test_a_missing_page_stops_the_build_and_the_check(
    mini: Settings, tmp_path: Path, page: str, where: str, generator: site.Generator
) -> None:
    (mini.root / f"docs/{page}.md").unlink()
    with pytest.raises(EditionError) as caught:
        site.build(mini, generator, tmp_path / "site")
    expected = rf"{where}: error\[S102\]: .* is not there\n    docs/{page}\.md\n"
    assert re.match(expected, str(caught.value))
    found = [finding for finding in check_edition(mini) if finding.code == "S102"]
    assert found == list(caught.value.findings)


@GENERATORS
@pytest.mark.slow
def test_a_page_of_the_navigation_that_is_not_there_stops_the_build(
    mini: Settings, tmp_path: Path, generator: site.Generator
) -> None:
    path = mini.root / "mkdocs.yml"
    text = path.read_text("utf-8") + "nav:\n  - Home: index.md\n  - Gone: gone.md\n"
    path.write_text(text, "utf-8")
    with pytest.raises(EditionError) as caught:
        site.build(mini, generator, tmp_path / "site")
    assert ("mkdocs.yml", text.count("\n")) in {one[:2] for one in told(caught.value)}


@GENERATORS
@pytest.mark.parametrize("extensions", ["", "markdown_extensions: [toc]", "markdown_extensions:"])
def test_settings_without_the_extension_stop_the_build(
    mini: Settings, tmp_path: Path, extensions: str, generator: site.Generator
) -> None:
    (mini.root / "mkdocs.yml").write_text(f"site_name: Mine\n{extensions}\n", "utf-8")
    with pytest.raises(EditionError) as caught:
        site.build(mini, generator, tmp_path / "site")
    assert told(caught.value) == [("mkdocs.yml", 2 if extensions else 0, "B005")]


@pytest.mark.parametrize(
    ("words", "line", "said"),
    [(None, 0, "has no mkdocs.yml"), ("a: [b", 2, "not YAML"), ("- a", 0, "keys with values")],
)
def test_settings_that_cannot_be_read_are_told(
    mini: Settings, tmp_path: Path, words: str | None, line: int, said: str
) -> None:
    path = mini.root / "mkdocs.yml"
    path.unlink()
    if words is not None:
        path.write_text(words + "\n", "utf-8")
    with pytest.raises(EditionError, match=said) as caught:
        site.build(mini, "mkdocs", tmp_path / "site")
    assert told(caught.value) == [("mkdocs.yml", line, "B005")]


@pytest.mark.parametrize(
    "name", ["lesart", "lesart.site.markdown", "lesart.site.markdown:LesartExtension"]
)
@pytest.mark.parametrize("shape", [lambda name: name, lambda name: {name: {}}])
def test_the_extension_may_be_named_in_every_way(
    tmp_path: Path, name: str, shape: Callable[[str], object]
) -> None:
    require_settings(tmp_path, {"markdown_extensions": ["toc", shape(name)]})


PAGES = {
    "index.html": '<a href="a/">a</a><a href="a/index.html#x">x</a><img src="i.png">',
    "a/index.html": '<h1 id="x">x</h1><p id="p3.4"></p><p id="p3.6"></p><a name="old"></a>',
    "i.png": "",
    "b c.html": '<p id="ü">',
}


@pytest.mark.parametrize(
    ("link", "fragment"),
    [
        ("nowhere.html", None), ("a/nowhere", None), ("../outside/", None), ("/gone/", None),
        ("/base/gone/", None), ("a/#gone", "gone"), ("#gone", "gone"), ("a/#x-gone", "x-gone"),
        ("b%20d.html", None), ("b%20c.html#%C3%A4", "ä"), ("http://[", None),
    ],
)  # fmt: skip
def test_links_to_nowhere_are_found(tmp_path: Path, link: str, fragment: str | None) -> None:
    found = walk(tmp_path, link)
    inside = not link.startswith("/gone")
    assert [(one.link, one.fragment or None) for one in found] == [(link, fragment)] * inside


@pytest.mark.parametrize(
    "link",
    [
        "", "#", "#top", "a", "a/", "a/?v=1.0#x", "a/#p3.4-p3.6", "a/#old", "./", "i.png",
        "b%20c.html#%C3%BC", "/base/a/#x", "/base", "/elsewhere/", "mailto:a@b", "tel:1",
        "https://example.org/nowhere", "//example.org/a", "a/#:~:text=x", "data:,x",
    ],
)  # fmt: skip
def test_links_to_somewhere_are_let_pass(tmp_path: Path, link: str) -> None:
    assert walk(tmp_path, link) == []


def walk(site_dir: Path, link: str) -> list[object]:
    """Walk through a site that stands under /base/ and has one more page, with *link*."""
    pages = {**PAGES, "z.html": f'<a href="{link}">z</a>', "404.html": '<a href="/base/no">n</a>'}
    for name, words in pages.items():
        (site_dir / name).parent.mkdir(exist_ok=True)
        (site_dir / name).write_text(f"<!doctype html><body>{words}", "utf-8")
    return list(broken_links(site_dir, "https://example.org/base/"))
