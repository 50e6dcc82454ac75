"""Render the index of names for an EPUB: each name with links to its sentences and notes."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.core.elements import make
from lesart.core.references import note_dom_id
from lesart.glossary.name_entries import other_heading
from lesart.model import Bilingual, Name
from lesart.view.names import Found, in_order, places_by_name
from lesart.write.epub.pages import NAMES, Book, Page, place
from lesart.write.epub.xhtml import typed


def names_page(book: Book) -> list[Page]:
    """Make the index of the names that stand in the texts of the book; nothing where none do."""
    places = places_by_name(book.texts)
    ordered = in_order(book.edition.names, places)
    if not ordered:
        return []
    items = [_entry(name, places[name.id]) for name in ordered]
    section = make("section", make("h1", "Index of names"), make("ul", *items, class_="works"))
    label = Bilingual("", "Index of names")
    body = typed(section, "index", "doc-index")
    return [Page("names.xhtml", NAMES, label.en, label, body, "index")]


def _entry(name: Name, found: list[Found]) -> Element:
    parts: list[Element | str] = [make("b", name.heading.en)]
    if german := other_heading(name):
        parts += [" (", make("span", german, lang="de", translate="no"), ")"]
    parts += [f", {name.about}. "] if name.about else [". "]
    for number, one in enumerate(found):
        parts += ["; " if number else "", *_places(one)]
    return make("li", *parts, id=name.id)


def _places(found: Found) -> list[Element | str]:
    id_ = found.text.record.id
    links = [make("a", one, href=place(id_, one)) for one in found.segments]
    notes = [make("a", one, href=f"text:{id_}#{note_dom_id(one)}") for one in found.notes]
    parts: list[Element | str] = [f"{id_} "]
    for link in links:
        parts += [link, ", "]
    if notes:
        parts.append("note " if len(notes) == 1 else "notes ")
    for link in notes:
        parts += [link, ", "]
    return parts[:-1]
