"""Read an EPUB in the order of its spine."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from lesart.core.findings import Finding
from lesart.exchange.readers.archive import Archive
from lesart.exchange.readers.pages import read_html
from lesart.exchange.readers.places import broken, left_out, place
from lesart.exchange.readers.roles import Block
from lesart.exchange.xml_data import local_name, parse_xml

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/xml", "text/xml",
          "application/x-dtbook+xml", "text/x-oeb1-document")  # fmt: skip


def read_epub(data: bytes, path: str) -> Iterator[Block | Finding]:
    """Read the pages of an EPUB in the order of its spine; what is no page is named."""
    book = Archive(data, path)
    package = _package(book)
    locked = _locked(book)
    opf = parse_xml(book.part(package), place(path, package), "A001")
    items = {item.get("id"): item for item in opf.iterfind(".//{*}item")}
    notes: set[str] = set()
    spine = list(opf.iterfind(".//{*}itemref"))
    if not spine:
        message = "its spine names no pages"
        raise broken(place(path, package), message, "save the book anew")
    for reference in spine:
        item = items.get(reference.get("idref"))
        if item is None or not item.get("href"):
            named = (reference.get("idref") or "")[:60]
            at = place(path, package, (reference if item is None else item).sourceline or 0)
            message = f"the spine names “{named}”, and the manifest has no file for it"
            raise broken(at, message, "mend the manifest, or save the book anew")
        if item.get("media-type", _PAGES[0]) not in _PAGES:
            at = place(path, package, item.sourceline or 0)
            yield left_out(at, f"{item.get('href')[:120]} is no page of text and is left out")
            continue
        name = _resolved(book, package, item.get("href"))
        if name in locked:
            hint = "take a copy without protection (DRM)"
            raise broken(place(path, name), "the page is encrypted", hint)
        yield from read_html(book.part(name), path, name, notes)


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
    plain = unquote(name)
    forms = [unicodedata.normalize(form, plain) for form in ("NFC", "NFD")]
    return next((one for one in (name, plain, *forms) if one in book), plain)


def _locked(book: Archive) -> set[str]:
    """List the parts that are encrypted; fonts often are, and no page is a font."""
    if _ENCRYPTION not in book:
        return set()
    root: Any = parse_xml(book.part(_ENCRYPTION), place(book.path, _ENCRYPTION), "A001")
    named = (e.get("URI") or "" for e in root.iter() if local_name(e) == "CipherReference")
    return {unquote(name) for name in named}
