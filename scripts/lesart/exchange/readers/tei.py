"""Read TEI."""

from __future__ import annotations

from collections.abc import Iterator

from lesart.exchange.readers.blocks import blocks
from lesart.exchange.readers.places import broken, place
from lesart.exchange.xml_data import parse_xml

_BLOCKS = frozenset("p head l ab item sp salute closer byline cell".split())
_SKIPPED = frozenset("teiHeader note fw figure".split())


def read_tei(data: bytes, path: str) -> Iterator[str]:
    """Read the text of a TEI file, notes and header left out."""
    root = parse_xml(data, place(path), "A001")
    body = root.find(".//{*}body")
    if body is None:
        raise broken(place(path), "the file has no TEI body")
    yield from blocks(body, _BLOCKS, _SKIPPED)
