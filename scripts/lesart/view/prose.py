"""
Render the editors' own prose, as `lesart.core.prose` reads it, as elements of a page.

The target of a link is `term:id`, a place such as `siemons:3.4`, a note such as
`note:siemons/3.4a`, or an address of the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lesart.core.elements import make
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.prose import (
    CITATION,
    EMPHASIS,
    LINK,
    Chinese,
    Citation,
    Emphasis,
    Piece,
    parse_paragraphs,
    parse_pieces,
)
from lesart.core.references import dom_id, note_dom_id, parse_reference
from lesart.core.sentences import split_sentences
from lesart.core.web_address import linked
from lesart.model import FormattedWork, Language, Run

_NOTE = re.compile(r"note:([^/]+)/([\w.]+)")


@dataclass(frozen=True, slots=True)
class Cited:
    """Know the works of the bibliography, by key, and the address at which it stands."""

    works: Mapping[str, FormattedWork] = field(default_factory=dict)
    page: str = ""


NOTHING_CITED = Cited()


@dataclass(frozen=True, slots=True)
class Targets:
    """
    Know where the links of prose lead.

    `places` holds, by text, the ids of its paragraphs and segments, `pages` the address of its
    page; `terms` are the ids of the glossary, which stands at `glossary` (empty: on this page).
    `cited` knows the works of the bibliography.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    terms: frozenset[str] = frozenset()
    glossary: str = ""
    cited: Cited = NOTHING_CITED

    def address(self, target: str, path: str) -> str:
        """Give the address of a target. Raises EditionError, with *path*, where it has none."""
        if linked(target):
            return target
        kind, _, name = target.partition(":")
        if kind == "term" and name in self.terms:
            return f"{self.glossary}#{name}"
        if (note := _NOTE.fullmatch(target)) and note[1] in self.pages:
            return f"{self.pages[note[1]]}#{note_dom_id(note[2])}"
        place = parse_reference(target)
        known = self.places.get(place.text, frozenset()) if place else frozenset()
        if place and {place.first, place.last} <= known:
            return f"{self.pages[place.text]}#{dom_id(place.first)}"
        hint = "term:ID, TEXT:PLACE, note:TEXT/ID, or https://…"
        message = f"the link to “{target[:60]}” leads nowhere"
        raise EditionError(Finding(Location(path), "G013", message, hint=hint))


def paragraphs(prose: str, targets: Targets, path: str = "") -> list[Element]:
    """Render prose as paragraphs. Raises EditionError, with *path*, for a link out of form."""
    return [
        make("p", *(_written(piece, targets, path) for piece in pieces))
        for pieces in parse_paragraphs(prose)
    ]


def inline(words: str, targets: Targets, path: str = "") -> list[Element | str]:
    """Render the markup within one paragraph."""
    return [_written(piece, targets, path) for piece in parse_pieces(words)]


def _written(piece: Piece, targets: Targets, path: str) -> Element | str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Chinese):
        return make("span", piece.words, lang="zh-Hans")
    if isinstance(piece, Citation):
        return _citation(piece, targets)
    within = [_written(one, targets, path) for one in piece.within]
    if isinstance(piece, Emphasis):
        return make("em", *within)
    return make("a", *within, href=targets.address(piece.target, path))


def _citation(cited: Citation, targets: Targets) -> Element:
    """Render citations that follow each other within one pair of brackets."""
    parts: list[Element | str] = []
    for key, locator in cited.works:
        work = targets.cited.works.get(key)
        words = runs(work.label) if work else [_by_key(key)]
        if work:
            link = make("a", *words, href=f"{targets.cited.page}#{key}", data_key=key)
        else:
            link = make("span", *words, data_key=key)
        parts += ["; " if parts else "(", link, f", {locator}" if locator else ""]
    return make("span", *parts, ")", class_="cite")


def runs(parts: Iterable[Run]) -> list[Element | str]:
    """Render runs of words as a citation style has set them."""
    made: list[Element | str] = []
    for run in parts:
        piece = make("i", run.words) if run.emphasis else run.words
        made.append(make("a", piece, href=run.href) if run.href else piece)
    return made


def _by_key(key: str) -> str:
    """Write a citation of which only the key is known: `kant1784` as `Kant 1784`."""
    said = re.sub(r"(?=\d{4}[a-z]?$)", " ", key)
    return said[:1].upper() + said[1:]


def plain(prose: str) -> str:
    """
    Take the markup off, citations altogether.

    >>> plain("A *loan* [word](term:x) [@kant1784, 3].")
    'A loan word.'
    """
    bare = re.sub(rf"(?<!\s)\s*+{CITATION}", "", prose)
    bare = re.sub(LINK, r"\g<words>", bare)
    return " ".join(re.sub(EMPHASIS, r"\g<stressed>", bare).split())


def first_sentence(prose: str, lang: Language) -> str:
    """Give the first sentence of prose, without markup."""
    first, *_ = re.split(r"\n\s*\n", prose.strip())
    sentences = split_sentences(plain(first), lang)
    return sentences[0] if sentences else ""
