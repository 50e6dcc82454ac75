"""
Let the search of a built site lead to paragraphs, notes, names and works.

MkDocs and Zensical cut a page at its headings, so the whole of a text would be one hit. After the
build, a page that holds finer units gets an entry for each of them instead, made of what stands in
the page: nothing can be found that is not shown.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from lesart.readers import parse_html
from lesart.search_words import WORD, found_by, told_beside

MKDOCS, ZENSICAL = "search/search_index.json", "search.json"
OTHER_FORM = 0.5
"""What a word counts that is found by another of its forms; as it is written, it counts one."""

_UNITS = frozenset(("para", "note", "name"))
_SILENT = frozenset(
    "para__no later speaker noteref notes held seg--gap note__no note__kind back headerlink"
    " name__places work-cited sent".split()
)
_HEADINGS = ("h1", "h2", "h3", "h4")
_BLOCKS = frozenset(("p", "dd", "li", "blockquote"))
_BREAK = "\0"
_MARKUP = re.compile(r"<[^>]*>")
_YEAR = re.compile(r".*?\b(?:\d{4}[a-z]?|n\.d)(?=\.)")

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unit:
    """
    Hold what is found as one: its id, its title and its words.

    A sentence has its `german` apart; `words` are its translation. Of anything else, `words` are
    blocks, of which the search shows those in which it found something.
    """

    anchor: str
    title: str
    words: tuple[str, ...]
    german: str = ""

    @property
    def text(self) -> str:
        """Write the words as an index holds them: a sentence and its translation as one block."""
        blocks = [html.escape(words, quote=False) for words in self.words if words]
        if self.german:
            german = html.escape(self.german, quote=False)
            blocks = [" ".join([german, *(f"<em>{words}</em>" for words in blocks)])]
        return " ".join(f"<p>{words}</p>" for words in blocks)


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the units of a page, what it says of itself, and the headings that stand over units."""

    description: str
    units: tuple[Unit, ...]
    headings: frozenset[str]


def rewrite(site: Path) -> None:
    """Rewrite the search index of *site*, of whichever generator; do nothing where it has none."""
    for name, key in ((MKDOCS, "docs"), (ZENSICAL, "items")):
        path = site / name
        if not path.is_file():
            continue
        index = json.loads(path.read_bytes())
        entries = list(_rewritten(index[key], site))
        if name == MKDOCS:
            _tell(entries)
            index["config"]["fields"]["tags"]["boost"] = OTHER_FORM
        index[key] = [entry for entry, _ in entries]
        written = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        path.write_text(written, encoding="utf-8")


def _rewritten(entries: Iterable[Entry], site: Path) -> Iterator[tuple[Entry, str]]:
    """Give the entries anew, each with the German in it."""
    for location, group in groupby(entries, lambda one: one["location"].partition("#")[0]):
        page = read_page(site, location)
        own, *others = group
        if page.units:
            own = {**own, "text": html.escape(page.description, quote=False)}
        yield own, ""
        for unit in page.units:
            yield _entry(unit, own, f"{location}#{unit.anchor}"), unit.german
        yield from ((one, "") for one in others if not _is_idle(one, own, page))


def _entry(unit: Unit, own: Entry, location: str) -> Entry:
    title = html.escape(unit.title, quote=False)
    level = {"level": 2} if "level" in own else {}
    return {**own, "location": location, "title": title, "text": unit.text, **level}


def _is_idle(entry: Entry, own: Entry, page: Page) -> bool:
    """Tell whether an entry has nothing but what its page or its units have."""
    empty = not entry["text"] and entry["title"] == own["title"]
    return empty or entry["location"].partition("#")[2] in page.headings


def _tell(entries: list[tuple[Entry, str]]) -> None:
    """
    Tell beside each entry the other words by which it shall be found.

    Only for MkDocs: Zensical searches nothing that it does not show.
    """
    known = found_by(word for _, german in entries for word in WORD.findall(german))
    for entry, german in entries:
        words = html.unescape(_MARKUP.sub(" ", f"{entry['title']} {entry['text']}"))
        if told := told_beside(words, german, known):
            entry["tags"] = [*entry.get("tags", ()), *told]


def read_page(site: Path, location: str) -> Page:
    """Read the units of the page at *location*, which is relative to the site."""
    file = site / location
    file = file / "index.html" if not location or location.endswith("/") else file
    if not file.is_file():
        return Page("", (), frozenset())
    root = parse_html(file.read_bytes())
    described = root.xpath("string(//meta[@name='description']/@content)")
    units: list[Unit] = []
    last: dict[Any, str] = {}
    headings: set[str] = set()
    for element in root.iter(*_HEADINGS, "div", "aside", "li"):
        if element.tag in _HEADINGS:
            last[element.getparent()] = element.get("id", "")
        elif _is_unit(element):
            units += _units(element)
            headings.update(last[node] for node in element.iterancestors() if node in last)
    return Page(str(described), tuple(units), frozenset(headings - {""}))


def _classes(element: Any) -> set[str]:
    return set(element.get("class", "").split())


def _is_unit(element: Any) -> bool:
    work = element.tag == "li" and "works" in _classes(element.getparent())
    return bool(element.get("id")) and (work or not _UNITS.isdisjoint(_classes(element)))


def _units(element: Any) -> Iterator[Unit]:
    """Read the sentences of a row, or anything else as one; a note of the page of notes is none."""
    anchor = element.get("id")
    if any("all-notes__text" in _classes(one) for one in element.iterancestors("section")):
        return
    number = element.find("a[@aria-label]")
    label = (element if number is None else number).get("aria-label", "")
    if sentences := element.find_class("seg"):
        yield from _sentences(sentences, anchor, label)
    elif blocks := tuple(_blocks(element)):
        yield Unit(anchor, label or _title(element, blocks[0]), blocks)


def _title(element: Any, words: str) -> str:
    """Take the headword of a name, or author and year of a work."""
    head = element.find("dt")
    if head is not None:
        return " ".join(head.text_content().split())
    year = _YEAR.match(words)
    return year[0] if year else words


def _sentences(spans: Iterable[Any], row: str, label: str) -> Iterator[Unit]:
    """Put the sentences of a row beside their translations, in the order of the German."""
    german: dict[str, str] = {}
    anchors: dict[str, str] = {}
    english: dict[str, tuple[list[str], str]] = {}
    for span in spans:
        words, ids = " ".join("".join(_words(span)).split()), span.get("data-seg", "").split()
        if not ids:
            continue
        if ids[0] in german:
            english[ids[0]] = ids, words
        elif words:
            german[ids[0]], anchors[ids[0]] = words, span.get("id") or row
    joined = {id_ for ids, _ in english.values() for id_ in ids[1:]}
    for id_ in german:
        if id_ not in joined:
            ids, words = english.get(id_, ([id_], ""))
            number = f"Sentence {id_}" if len(ids) == 1 else f"Sentences {id_}–{ids[-1]}"
            title = label if anchors[id_] == row else number
            original = " ".join(german[one] for one in ids if one in german)
            yield Unit(anchors[id_], title, (words,), original)


def _blocks(element: Any) -> Iterator[str]:
    """Give the words of each block in a unit."""
    for words in "".join(_words(element)).split(_BREAK):
        if said := " ".join(words.split()):
            yield said


def _words(element: Any) -> Iterator[str]:
    """Walk through the words that are read, with a mark where a block begins or ends."""
    if not isinstance(element.tag, str) or _is_silent(element):
        return
    edge = _BREAK if element.tag in _BLOCKS else ""
    yield f"{edge}{element.text or ''}"
    for child in element:
        yield from _words(child)
        yield child.tail or ""
    yield edge


def _is_silent(element: Any) -> bool:
    hidden = "data-search-exclude" in element.attrib or "hidden" in element.attrib
    return hidden or element.tag == "dt" or not _SILENT.isdisjoint(_classes(element))
