"""Read HTML: files, and the pages of an EPUB."""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from lesart.core.findings import Finding, Location
from lesart.exchange.readers.blocks import blocks
from lesart.exchange.readers.places import broken, place
from lesart.exchange.readers.roles import Block

_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd blockquote pre figcaption td th div section article body "
    "header footer main aside caption".split()
)
_SKIPPED = frozenset("script style head nav template noscript svg".split())
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""")
_HEAD = 4096
"""Bytes in which a page says its encoding; HTML demands it within 1024."""
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_html(
    data: bytes, path: str, part: str = "", notes: set[str] | None = None
) -> Iterator[Block | Finding]:
    """
    Read the text blocks of a page, or of its `article` or `main` where there is one.

    *notes* are the keys of the notes that pages of the same book have called so far.
    """
    if not data.strip():
        return
    where = place(path, part)
    root = _parse(_decoded(data, where), where)
    if root is None:
        return
    inner = root.find(".//article")
    if inner is None:
        inner = root.find(".//main")
    yield from blocks(
        root if inner is None else inner, _BLOCKS, _SKIPPED, posixpath.basename(part), notes
    )


def _decoded(data: bytes, where: Location) -> str:
    """
    Decode a page: by its byte-order mark, as UTF-8 where it is that, else as it declares.

    Like browsers, what declares ISO 8859-1 or ASCII, or nothing, is read as Windows-1252.
    """
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return data.removeprefix(codecs.BOM_UTF8).decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        said = _DECLARED.search(data[:_HEAD])
    name = said[1].decode("ascii") if said else "cp1252"
    try:
        codec = codecs.lookup(name).name
        codec = "cp1252" if codec in ("iso8859-1", "ascii") else codec
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not {codec}"
        raise broken(where.at(line), message, "save the page as UTF-8") from None
    except (LookupError, UnicodeError, TypeError):
        message = f"its encoding “{name}” is not known, or is not that of its bytes"
        raise broken(where, message, "save the page as UTF-8") from None


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
