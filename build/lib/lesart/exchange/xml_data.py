"""
Parse XML that others wrote: as data, within bounds, and without another file or the network.

Entities that a file declares itself are read. Where it names a DTD, the entities of the standard
sets (ISO 8879, as HTML lists them) are known by their names, whatever the DTD is; it is not read.
"""

from __future__ import annotations

import re
from functools import cache
from html.entities import html5
from typing import Any

from lxml import etree

from lesart.core.findings import EditionError, Finding, Location

_UNDECLARED = re.compile(r"Entity '(.+?)' not defined|Attribute references external entity '(.+?)'")
_PLACE = re.compile(r", line \d+, column \d+.*", re.DOTALL)
_BOUNDS = {
    "Excessive depth": "its elements stand more than 256 deep in each other",
    "amplification": "its entities blow up to many times what stands in the file",
    "entity reference loop": "one of its entities stands for itself",
    "Text node too long": "a text of more than 10 million characters stands in one element",
}


class _StandardEntities(etree.Resolver):  # type: ignore[misc]
    """Give the standard entities for whatever a file asks for."""

    def resolve(self, url: str, public_id: str, context: Any) -> Any:
        """Answer in place of any file or address."""
        return self.resolve_string(_declarations(), context)


@cache
def _declarations() -> str:
    named = {name.removesuffix(";"): words for name, words in html5.items() if name.endswith(";")}
    return "".join(
        f'<!ENTITY {name} "{"".join(f"&#38;#{ord(one)};" for one in words)}">'
        for name, words in named.items()
    )


def parse_xml(data: bytes, where: Location, code: str) -> Any:
    """
    Parse a document into lxml's elements, without its comments and processing instructions.

    Raises EditionError with *code*, at *where* and the line of the fault.

    >>> parse_xml(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Location("a.xml"), "X002").text
    'c'
    """
    parser = etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    parser.resolvers.add(_StandardEntities())
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        message, hint = _explained(str(error))
        raise EditionError(Finding(where.at(line), code, message, (), hint)) from None


def _explained(said: str) -> tuple[str, str]:
    """Put what the parser says into a message and a hint."""
    if entity := _UNDECLARED.search(said):
        name = entity[1] or entity[2]
        message = f"the file does not say which characters &{name[:60]}; stands for"
        return message, "write them in its place; nothing is read from another file"
    for sign, message in _BOUNDS.items():
        if sign in said:
            return message, "this is no file of running text; part it, or make it simpler"
    reason = " ".join(_PLACE.sub("", said).split())
    return f"this is no XML: {reason[:120]}" if reason else "this is no XML", ""


def local_name(element: Any) -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
