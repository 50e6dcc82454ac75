"""Read HTML: files, and the pages of an EPUB."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import etree, html

from lesart.core.findings import EditionError, Finding, Location
from lesart.exchange.readers.omissions import Omission
from lesart.exchange.readers.page_encoding import decode_page
from lesart.exchange.readers.page_notes import NoteIndex, links_of
from lesart.exchange.readers.page_walk import PageWalk
from lesart.exchange.readers.places import broken, place
from lesart.exchange.readers.roles import Block
from lesart.exchange.xml_data import parse_xml

_XHTML = "{http://www.w3.org/1999/xhtml}"
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_WINDOWS = re.compile("&#(?:[xX]0*([89][0-9A-Fa-f])|0*(1(?:2[89]|[345][0-9])));")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def read_html(data: bytes, path: str, part: str = "") -> Iterator[Block | Finding | Omission]:
    """Read all text of `main`, or of `body` where there is none, and name what else a page has."""
    page = parse_page(data, place(path, part), path.lower().endswith(".xhtml"))
    if page is not None:
        yield from walk_page(page, NoteIndex(list(links_of(page, part))), part)


def walk_page(root: Any, index: NoteIndex, part: str) -> Iterator[Block | Omission]:
    """Read the blocks of a page that is parsed, and then what was left out of it."""
    walk = PageWalk(root, index, part)
    yield from walk.read()
    yield from walk.omissions


def parse_page(data: bytes, where: Location, is_xml: bool = False) -> Any:
    """
    Parse a page; None where nothing stands in it.

    A page of an EPUB is XML, and is read as a browser reads HTML where it is not well-formed.
    """
    if not data.strip():
        return None
    page = decode_page(data, where)
    if is_xml:
        try:
            written = _WINDOWS.sub(_windows, _DECLARATION.sub("", page, count=1))
            return _plain_names(parse_xml(written.encode("utf-8", "replace"), where, "A001"))
        except EditionError:
            page = _CDATA.sub(lambda found: escape(found[1]), page)
    return _parse(page, where)


def _windows(found: re.Match[str]) -> str:
    """Read a control character that is written as a number as browsers do, by Windows-1252."""
    code = int(found[1], 16) if found[1] else int(found[2])
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return found[0]


def _plain_names(root: Any) -> Any:
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.removeprefix(_XHTML)
    return root


def _parse(page: str, where: Location) -> Any:
    """Parse a page; None where nothing stands in it. A browser's depth is enough for all."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    for entry in parser.error_log:
        if "Excessive depth" in entry.message:
            message = "its elements stand more than 2,048 deep in each other"
            raise broken(where.at(entry.line), message, "simplify it")
    return root


def parse_html(data: bytes) -> Any:
    """Parse a page of our own that is not empty, in UTF-8; nothing is fetched."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    return html.document_fromstring(data, parser=parser)


def walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Go through a parsed page: `start` and `end` of each element, and `comment`."""
    yield from etree.iterwalk(root, events=("start", "end", "comment"))
