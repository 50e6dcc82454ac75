"""Read an EPUB in the order of its spine."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from lesart.core.findings import EditionError, Finding, Location
from lesart.exchange.readers.archive import Archive
from lesart.exchange.readers.omissions import Omission
from lesart.exchange.readers.page_notes import Link, NoteIndex, links_of
from lesart.exchange.readers.pages import parse_page, walk_page
from lesart.exchange.readers.places import broken, left_out, place
from lesart.exchange.readers.roles import Block
from lesart.exchange.xml_data import local_name, parse_xml

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/xml", "text/xml",
          "application/x-dtbook+xml", "text/x-oeb1-document")  # fmt: skip


def read_epub(data: bytes, path: str) -> Iterator[Block | Finding | Omission]:
    """
    Read the pages of an EPUB in the order of its spine, those beside that order last.

    Pages that are missing or encrypted are named, and the others are read; raises EditionError
    where none can be.
    """
    book = Archive(data, path)
    told: list[Finding] = []
    names = _pages(book, told)
    links: list[Link] = []
    for name in names:
        if (root := _parsed(book, name)) is not None:
            links += links_of(root, name)
    index = NoteIndex(links)
    if not names:
        raise EditionError(Finding(one.where, "A001", one.message, (), one.hint) for one in told)
    yield from told
    for name in names:
        if (root := _parsed(book, name)) is not None:
            yield from walk_page(root, index, name)


def _parsed(book: Archive, name: str) -> Any:
    return parse_page(book.part(name), place(book.path, name), is_xml=True)


def _pages(book: Archive, told: list[Finding]) -> list[str]:
    """List the pages in the order in which they are read; *told* takes what is said of others."""
    package = _package(book)
    locked = _locked(book)
    opf = parse_xml(book.part(package), place(book.path, package), "A001")
    items = {item.get("id"): item for item in opf.iterfind(".//{*}item")}
    spine = list(opf.iterfind(".//{*}itemref"))
    if not spine:
        message = "its spine names no pages"
        raise broken(place(book.path, package), message, "save the book anew")
    read: dict[str, list[str]] = {"yes": [], "no": []}
    for reference in spine:
        item = _page_item(items, reference.get("idref"))
        at = place(book.path, package, (reference if item is None else item).sourceline or 0)
        if item is None or not item.get("href"):
            named = (reference.get("idref") or "")[:60]
            message = f"the spine names “{named}”, and the manifest has no file for it"
            told.append(left_out(at, message, "mend the manifest, or save the book anew"))
            continue
        name = _resolved(book, package, item.get("href"))
        if fault := _fault(book, item, name, locked):
            told.append(left_out(fault[0] or at, *fault[1:]))
        elif "nav" in (item.get("properties") or "").split():
            message = f"{name[:120]} is the list of contents (nav) and is left out"
            told.append(left_out(at, message))
        else:
            read["no" if reference.get("linear") == "no" else "yes"].append(name)
    if read["no"] and read["yes"]:
        listed = ", ".join(name[:120] for name in read["no"][:20])
        message = f"beside the order of reading (linear=no), and read at the end: {listed}"
        told.append(left_out(place(book.path, package), message))
    _tell_unread(book, package, items, {*read["yes"], *read["no"]}, told)
    return [*read["yes"], *read["no"]]


def _page_item(items: dict[str | None, Any], id_: str | None) -> Any:
    """Find an item of the manifest, or what stands for it where it is no page of text."""
    first = item = items.get(id_)
    for _ in items:
        if item is None or item.get("media-type", _PAGES[0]) in _PAGES:
            return first if item is None else item
        item = items.get(item.get("fallback"))
    return first


def _fault(
    book: Archive, item: Any, name: str, locked: set[str]
) -> tuple[Location | None, str, str] | None:
    """Say where and why a page cannot be read, and what to do."""
    if item.get("media-type", _PAGES[0]) not in _PAGES:
        return None, f"{item.get('href')[:120]} is no page of text and is left out", ""
    where = place(book.path, name)
    if name in locked:
        return where, "the page is encrypted", "take a copy without protection (DRM)"
    if name not in book:
        return where, "the archive has no such part", "save the book anew"
    return None


def _tell_unread(
    book: Archive, package: str, items: dict[str | None, Any], read: set[str], told: list[Finding]
) -> None:
    """Name the pages of the manifest that no place in the spine leads to."""
    for item in items.values():
        if item.get("media-type") != _PAGES[0] or not item.get("href"):
            continue
        name = _resolved(book, package, item.get("href"))
        at = place(book.path, package, item.sourceline or 0)
        named = any(name[:120] in one.message or name[:120] in one.where.reference for one in told)
        if name in read or named or "nav" in (item.get("properties") or "").split():
            continue
        message = f"{name[:120]} has no place in the spine and is left out"
        told.append(left_out(at, message, "add it to the spine if it belongs to the text"))


def _package(book: Archive) -> str:
    """Find the package document."""
    root = parse_xml(book.part(_CONTAINER), place(book.path, _CONTAINER), "A001")
    for file in root.iterfind(".//{*}rootfile"):
        if written := file.get("full-path"):
            return _found(book, posixpath.normpath(written))
    message = "it does not say where the book begins (no rootfile with a full-path)"
    raise broken(place(book.path, _CONTAINER), message, "save the book anew")


def _resolved(book: Archive, package: str, href: str) -> str:
    """Find the part that an address means, seen from the package document."""
    try:
        written = urlsplit(href).path
    except ValueError:
        written = href
    return _found(book, posixpath.normpath(posixpath.join(posixpath.dirname(package), written)))


def _found(book: Archive, name: str) -> str:
    """Give the name under which the archive has a part, percent-encoded or in another form."""
    name = re.sub(r"^(?:\.\./|/)+", "", name)
    plain = unquote(name)
    forms = [unicodedata.normalize(form, plain) for form in ("NFC", "NFD")]
    found = next((one for one in (name, plain, *forms) if one in book), "")
    return found or book.like(plain) or plain


def _locked(book: Archive) -> set[str]:
    """List the parts that are encrypted; fonts often are, and no page is a font."""
    if _ENCRYPTION not in book:
        return set()
    root: Any = parse_xml(book.part(_ENCRYPTION), place(book.path, _ENCRYPTION), "A001")
    named = (e.get("URI") or "" for e in root.iter() if local_name(e) == "CipherReference")
    return {_found(book, posixpath.normpath(name)) for name in named}
