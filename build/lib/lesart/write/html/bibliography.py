"""Render the bibliography: each work with its address and the places where it is cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from lesart.citing.works import all_mentions
from lesart.core.elements import count, make, spaced
from lesart.core.references import note_dom_id
from lesart.model import Edition, FormattedWork, Mention, Work
from lesart.view.addresses import correction_id
from lesart.view.xhtml import runs


@dataclass(frozen=True, slots=True)
class _Around:
    """Know the edition, and the addresses of its texts, glossary and corrections."""

    edition: Edition
    pages: Mapping[str, str]
    glossary: str
    corrections: str


def bibliography(
    edition: Edition,
    works: Mapping[str, FormattedWork],
    pages: Mapping[str, str],
    glossary: str,
    corrections: str = "",
) -> Element:
    """
    Render all works in the order of the style.

    *works* are those of the edition, formatted; *pages* the addresses of the pages of the texts,
    *glossary* and *corrections* those of the glossary and of the corrections, which may have none.
    """
    mentions = mentions_of(edition)
    ordered = sorted(edition.works, key=lambda work: works[work.key].rank)
    around = _Around(edition, pages, glossary, corrections)
    items = [_entry(work, works[work.key], mentions.get(work.key, ()), around) for work in ordered]
    kicker = make("p", count(len(items), "work", "works"), class_="kicker")
    return make("div", kicker, make("ul", *items, class_="works"), class_="bibliography")


def mentions_of(edition: Edition) -> dict[str, list[Mention]]:
    """Find where each work is cited, in the order of the edition, the glossary last."""
    found: dict[str, list[Mention]] = {}
    for mention in all_mentions(edition.texts, edition.corrections, edition.glossary):
        found.setdefault(mention.key, []).append(mention)
    return found


def _entry(
    work: Work, made: FormattedWork, mentions: Sequence[Mention], around: _Around
) -> Element:
    parts = [make("p", *runs(made.entry), class_="work-entry")]
    if remark := str(work.item.get("note", "")):
        parts.append(make("p", remark, class_="work-note"))
    if mentions:
        places = _places(mentions, around)
        parts.append(make("p", *spaced(make("span", "Cited in"), *places), class_="work-cited"))
    return make("li", *spaced(*parts), id=work.key)


def _places(mentions: Sequence[Mention], around: _Around) -> list[Element]:
    titles = {text.record.id: text.record.title.en for text in around.edition.texts}
    groups: list[Element] = []
    for (kind, text), group in groupby(mentions, lambda one: (one.kind, one.text)):
        named = list(group)
        said = {
            "note": f"{titles.get(text)}, {'note' if len(named) == 1 else 'notes'}",
            "term": "the glossary:",
            "correction": "the corrections:",
        }.get(kind, f"the textual introduction to {titles.get(text)}")
        links = [_link(one, around) for one in named if one.name]
        groups.append(make("span", *spaced(make("span", said), *links), class_="work-places"))
    return groups


def _link(mention: Mention, around: _Around) -> Element:
    name = mention.name
    if mention.kind == "note":
        return make("a", name, href=f"{around.pages[mention.text]}#{note_dom_id(name)}")
    if mention.kind == "term":
        lemma = next(term.lemma for term in around.edition.glossary if term.id == name)
        return make("a", lemma, href=f"{around.glossary}#{name}", lang="de")
    (correction,) = (one for one in around.edition.corrections if str(one.number) == name)
    if not around.corrections:
        return make("span", name)
    return make("a", name, href=f"{around.corrections}#{correction_id(correction)}")
