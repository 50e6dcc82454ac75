"""Write the package of an EPUB: its metadata, its manifest, its navigation."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent

from lesart.core.elements import make, spaced, visible
from lesart.model import Bilingual, Person, Text
from lesart.view.held import PRIVATE, is_private
from lesart.view.record import inverted, rights_name, written_name
from lesart.write.epub.front import COVER, COVER_PAGE
from lesart.write.epub.pages import Book, Index, Page
from lesart.write.epub.rows import is_numbered
from lesart.write.epub.xhtml import document, typed, written

STYLE = "style.css"
NAV = "nav.xhtml"
_LANDMARKS = {
    "cover": "Cover",
    "titlepage": "Title page",
    "bodymatter": "Texts",
    "glossary": "Glossary",
    "bibliography": "Bibliography",
    "index": "Index of names",
}
_FEATURES = (
    "alternativeText",
    "ARIA",
    "displayTransformability",
    "pageBreakMarkers",
    "pageNavigation",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
)
_SUMMARY = (
    "All content is text. German and English paragraphs follow each other in reading order, each "
    "marked with its language and numbered; the numbers serve as page numbers. Notes, terms and "
    "citations are links with roles."
)
_COVERED = " The cover is the only picture and repeats the title page."


def container() -> bytes:
    """Write `META-INF/container.xml`, which names the package."""
    space = "urn:oasis:names:tc:opendocument:xmlns:container"
    root = Element("container", {"version": "1.0", "xmlns": space})
    files = SubElement(root, "rootfiles")
    kind = "application/oebps-package+xml"
    SubElement(files, "rootfile", {"full-path": "EPUB/package.opf", "media-type": kind})
    return written(root)


def identifier(book: Book) -> str:
    """
    Give the identifier: the same for the same edition, texts, versions and audience.

    A private copy is another publication than a public one, so libraries keep them apart.
    """
    versions = ",".join(f"{text.record.id}@{text.record.version}" for text in book.texts)
    name = f"lesart:{book.edition.record.title.de}:{versions}:{book.edition.audience}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


# Package document


def package(book: Book, pages: Sequence[Page]) -> bytes:
    """Write `package.opf`; *pages* come in the order of the spine, contents after title."""
    root = Element(
        "package",
        {
            "xmlns": "http://www.idpf.org/2007/opf",
            "version": "3.0",
            "unique-identifier": "id",
            "xml:lang": "en",
            "prefix": "schema: http://schema.org/",
        },
    )
    covered = any(page.path == COVER_PAGE for page in pages)
    root.append(_metadata(book, covered))
    manifest = SubElement(root, "manifest")
    spine = SubElement(root, "spine")
    if covered:
        _item(manifest, "cover", COVER, "image/png", "cover-image")
    _item(manifest, "style", STYLE, "text/css")
    for number, page in enumerate(pages):
        _item(manifest, f"page-{number}", page.path, "application/xhtml+xml")
        SubElement(spine, "itemref", idref=f"page-{number}")
    _item(manifest, "nav", NAV, "application/xhtml+xml", "nav")
    spine.insert(1 + covered, Element("itemref", idref="nav"))
    indent(root)
    return written(root)


def _item(manifest: Element, id_: str, path: str, kind: str, properties: str = "") -> None:
    item = SubElement(manifest, "item", {"id": id_, "href": path, "media-type": kind})
    if properties:
        item.set("properties", properties)


def _metadata(book: Book, covered: bool) -> Element:
    root = Element("metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    _dc(root, "identifier", identifier(book), id="id")
    _titles(root, book)
    _dc(root, "language", "de")
    _dc(root, "language", "en")
    for number, (person, roles) in enumerate(_people(book).items(), 1):
        name = "creator" if "aut" in roles else "contributor"
        _dc(root, name, written_name(person), id=f"person-{number}")
        for role in roles:
            _meta(root, "role", role, refines=f"#person-{number}", scheme="marc:relators")
        _meta(root, "file-as", inverted(person), refines=f"#person-{number}")
    _dc(root, "description", _description(book))
    for said in _rights(book):
        _dc(root, "rights", said)
    _meta(root, "dcterms:modified", book.imprint.made.strftime("%Y-%m-%dT%H:%M:%SZ"))
    _meta(root, "schema:accessMode", "textual")
    _meta(root, "schema:accessMode", "visual")
    _meta(root, "schema:accessModeSufficient", "textual")
    for feature in _FEATURES:
        _meta(root, "schema:accessibilityFeature", feature)
    _meta(root, "schema:accessibilityHazard", "none")
    _meta(root, "schema:accessibilitySummary", _SUMMARY + (_COVERED if covered else ""))
    _meta(root, "pageBreakSource", "none")
    return root


def _titles(root: Element, book: Book) -> None:
    """Name a text first as its original is called, the edition first in the editors' language."""
    title = book.title
    pairs = [(title.de, "de", "main"), (title.en, "en", "subtitle")]
    if not book.single:
        pairs = [(title.en, "en", "main"), (title.de, "de", "subtitle")]
    for words, language, kind in pairs:
        _dc(root, "title", words, **{"id": f"title-{kind}", "xml:lang": language})
        _meta(root, "title-type", kind, refines=f"#title-{kind}")


def _people(book: Book) -> dict[Person, list[str]]:
    """Give everybody with their MARC roles, authors first."""
    translators = dict.fromkeys(p for text in book.texts for p in text.record.translators)
    found: dict[Person, list[str]] = {}
    editors = book.edition.record.editors
    for people, role in ((book.authors, "aut"), (translators, "trl"), (editors, "edt")):
        for person in people:
            found.setdefault(person, []).append(role)
    return found


def _description(book: Book) -> str:
    kind = f"{book.single.record.kind.en}, " if book.single else ""
    said = f"{kind}German and English side by side, with notes, apparatus and glossary."
    versions = ", ".join(f"{text.record.id} {text.record.version}" for text in book.texts)
    return f"{said[:1].upper()}{said[1:]} Version: {versions}."


def _rights(book: Book) -> Iterable[str]:
    yield f"The editors’ own texts: {rights_name(book.edition.record.licence)}."
    for text in book.texts:
        rights = text.record.rights
        known = [part for part in (rights_name(rights.statement), rights.holder) if part]
        yield f"{text.record.title.de}: {', '.join(known)}."
    if is_private(book.edition, book.texts):
        yield PRIVATE


def _dc(root: Element, name: str, words: str, **attributes: str) -> None:
    SubElement(root, f"dc:{name}", attributes).text = visible(words)


def _meta(root: Element, property_: str, words: str, **attributes: str) -> None:
    SubElement(root, "meta", {"property": property_, **attributes}).text = visible(words)


# Navigation


def navigation(book: Book, pages: Sequence[Page], index: Index) -> bytes:
    """Write `nav.xhtml`: contents, landmarks, and every paragraph number as a page."""
    contents = make("nav", make("h1", "Contents"), make("ol", *_entries(pages)), id="toc")
    navs = [typed(contents, "toc", "doc-toc"), _landmarks(pages), *_page_list(book)]
    return document(book.title.en, navs, STYLE, lambda address: index.resolve(address, NAV))


def _entries(pages: Sequence[Page]) -> list[Element]:
    items: list[Element] = []
    for page in pages:
        below = _below(page)
        item = make("li", make("a", *_label(page.label), href=_address(page)))
        if page.level == 1:
            items.append(item)
            if below:
                item.append(make("ol", *below))
        elif below:
            inner = items[-1].find("ol")
            if inner is None:
                inner = SubElement(items[-1], "ol")
            inner.extend(below)
    return items


def _below(page: Page) -> list[Element]:
    """List the headings of a page, those that are deeper within the one above them."""
    items: list[Element] = []
    above: list[Element] = []
    for heading in page.headings:
        label = _label(Bilingual(heading.german, heading.label))
        item = make("li", make("a", *label, href=f"{page.unit}#{heading.id}"))
        del above[heading.depth - 1 :]
        if above:
            inner = above[-1].find("ol")
            (SubElement(above[-1], "ol") if inner is None else inner).append(item)
        else:
            items.append(item)
        above.append(item)
    return items


def _label(label: Bilingual) -> list[Element | str]:
    if not label.de:
        return [label.en]
    if not label.en:
        return [make("span", label.de, lang="de")]
    return spaced(make("span", label.de, lang="de"), make("span", label.en, lang="en"))


def _address(page: Page) -> str:
    """Address a page by its file: a unit may lie in several."""
    return f"page:{page.path}"


def _landmarks(pages: Sequence[Page]) -> Element:
    contents = typed(make("a", "Contents", href="#toc"), "toc")
    items = [make("li", contents)]
    for page in pages:
        if page.kind in _LANDMARKS:
            link = make("a", _LANDMARKS[page.kind], href=_address(page))
            items.append(make("li", typed(link, page.kind)))
    heading = make("h2", "Landmarks")
    nav = make("nav", heading, make("ol", *items), hidden="hidden", id="landmarks")
    return typed(nav, "landmarks")


def _page_list(book: Book) -> list[Element]:
    links = [_page_link(text, row.id, len(book.texts) > 1)
             for text in book.texts for row in text.rows if is_numbered(row)]  # fmt: skip
    if not links:
        return []
    items = [make("li", link) for link in links]
    heading = make("h2", "Paragraphs")
    nav = make("nav", heading, make("ol", *items), hidden="hidden", id="page-list")
    return [typed(nav, "page-list", "doc-pagelist")]


def _page_link(text: Text, number: str, several: bool) -> Element:
    label = f"{text.record.id}:{number}" if several else number
    return make("a", label, href=f"text:{text.record.id}#p{number}")
