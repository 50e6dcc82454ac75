"""MkDocs and Zensical: one edition, the same words and the same ids."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

PAGES = [
    "",
    "texts/lang/",
    "texts/wolken/",
    "texts/zeichen/",
    "glossary/",
    "concordance/",
    "names/",
    "guide/readers/",
    "notes/",
    "corrections/",
    "texts/wolken-textual/",
]
VOID = {"input", "img", "br", "hr", "meta", "link"}


class Article(HTMLParser):
    """Read the words, ids and links of the article on a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if self._depth or (tag == "article" and "md-content__inner" in given.get("class", "")):
            self._depth += tag not in VOID
            self.ids += [given["id"]] if "id" in given and not given["id"].startswith("__") else []
            if tag == "a" and "href" in given:
                self.links.append(given["href"].removeprefix("./"))

    def handle_endtag(self, tag):
        if self._depth and tag not in VOID:
            self._depth -= 1

    def handle_data(self, data):
        if self._depth:
            self.words += data.split()


def read(folder: Path, path: str) -> Article:
    """Read the article of a page."""
    article = Article()
    article.feed((folder / path / "index.html").read_text("utf-8"))
    return article


@pytest.mark.parametrize("path", PAGES)
def test_both_generators_write_the_same(private_site, zensical_site, path):
    one, other = read(private_site, path), read(zensical_site, path)
    assert one.words == other.words
    assert one.ids == other.ids
    assert one.links == other.links
    assert len(one.words) > 10


class Head(HTMLParser):
    """Read the tags of the edition in the head of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "meta" and given.get("name", "").startswith(("citation_", "DC.", "description")):
            self.tags.append((given["name"], given["content"]))
        if tag == "link" and given.get("rel") == "license":
            self.tags.append(("license", given["href"]))


@pytest.mark.parametrize("path", ["texts/lang", "texts/wolken"])
def test_both_generators_print_the_same_tags_in_the_head(private_site, zensical_site, path):
    heads = [Head(), Head()]
    for head, folder in zip(heads, (private_site, zensical_site), strict=True):
        head.feed((folder / path / "index.html").read_text("utf-8"))
    assert sorted(heads[0].tags) == sorted(heads[1].tags)
    assert len(heads[0].tags) > 5


@pytest.mark.parametrize("view", ["both", "stacked", "de", "en"])
def test_layouts_and_places_work_as_well_under_zensical(open_page, zensical_site, view):
    page = open_page(zensical_site, f"texts/lang/?view={view}#p7.4-p7.5", height=600)
    marked = page.evaluate("[...document.querySelectorAll('.marked')].map((e) => e.id)")
    assert sorted(marked) == ["p7.4", "p7.4-en", "p7.5", "p7.5-en"]
    seen = page.locator('[id="p7.4-en"]' if view == "en" else '[id="p7.4"]')
    assert 48 <= seen.bounding_box()["y"] <= 560
