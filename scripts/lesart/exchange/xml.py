"""Read the XML of other programs."""

from __future__ import annotations

from typing import Any

from lesart.core.findings import EditionError, Finding, Location
from lesart.exchange import xml_data as xmldata
from lesart.exchange.xml_data import local_name

_BLANKS = " \t\n\r"

__all__ = ["joined", "local_name", "parse_exchange_xml"]


def parse_exchange_xml(data: bytes, path: str) -> Any:
    """
    Parse a document. Raises EditionError where it is no XML, is out of bounds, or has entities.

    No program writes entities of its own into a file for exchange.
    """
    if b"<!ENTITY" in data.replace(b"\0", b""):
        hint = "export it anew, or write the characters in their place"
        message = "the file declares entities of its own"
        raise EditionError(Finding(Location(path), "X001", message, hint=hint))
    return xmldata.parse_xml(data, Location(path), "X002")


def joined(text: str) -> str:
    r"""
    Join lines that a program has broken; other blanks stay as they are.

    >>> joined("Es\n      regnet\u00a0\u2028nicht.\n")
    'Es regnet\xa0\u2028nicht.'
    """
    return " ".join(part.strip(_BLANKS) for part in text.split("\n")).strip(_BLANKS)
