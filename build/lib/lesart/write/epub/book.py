"""
Write an edition, or one text of it, as an EPUB 3.

The same input gives the same bytes: nothing in the file depends on the day but the imprint's
`made`, and the entries of the archive have its time.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from datetime import UTC
from importlib.resources import files

from lesart.model import Edition, Text
from lesart.write.epub.back import corrections_page, glossary_page, linked_ids, works_page
from lesart.write.epub.cover import cover
from lesart.write.epub.front import COVER, colophon_page, cover_page, title_page
from lesart.write.epub.names import names_page
from lesart.write.epub.package import NAV, STYLE, container, navigation, package
from lesart.write.epub.pages import GLOSSARY, WORKS, Book, Imprint, Index, Page, bind
from lesart.write.epub.text import text_pages
from lesart.write.epub.xhtml import document

__all__ = ["Imprint", "write_epub"]

_FIRST_YEAR = 1980
_LAST_MOMENT = (2107, 12, 31, 23, 59, 58)


def write_epub(edition: Edition, imprint: Imprint, text: Text | None = None) -> bytes:
    """
    Write the whole edition, or *text* alone with the terms and works it needs.

    Only what the edition was assembled with goes in: for the public neither side of a restricted
    text. Raises EditionError for an id that stands twice and a link that leads nowhere.
    """
    book = bind(edition, imprint, text)
    picture = cover(book)
    pages = book_pages(book, bool(picture))
    index = Index(book, pages)
    contents = {
        "META-INF/container.xml": container(),
        "EPUB/package.opf": package(book, pages),
        f"EPUB/{NAV}": navigation(book, pages, index),
        f"EPUB/{STYLE}": files("lesart.write.epub").joinpath("epub.css").read_bytes(),
    }
    if picture:
        contents[f"EPUB/{COVER}"] = picture
    for page in pages:
        contents[f"EPUB/{page.path}"] = _written(page, index)
    return _zipped(contents, imprint)


def book_pages(book: Book, covered: bool = True) -> list[Page]:
    """Make the pages of a book in reading order, the contents left out; *covered* with a cover."""
    texts = [page for text in book.texts for page in text_pages(text, book)]
    corrections = corrections_page(book)
    terms = frozenset(term.id for term in book.edition.glossary)
    if book.single:
        terms = linked_ids([*texts, *corrections], GLOSSARY)
        terms |= frozenset(term.id for term in book.single.terms)
    glossary = glossary_page(book, terms)
    works = book.edition.works
    if book.single:
        cited = linked_ids([*texts, *corrections, *glossary], WORKS)
        works = tuple(work for work in works if work.key in cited)
    return [
        *([cover_page(book)] if covered else []),
        title_page(book),
        *texts,
        *corrections,
        *glossary,
        *works_page(book, works),
        *names_page(book),
        colophon_page(book),
    ]


def _written(page: Page, index: Index) -> bytes:
    style = posixpath.relpath(STYLE, posixpath.dirname(page.path) or ".")
    return document(
        page.title, [page.body], style, lambda address: index.resolve(address, page.path)
    )


def _zipped(contents: Mapping[str, bytes], imprint: Imprint) -> bytes:
    """Pack the files: first the media type, not compressed, then the others by name."""
    made = imprint.made.astimezone(UTC)
    # The time in an archive counts two seconds at a time.
    told = (max(made.year, _FIRST_YEAR), *made.timetuple()[1:5], made.second // 2 * 2)
    moment = min(told, _LAST_MOMENT)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in (("mimetype", b"application/epub+zip"), *sorted(contents.items())):
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, kind, 9)
    return buffer.getvalue()
