"""
Let the search of a built site lead to sentences, notes, names and works.

MkDocs and Zensical cut a page at its headings, so the whole of a text would be one hit. After the
build, a page that holds finer units gets an entry for each of them instead, made of what stands in
the page: nothing can be found that is not shown.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lesart.core.files import write_part
from lesart.exchange.readers import parse_html, walk
from lesart.glossary.search_words import WORD, found_by, told_beside

MKDOCS, ZENSICAL = "search/search_index.json", "search.json"
OTHER_FORM = 0.5
"""What a word counts that is found by another of its forms; as it is written, it counts one."""

_UNITS = frozenset(("para", "note", "name"))
_SILENT = frozenset(
    "para__no later speaker noteref authorref notes held seg--gap note__no note__kind back"
    " headerlink name__places work-cited sent tools".split()
)
_VERSE = "para--verse"
# Rows that are counted on their own: what they are says more than which sentence of them it is.
_COUNTED = frozenset(("para--heading", "para--note"))
NAMES = _UNITS | _SILENT | _COUNTED | {_VERSE, "works", "seg", "side--en", "all-notes__text"}
"""The classes by which the parts of a page are known."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    "p dd li blockquote pre div section header figure details summary ul ol dl table tr".split()
)
_MUTE = frozenset("dt script style template fieldset form nav button".split())
_BREAK = "\0"
_MARKUP = re.compile(r"<[^>]*>")
_MARKS = re.compile("&#34;|&quot;|&#39;")
_YEAR = re.compile(r".*?\b(?:\d{4}[a-z]?(?=\.)|n\.d\.)")

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SearchEntry:
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
        if not self.german:
            return _written(*self.words)
        german, *others = (html.escape(words, quote=False) for words in (self.german, *self.words))
        return f"<p>{' '.join([german, *(f'<em>{words}</em>' for words in others if words)])}</p>"


@dataclass(frozen=True, slots=True)
class SearchPage:
    """
    Hold the units of a page, and what stands outside them.

    `described` is what the page says of itself, `title` the id of its first heading. `around` has,
    by the id of a heading over units, the blocks under it that are in none; the empty id stands for
    what comes before any heading.
    """

    described: str
    title: str
    units: tuple[SearchEntry, ...]
    around: Mapping[str, tuple[str, ...]]


def rewrite(site: Path, cache: Path | None = None, notice: str = "") -> None:
    """
    Rewrite the search index of *site*, of whichever generator; do nothing where it has none.

    What a dictionary says is kept in the folder *cache*. *notice* is what the index says of
    itself, as a private one does.
    """
    for name, key in ((MKDOCS, "docs"), (ZENSICAL, "items")):
        path = site / name
        if not path.is_file():
            continue
        index = json.loads(path.read_bytes())
        entries = list(_rewritten(index[key], site))
        if fields := index["config"].get("fields"):
            _tell(entries, cache)
            fields["tags"]["boost"] = OTHER_FORM
        index[key] = [_plainly(entry) for entry, _ in entries]
        index |= {"notice": notice} if notice else {}
        written = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        write_part(path, written)


def _rewritten(entries: Iterable[Entry], site: Path) -> Iterator[tuple[Entry, str]]:
    """Give the entries anew, each with the German in it."""
    for location, group in groupby(entries, lambda one: one["location"].partition("#")[0]):
        page = read_page(site, location)
        own, *others = group
        headed = page.title in {one["location"].partition("#")[2] for one in others}
        for one in (own, *others):
            anchor = one["location"].partition("#")[2]
            if anchor not in page.around:
                if one is own or one["text"] or one["title"] != own["title"]:
                    yield one, ""
            elif one is own:
                blocks = page.around[""] + (() if headed else page.around.get(page.title, ()))
                yield {**own, "text": _written(page.described, *blocks)}, ""
            elif around := page.around[anchor]:
                yield {**one, "text": _written(*around)}, ""
            if one is own:
                for unit in page.units:
                    yield _entry(unit, own, f"{location}#{unit.anchor}"), unit.german


def _entry(unit: SearchEntry, own: Entry, location: str) -> Entry:
    title = html.escape(unit.title, quote=False)
    level = {"level": 2} if "level" in own else {}
    return {**own, "location": location, "title": title, "text": unit.text, **level}


def _plainly(entry: Entry) -> Entry:
    """Write the quotation marks of titles as they are: Zensical does not read their escapes."""
    marks = {"&#34;": '"', "&quot;": '"', "&#39;": "'"}

    def plain(words: str) -> str:
        return _MARKS.sub(lambda found: marks[found[0]], words)

    more = {"path": [plain(words) for words in entry["path"]]} if "path" in entry else {}
    return {**entry, "title": plain(entry["title"]), **more}


def _written(*blocks: str) -> str:
    return " ".join(f"<p>{html.escape(words, quote=False)}</p>" for words in blocks if words)


def _tell(entries: list[tuple[Entry, str]], cache: Path | None) -> None:
    """
    Tell beside each entry the other words by which it shall be found.

    Only for MkDocs: Zensical searches nothing that it does not show.
    """
    texts = [html.unescape(_MARKUP.sub(" ", f"{one['title']} {one['text']}")) for one, _ in entries]
    known = found_by((word for _, german in entries for word in WORD.findall(german)), cache)
    english = found_by((word for text in texts for word in WORD.findall(text)), cache, "en")
    for (entry, german), words in zip(entries, texts, strict=True):
        if told := told_beside(words, german, known, english):
            entry["tags"] = [*entry.get("tags", ()), *told]


def read_page(site: Path, location: str) -> SearchPage:
    """Read the page at *location*, an address relative to the site."""
    file = site / unquote(location)
    file = file / "index.html" if not location or location.endswith("/") else file
    data = file.read_bytes() if file.is_file() else b""
    if not data.strip():
        return SearchPage("", "", (), {})
    root = parse_html(data)
    described = str(root.xpath("string(//meta[@name='description']/@content)"))
    found = root.find_class("md-content__inner")
    return _cut(found[0] if found else root, described)


def _cut(content: Any, described: str) -> SearchPage:
    """Part what stands in units from what does not, heading by heading."""
    units: list[SearchEntry] = []
    outside: dict[str, list[str]] = {"": []}
    over: set[str] = set()
    title, anchor, skipped = "", "", None
    for event, element in walk(content):
        if event == "start" and _is_unit(element):
            units += _units(element)
            over |= {"", title, anchor}
            skipped = element if skipped is None else skipped
        elif event == "start" and skipped is None:
            if _is_silent(element):
                skipped = element
            elif element.tag in _HEADINGS:
                anchor = element.get("id", "")
                title = title or anchor
                outside.setdefault(anchor, [])
                skipped = element
            else:
                outside[anchor] += [_edge(element), element.text or ""]
        elif event != "start" and skipped in (None, element):
            skipped = None
            outside[anchor] += [_edge(element), element.tail or ""]
    around = {name: tuple(_blocks("".join(outside[name]))) for name in over}
    return SearchPage(described, title, tuple(units), around)


def _edge(element: Any) -> str:
    return _BREAK if element.tag in _BLOCKS else ""


def _classes(element: Any) -> set[str]:
    return set(element.get("class", "").split())


def _is_unit(element: Any) -> bool:
    work = element.tag == "li" and "works" in _classes(element.getparent())
    return bool(element.get("id")) and (work or not _UNITS.isdisjoint(_classes(element)))


def _units(element: Any) -> Iterator[SearchEntry]:
    """Read the sentences of a row, or anything else as one; a note of the page of notes is none."""
    anchor = element.get("id")
    if any("all-notes__text" in _classes(one) for one in element.iterancestors("section")):
        return
    number = element.find("a[@aria-label]")
    label = (element if number is None else number).get("aria-label", "")
    if sentences := element.find_class("seg"):
        kinds = _classes(element)
        named = "" if _COUNTED.isdisjoint(kinds) else label
        yield from _sentences(
            sentences, anchor, label, named, "Line" if _VERSE in kinds else "Sentence"
        )
    elif blocks := tuple(_blocks("".join(_words(element)))):
        yield SearchEntry(anchor, label or _title(element, blocks[0]), blocks)


def _title(element: Any, words: str) -> str:
    """Take the headword of a name, or author and year of a work."""
    head = element.find("dt")
    if head is not None:
        return " ".join(head.text_content().split())
    year = _YEAR.match(words)
    return year[0] if year else words


def _sentences(
    spans: Iterable[Any], row: str, label: str, named: str, noun: str
) -> Iterator[SearchEntry]:
    """
    Put the sentences of a row beside their translations, in the order of the German.

    Each is *named* as the row is, or by its number behind the *noun*.
    """
    german: dict[str, str] = {}
    anchors: dict[str, str] = {}
    english: dict[str, tuple[list[str], str]] = {}
    for span in spans:
        words, ids = " ".join("".join(_words(span)).split()), span.get("data-seg", "").split()
        if not ids:
            continue
        if any("side--en" in _classes(one) for one in span.iterancestors("div")):
            english[ids[0]] = ids, words
        elif words:
            german[ids[0]], anchors[ids[0]] = words, span.get("id") or row
    joined = {id_ for ids, _ in english.values() for id_ in ids[1:]}
    for id_ in german:
        if id_ not in joined:
            ids, words = english.get(id_, ([id_], ""))
            number = f"{noun} {id_}" if len(ids) == 1 else f"{noun}s {id_}–{ids[-1]}"
            title = label if anchors[id_] == row else named or number
            original = " ".join(german[one] for one in ids if one in german)
            yield SearchEntry(anchors[id_], title, (words,), original)


def _blocks(text: str) -> Iterator[str]:
    """Give the words of each block."""
    for words in text.split(_BREAK):
        if said := " ".join(words.split()):
            yield said


def _words(element: Any) -> Iterator[str]:
    """Walk through the words that are read, with a mark where a block begins or ends."""
    if not isinstance(element.tag, str) or _is_silent(element):
        return
    yield f"{_edge(element)}{element.text or ''}"
    for child in element:
        yield from _words(child)
        yield child.tail or ""
    yield _edge(element)


def _is_silent(element: Any) -> bool:
    hidden = "data-search-exclude" in element.attrib or "hidden" in element.attrib
    return hidden or element.tag in _MUTE or not _SILENT.isdisjoint(_classes(element))
