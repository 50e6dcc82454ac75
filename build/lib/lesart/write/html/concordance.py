"""
Render the concordance: a search for words in both languages, with all pairs in the page.

The pairs stand in the page as JSON, as element text, and with them the forms of their words, so
that a script finds them without asking any server, as the search of the site does. Without scripts
the list of terms remains.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from lesart.core.elements import make, spaced
from lesart.core.references import dom_id, join_range
from lesart.glossary.paradigms import paradigms
from lesart.glossary.search_words import WORD
from lesart.model import Edition, Row, Text, TranslationUnit
from lesart.view.held import left_out
from lesart.view.record import listed
from lesart.view.states import mark
from lesart.write.html.glossary import term_list

Pair = tuple[str, str, str, str]


def concordance(
    edition: Edition, pages: Mapping[str, str], glossary: str, cache: Path | None = None
) -> Element:
    """
    Render the search over an edition; *pages* and *glossary* are addresses of pages.

    What a dictionary says is kept in the folder *cache*.
    """
    texts = [text for text in edition.texts if not text.withheld]
    found = {one.term for text in edition.texts for one in text.occurrences}
    terms = [term for term in edition.glossary if term.id in found]
    box = make("input", type="search", name="q", id="concordance-q", autocomplete="off")
    box.set("spellcheck", "false")
    box.set("autocapitalize", "none")
    form = make(
        "form",
        make("label", "A word in German or English", for_="concordance-q"),
        make("span", box, make("button", "Search", type="submit"), class_="kwic__field"),
        role="search",
        aria_label="Concordance",
        class_="kwic__form",
        hidden="hidden",
    )
    data = _data(texts, cache)
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    parts = [
        form,
        make("p", role="status", aria_live="polite", class_="kwic__count"),
        make("div", class_="kwic__found"),
        *_searched(texts, pages),
        *_left_out(edition),
        make("div", written, class_="kwic__data", hidden="hidden", data_search_exclude=""),
    ]
    if terms:
        heading = make("h2", "Terms of the glossary", id="terms")
        parts.append(make("section", heading, term_list(terms, glossary), class_="kwic__terms"))
    return make("div", *parts, class_="kwic")


def _searched(texts: Iterable[Text], pages: Mapping[str, str]) -> list[Element]:
    """List the texts by links, from which the script learns the addresses of their pages."""
    links = [
        make("a", text.record.title.de, href=pages[text.record.id], data_text=text.record.id)
        for text in texts
    ]
    for link in links:
        link.set("lang", "de")
    return [make("p", *spaced(make("span", "Searched:"), *links), class_="kwic__texts")]


def _left_out(edition: Edition) -> list[Element]:
    missing = [t for t in edition.texts if not t.held.original and t.original == "missing"]
    said = left_out(edition.texts, "so not searched here", "de")
    if missing:
        english = "Searched in English and by the first words of each German sentence alone"
        titles = listed(text.record.title.de for text in missing)
        said.append(f"{english}, for the original is not at hand: {titles}.")
    return [make("p", words, class_="notice") for words in said]


def _data(texts: Iterable[Text], cache: Path | None) -> dict[str, object]:
    pairs = {text.record.id: [pair for row in text.rows for pair in _pairs(row)] for text in texts}
    every = [pair for found in pairs.values() for pair in found]
    german = (word for _, _, words, _ in every for word in WORD.findall(words))
    english = (word for _, _, _, words in every for word in WORD.findall(words))
    forms = {
        "de": paradigms(german, "de", cache).written(),
        "en": paradigms(english, "en", cache).written(),
    }
    return {"texts": [{"id": id_, "pairs": found} for id_, found in pairs.items()], "forms": forms}


def _pairs(row: Row) -> list[Pair]:
    """List place, address, German and English of each unit, and of what has none."""
    german = {s.id: s.text if s.text is not None else f"{s.incipit} …" for s in row.segments}
    pairs: list[Pair] = []
    done: set[str] = set()
    units = {unit.segments[0]: unit for unit in row.units}
    for segment in row.segments:
        unit = units.get(segment.id)
        ids = unit.segments if unit else (segment.id,)
        if segment.id not in done:
            words = " ".join(german[id_] for id_ in ids if id_ in german)
            place = join_range(ids[0], ids[-1])
            pairs.append((place, dom_id(ids[0]), words, _english(unit)))
            done.update(ids)
    return pairs


def _english(unit: TranslationUnit | None) -> str:
    if unit is None:
        return ""
    return f"{unit.text} [{said}]" if (said := mark(unit)) else unit.text
