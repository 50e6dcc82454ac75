"""Read XML of others: as data, without entities, and with the line of a fault."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from lesart.diagnostics import EditionError, Finding, Location


class _Builder(TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Take a document type as it comes; entities are not declared by it here."""


def parse_xml(data: bytes, path: str) -> Element:
    """Parse a document. Raises EditionError where it is no XML, or declares entities."""
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise EditionError(Finding(Location(path), "X001", "the file declares entities of its own"))
    try:
        parser = XMLParser(target=_Builder())
        parser.feed(data)
        root: Element = parser.close()
    except ParseError as error:
        line = error.position[0]
        raise EditionError(Finding(Location(path, line), "X002", "this is no XML")) from None
    return root


def local_name(element: Element) -> str:
    """Give the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def joined(text: str) -> str:
    """Join lines that a program has broken; other blanks stay as they are."""
    return " ".join(part.strip() for part in text.splitlines()).strip()
