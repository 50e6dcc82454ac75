"""The search of a site: sentences, notes, names and works are found, in every form of a word."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sites import Sites
from test_golden import compare

from lesart.glossary.paradigms import paradigms
from lesart.glossary.search_words import WORD, found_by, told_beside
from lesart.model import Audience
from lesart.site import search_index as searching
from lesart.site.build import Generator
from lesart.tasks.edition import Settings

SENTENCES = (
    "Der Überwachungsstaat wächst.",
    "Wir reden über Überwachung.",
    "Sie überwachen die Plätze.",
    "Ein Bürger fragt.",
    "Alle Häuser sind rot.",
    "Das Haus steht.",
    "Ein Burger liegt auf dem Teller.",
    "Das Bundesverfassungsgericht urteilt.",
    "Man überwacht die Straße.",
    "Die Bürgerinnen antworten.",
)
FOUND = {
    "Überwachung": {1, 2},
    "Ueberwachung": {1, 2},
    "Uberwachung": {1, 2},
    "Burger": {4, 7, 10},
    "Bürgerin": {10},
    "Haus": {5, 6},
    "Hauses": {5, 6},
    "überwachen": {3, 9},
    "Staat": {1},
    "Verfassungsgericht": {8},
    "Bundesverfassungsgerichts": {8},
    "Strasse": {9},
    "Platz": {3},
}


def test_the_head_of_a_word_with_hyphens_is_found() -> None:
    known = paradigms(["EU-Staaten", "Grenz-Kontrollen"], "de")
    assert {"Staat", "Staaten"} <= known.related("EU-Staaten")
    assert "Kontrolle" in known.related("Grenz-Kontrollen")


@pytest.mark.parametrize("query", FOUND)
@pytest.mark.slow
def test_a_german_word_is_found_in_its_forms(query: str) -> None:
    known = found_by(word for sentence in SENTENCES for word in WORD.findall(sentence))
    found = set()
    for number, sentence in enumerate(SENTENCES, 1):
        words = [*WORD.findall(sentence.lower()), *told_beside(sentence, sentence, known, {})]
        # So the search compares: by the beginning of a word.
        found |= {number for word in words if word.startswith(query.lower())}
    assert found == FOUND[query]


def entries(folder: Path) -> list[dict[str, Any]]:
    """Read the entries of a site's search, of either generator."""
    names = ((searching.MKDOCS, "docs"), (searching.ZENSICAL, "items"))
    name, key = next((name, key) for name, key in names if (folder / name).is_file())
    return list(json.loads((folder / name).read_bytes())[key])


def written(found: list[dict[str, Any]]) -> str:
    """Write entries so that a change shows as lines."""
    lines = (
        [one["location"], f"  {one['title']}", f"  {one['text']}", f"  {' '.join(one['tags'])}"]
        if "tags" in one
        else [one["location"], f"  {one['title']}", f"  {one['text']}"]
        for one in found
    )
    return "".join(f"{line}\n" for entry in lines for line in entry)


@pytest.mark.parametrize("audience", ["private", "public"])
def test_what_is_found(mini: Settings, sites: Sites, accept: bool, audience: Audience) -> None:
    built = sites(replace(mini, audience=audience))
    compare(f"search-{audience}.txt", written(entries(built)), accept)


def test_both_generators_find_the_same(mini: Settings, sites: Sites) -> None:
    generators: tuple[Generator, ...] = ("mkdocs", "zensical")
    found = {}
    for generator in generators:
        found[generator] = {
            one["location"]: (one["title"], one["text"])
            for one in entries(sites(mini, generator))
            if one["location"].startswith("texts/")
        }
    assert found["mkdocs"] == found["zensical"]
    assert "texts/zeichen/#p1.2" in found["mkdocs"]


def test_an_index_is_not_made_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Words.</p>", "utf-8")
    searching.rewrite(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_only_what_is_cut_finer_is_replaced(tmp_path: Path) -> None:
    index = tmp_path / searching.MKDOCS
    index.parent.mkdir()
    page = (
        "<meta name=description content='Of &lt;all&gt;.'><h1 id=a>A</h1>Before &amp;c."
        "<h2 id=b>B</h2><ul><li id=x>No work.</li></ul>"
        "<h2 id=c>C</h2><p>Said <!-- not --> before.</p>"
        "<ul class=works><li id=k>One. 2020. Two &amp;c.</li><li>None</li></ul><p>After.</p>"
        "<h2 id=d>D</h2>"
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    plain = {"location": "b/", "title": "Gone &amp; lost", "text": "&lt;p&gt;", "tags": ["mine"]}
    docs = [
        {"location": "a.html", "title": "A", "text": "<p>Words.</p>"},
        {"location": "a.html#b", "title": "B", "text": "No work."},
        {"location": "a.html#c", "title": "C", "text": "One. 2020. Two &amp;c. None"},
        {"location": "a.html#d", "title": "D", "text": ""},
        {"location": "a.html#e", "title": "A", "text": ""},
        plain,
    ]
    config = {"fields": {"tags": {"boost": 1e6}}}
    index.write_text(json.dumps({"config": config, "docs": docs}), "utf-8")
    searching.rewrite(tmp_path)
    assert entries(tmp_path) == [
        {
            "location": "a.html",
            "title": "A",
            "text": "<p>Of &lt;all&gt;.</p> <p>Before &amp;c.</p>",
        },
        {"location": "a.html#k", "title": "One. 2020", "text": "<p>One. 2020. Two &amp;c.</p>"},
        docs[1],
        {
            "location": "a.html#c",
            "title": "C",
            "text": "<p>Said before.</p> <p>None</p> <p>After.</p>",
            "tags": ["say"],
        },
        docs[3],
        {**plain, "tags": ["mine", "gan", "lose"]},
    ]


def test_a_page_is_found_whatever_its_name(tmp_path: Path) -> None:
    index = tmp_path / searching.MKDOCS
    index.parent.mkdir()
    (tmp_path / "über uns").mkdir()
    page = "<ul class=works><li id=k>Doe. n.d. T.<script>var x;</script></li></ul>"
    (tmp_path / "über uns/index.html").write_text(page, "utf-8")
    (tmp_path / "empty.html").write_text("", "utf-8")
    docs = [
        {"location": "%C3%BCber%20uns/", "title": "A", "text": "All."},
        {"location": "empty.html", "title": "B", "text": "Nothing."},
    ]
    # MkDocs' own theme has no fields, and searches no other words.
    index.write_text(json.dumps({"config": {}, "docs": docs}), "utf-8")
    searching.rewrite(tmp_path)
    assert entries(tmp_path) == [
        {"location": "%C3%BCber%20uns/", "title": "A", "text": ""},
        {"location": "%C3%BCber%20uns/#k", "title": "Doe. n.d.", "text": "<p>Doe. n.d. T.</p>"},
        docs[1],
    ]
