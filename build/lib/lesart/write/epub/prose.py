"""Render the editors' prose for an EPUB: citations lead to the bibliography, notes pop up."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from lesart.core.elements import make
from lesart.model import Bilingual
from lesart.view.xhtml import inline, paragraphs
from lesart.write.epub.pages import WORKS, Book
from lesart.write.epub.xhtml import typed


def prose(words: str, book: Book, path: str = "") -> list[Element]:
    """Render prose as paragraphs. Raises EditionError, with *path*, for a link out of form."""
    return [_linked(element, book) for element in paragraphs(words, book.targets, path)]


def line(words: str, book: Book, path: str = "") -> Element:
    """Render the markup of words within a line."""
    return _linked(make("span", *inline(words, book.targets, path)), book)


def both(words: Bilingual, book: Book, path: str = "") -> list[Element]:
    """Render prose in both languages, paragraph beside paragraph where they are as many."""
    sides = {"de": prose(words.de, book, path), "en": prose(words.en, book, path)}
    for language, elements in sides.items():
        for element in elements:
            element.set("lang", language)
    if len(sides["de"]) == len(sides["en"]):
        pairs: Iterable[tuple[Element, Element]] = zip(sides["de"], sides["en"], strict=True)
        return [make("div", *sides_, class_="pair pair--prose") for sides_ in pairs]
    columns = [make("div", *elements, lang=language) for language, elements in sides.items()]
    return [make("div", *columns, class_="pair pair--prose")]


def _linked(element: Element, book: Book) -> Element:
    for part in element.iter():
        if part.get("href", "").startswith(f"{WORKS}#"):
            typed(part, "biblioref", "doc-biblioref")
        elif part.get("href", "") in book.notes:
            typed(part, "noteref", "doc-noteref")
    return element
