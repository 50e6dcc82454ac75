"""
Render as XHTML what pages, EPUB and Web Annotations say in the same elements.

That is the editors' prose with its links and citations, works as a style has set them, the sources
of a note, rights statements, and where an original appeared. Each format adds its own attributes.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from lesart.core.elements import make, spaced
from lesart.core.prose import (
    Chinese,
    Citation,
    Emphasis,
    Piece,
    parse_paragraphs,
    parse_pieces,
)
from lesart.model import Note, Publication, Run, StyleKind, parse_statement
from lesart.view.prose import Targets
from lesart.view.record import published
from lesart.view.runs import Run as Cut
from lesart.view.runs import pieces

_STYLED: dict[StyleKind, str] = {
    "italic": "em",
    "bold": "strong",
    "superscript": "sup",
    "subscript": "sub",
}


def paragraphs(prose: str, targets: Targets, path: str = "") -> list[Element]:
    """Render prose as paragraphs. Raises EditionError, with *path*, for a link out of form."""
    return [
        make("p", *(_piece(piece, targets, path) for piece in pieces))
        for pieces in parse_paragraphs(prose)
    ]


def inline(words: str, targets: Targets, path: str = "") -> list[Element | str]:
    """Render the markup within one paragraph."""
    return [_piece(piece, targets, path) for piece in parse_pieces(words)]


def runs(parts: Iterable[Run]) -> list[Element | str]:
    """Render runs of words as a citation style has set them."""
    made: list[Element | str] = []
    for run in parts:
        piece = make("i", run.words) if run.emphasis else run.words
        made.append(make("a", piece, href=run.href) if run.href else piece)
    return made


def styled(run: Cut) -> list[Element | str]:
    """Render the words of a run of a text as the original has them set."""
    made: list[Element | str] = []
    for piece in pieces(run):
        inner: Element | str = piece.words
        for kind in reversed(piece.styles):
            tag = _STYLED.get(kind, "span")
            inner = make(tag, inner, **({"class_": "sc"} if tag == "span" else {}))
        made.append(inner)
    return made


def source_list(note: Note, targets: Targets) -> list[Element]:
    """List what bears a note out, and where it was looked up; nothing where no source is named."""
    items = []
    for source in note.sources:
        cited = inline(f"[@{source.key}]", targets, note.path) if source.key else []
        said = f"– {source.said}" if source.key else f"General knowledge: {source.said}"
        items.append(make("li", *cited, *([" "] if cited else []), make("span", said)))
    return (
        [make("ul", *spaced(*items), class_="note__sources", aria_label="Sources")] if items else []
    )


def rights_link(statement: str) -> Element:
    """Name a rights statement or licence, linked where it is known."""
    known = parse_statement(statement)
    if known is None:
        return make("span", statement)
    rel = {"rel": "license"} if known.licence else {}
    return make("a", known.name, href=known.address, **rel)


def publication(publication: Publication) -> list[Element]:
    """Say where and when an original appeared, and how sure that is."""
    said: list[Element] = []
    if told := published(publication):
        link = {"href": told.address} if told.address else {}
        name = make("a" if link else "span", told.container, **link)
        parts: list[Element | str] = [make("cite", name)] if told.container else []
        parts += [make("span", told.when)] if told.when else []
        said.append(make("span", told.opening, *parts, "."))
    if publication.note:
        said.append(make("span", publication.note.en))
    return [make("p", *spaced(*said), class_="work__published")] if said else []


def _piece(piece: Piece, targets: Targets, path: str) -> Element | str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Chinese):
        return make("span", piece.words, lang="zh-Hans")
    if isinstance(piece, Citation):
        return _citation(piece, targets)
    within = [_piece(one, targets, path) for one in piece.within]
    if isinstance(piece, Emphasis):
        return make("em", *within)
    return make("a", *within, href=targets.address(piece.target, path))


def _citation(citation: Citation, targets: Targets) -> Element:
    """Render citations that follow each other within one pair of brackets."""
    parts: list[Element | str] = []
    for key, locator in citation.works:
        address = targets.cited.address(key)
        link = {"href": address} if address else {}
        name = make("a" if link else "span", *runs(targets.cited.label(key)), **link, data_key=key)
        parts += ["; " if parts else "(", name, f", {locator}" if locator else ""]
    return make("span", *parts, ")", class_="cite")
