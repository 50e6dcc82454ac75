"""Render the title page and the colophon of an EPUB."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart import __version__
from lesart.core.elements import make, spaced
from lesart.model import Bilingual, Text
from lesart.view.held import PRIVATE, is_private, left_out, notice
from lesart.view.record import edited_by, named, people, written_date
from lesart.view.xhtml import rights_link
from lesart.write.epub.pages import Book, Page
from lesart.write.epub.xhtml import typed

COVER = "cover.png"
COVER_PAGE = "cover.xhtml"


def cover_page(book: Book) -> Page:
    """Make the page that shows the cover."""
    authors = named(book.authors)
    said = f"Cover: {book.title.de}, {book.title.en}." + (f" {authors}." if authors else "")
    picture = make("img", src=COVER, alt=said, role="doc-cover")
    body = typed(make("section", picture, class_="cover"), "cover")
    return Page(COVER_PAGE, "book:cover", "Cover", Bilingual("", "Cover"), body, "cover", 0)


def title_page(book: Book) -> Page:
    """Make the title page."""
    editors = edited_by(book.edition.record.editors)
    edited = [make("p", editors, class_="by")] if editors else []
    if text := book.single:
        first = make("h1", text.record.title.de, lang="de", translate="no", id="book")
        second = make("p", text.record.title.en, class_="subtitle")
        by = [make("p", said, class_="by") for said in people(text)]
        series = make("p", make("cite", book.edition.record.title.en), class_="series")
    else:
        first = make("h1", book.title.en, id="book")
        second = make("p", book.title.de, lang="de", translate="no", class_="subtitle")
        by = [_work(one) for one in book.texts]
        series = make("p", "German and English, sentence beside sentence", class_="series")
    body = make("section", first, second, *by, series, *edited, *_audience(book),
                class_="title")  # fmt: skip
    label = Bilingual("", "Title page")
    return Page("title.xhtml", "book:title", book.title.en, label, typed(body, "titlepage"),
                "titlepage", 0)  # fmt: skip


def _work(text: Text) -> Element:
    authors = named(text.record.authors)
    by = [make("span", f"{authors}:")] if authors else []
    title = make("cite", text.record.title.de, lang="de", translate="no")
    return make("p", *spaced(*by, title), class_="by")


def _audience(book: Book) -> list[Element]:
    if is_private(book.edition, book.texts):
        return [make("p", PRIVATE, class_="notice")]
    said = left_out(book.texts, "left out of this public copy")
    if book.single:
        said = [notice(book.single)] if book.single.held.any else []
    return [make("p", words, class_="notice") for words in said]


def colophon_page(book: Book) -> Page:
    """Make the colophon: versions, date, licence, how to cite, address."""
    record, imprint = book.edition.record, book.imprint
    day = written_date(imprint.made.date().isoformat())
    versions = [f"{text.record.title.en} {text.record.version}" for text in book.texts]
    licence = rights_link(record.licence)
    ours = "for what is the editors’ own: introduction, notes, glossary"
    editors = named(record.editors)
    rows: list[tuple[str, list[Element | str]]] = [
        ("Edition", [make("cite", record.title.en)]),
        ("Editors", [make("span", editors)] if editors else []),
        ("Version", [make("span", f"{', '.join(versions)}.")]),
        ("Made", [make("span", f"{day}, with Lesart {__version__}.")]),
        ("Licence", [licence, make("span", f"{ours}. The rights in each text stand behind it.")]),
        ("To cite", _citing(book)),
    ]
    if imprint.address:
        rows.append(("Address", [make("a", imprint.address, href=imprint.address)]))
    if is_private(book.edition, book.texts):
        rows.append(("Copy", [make("span", PRIVATE)]))
    items = [
        part
        for name, said in rows
        for part in (make("dt", name), make("dd", *spaced(*said)))
        if said
    ]
    section = make("section", make("h1", "Colophon"), make("dl", *items))
    label = Bilingual("", "Colophon")
    body = typed(section, "colophon", "doc-colophon")
    return Page("colophon.xhtml", "book:colophon", label.en, label, body)


def _citing(book: Book) -> list[Element | str]:
    text = book.texts[0] if book.texts else None
    if text is None:
        return []
    numbers = [row.id for row in text.rows if row.id[0].isdigit()]
    example = f"{text.record.id}:{numbers[0] if numbers else 1}"
    said = (
        "names a paragraph of either language, and a figure behind it a sentence. Numbers are "
        "given once and never change their meaning; state the version all the same."
    )
    return [make("code", example), make("span", said)]
