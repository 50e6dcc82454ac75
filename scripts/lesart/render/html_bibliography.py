"""Render the bibliography: each work with its address and the places where it is cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from lesart.citations import (
    mentions_in_corrections,
    mentions_in_notes,
    mentions_in_prose,
    mentions_in_terms,
)
from lesart.model import Edition, FormattedWork, Mention, Work
from lesart.references import note_dom_id
from lesart.render.html_make import count, make, spaced
from lesart.render.prose import runs


def bibliography(
    edition: Edition, works: Mapping[str, FormattedWork], pages: Mapping[str, str], glossary: str
) -> Element:
    """
    Render all works in the order of the style.

    *works* are those of the edition, formatted; *pages* the addresses of the pages of the texts,
    and *glossary* that of the glossary.
    """
    mentions = mentions_of(edition)
    ordered = sorted(edition.works, key=lambda work: works[work.key].rank)
    items = [
        _entry(work, works[work.key], mentions.get(work.key, ()), edition, pages, glossary)
        for work in ordered
    ]
    kicker = make("p", count(len(items), "work", "works"), class_="kicker")
    return make("div", kicker, make("ul", *items, class_="works"), class_="bibliography")


def mentions_of(edition: Edition) -> dict[str, list[Mention]]:
    """Find where each work is cited, in the order of the edition, the glossary last."""
    found: dict[str, list[Mention]] = {}
    for mention in _mentions(edition):
        found.setdefault(mention.key, []).append(mention)
    return found


def _mentions(edition: Edition) -> list[Mention]:
    made: list[Mention] = []
    for text in edition.texts:
        made += mentions_in_notes(text.record.id, text.notes)
        made += mentions_in_prose(text.record.id, text.textual, "")
    made += mentions_in_corrections(edition.corrections, "")
    made += mentions_in_terms(edition.glossary)
    return made


def _entry(
    work: Work,
    made: FormattedWork,
    mentions: Sequence[Mention],
    edition: Edition,
    pages: Mapping[str, str],
    glossary: str,
) -> Element:
    parts = [make("p", *runs(made.entry), class_="work-entry")]
    if remark := str(work.item.get("note", "")):
        parts.append(make("p", remark, class_="work-note"))
    if mentions:
        places = _places(mentions, edition, pages, glossary)
        parts.append(make("p", *spaced(make("span", "Cited in"), *places), class_="work-cited"))
    return make("li", *spaced(*parts), id=work.key)


def _places(
    mentions: Sequence[Mention], edition: Edition, pages: Mapping[str, str], glossary: str
) -> list[Element]:
    lemmas = {term.id: term.lemma for term in edition.glossary}
    titles = {text.record.id: text.record.title.en for text in edition.texts}
    groups: list[Element] = []
    for (kind, text), group in groupby(mentions, lambda one: (one.kind, one.text)):
        named = list(group)
        if kind == "note":
            links = [
                make("a", one.name, href=f"{pages[text]}#{note_dom_id(one.name)}") for one in named
            ]
            said = f"{titles[text]}, {'note' if len(named) == 1 else 'notes'}"
        elif kind == "term":
            links = [
                make("a", lemmas[one.name], href=f"{glossary}#{one.name}", lang="de")
                for one in named
            ]
            said = "the glossary:"
        elif kind == "correction":
            links = [make("span", one.name) for one in named]
            said = "the corrections:"
        else:
            links = []
            said = f"the textual introduction to {titles[text]}"
        groups.append(make("span", *spaced(make("span", said), *links), class_="work-places"))
    return groups
