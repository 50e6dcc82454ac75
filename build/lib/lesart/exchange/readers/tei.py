"""Read TEI."""

from __future__ import annotations

from collections.abc import Iterator

from lesart.core.findings import Finding
from lesart.exchange.readers.blocks import FOOT, blocks
from lesart.exchange.readers.places import broken, left_out, place
from lesart.exchange.readers.roles import Block
from lesart.exchange.xml_data import parse_xml

_BLOCKS = frozenset("p head lg ab item sp speaker stage salute closer byline cell".split())
_SKIPPED = frozenset("teiHeader fw figure".split())


def read_tei(data: bytes, path: str) -> Iterator[Block | Finding]:
    """Read the text of a TEI file; notes at the foot are the author's, others are left out."""
    root = parse_xml(data, place(path), "A001")
    body = root.find(".//{*}body")
    if body is None:
        raise broken(place(path), "the file has no TEI body")
    yield from blocks(body, _BLOCKS, _SKIPPED)
    lost = sum(note.get("place") not in FOOT for note in body.iterfind(".//{*}note"))
    if lost:
        message = f"left out (notes that do not stand at the foot: {lost})"
        yield left_out(place(path), message, 'write place="foot" at the author\'s notes')
