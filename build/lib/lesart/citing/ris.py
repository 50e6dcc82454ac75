"""
Write works as RIS, for reference managers.

RIS has no field for a translator: `A4` holds them, and `A2` the editors of a book. Nothing in it
is escaped; a line is a tag and its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lesart.citing.csljson import date_parts, sound

TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "interview": "NEWS",
    "legislation": "STAT",
    "report": "RPRT",
    "review": "JOUR",
    "thesis": "THES",
    "webpage": "ELEC",
}
_FIELDS = (
    ("TI", "title"),
    ("T2", "container-title"),
    ("T3", "collection-title"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("M1", "number"),
    ("M3", "genre"),
    ("ET", "edition"),
    ("PB", "publisher"),
    ("CY", "publisher-place"),
    ("DO", "DOI"),
    ("SN", "ISBN"),
    ("LA", "language"),
    ("UR", "URL"),
    ("N1", "note"),
)
_PEOPLE = (("AU", "author"), ("A2", "editor"), ("A4", "translator"))


def write_ris(items: Iterable[Mapping[str, Any]]) -> str:
    """Write items, each ended by `ER`, with the line ends that the format asks for."""
    return "".join(
        "".join(f"{tag}  - {_line(words)}\r\n" for tag, words in _lines(sound(item)))
        + "ER  - \r\n\r\n"
        for item in items
    )


def _line(words: str) -> str:
    """Write words on one line: what follows a line end would be a tag of its own."""
    return " ".join(words.split())


def _lines(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    for tag, role in _PEOPLE:
        yield from ((tag, _name(name)) for name in item.get(role, ()))
    for tag, field in _FIELDS:
        if words := _line(str(item.get(field, ""))):
            yield tag, words
    if pages := str(item.get("page", "")):
        first, _, last = pages.replace("-", "–").partition("–")
        yield "SP", first
        if last:
            yield "EP", last
    for field, year, date in (("issued", "PY", "DA"), ("accessed", "", "Y2")):
        if parts := date_parts(item, field):
            if year:
                yield year, f"{parts[0]:04}"
            if len(parts) > 1 or not year:
                yield date, "/".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    particles = [name.get("dropping-particle", ""), name.get("non-dropping-particle", "")]
    family = " ".join(part for part in (particles[1], name.get("family", "")) if part)
    given = " ".join(part for part in (name.get("given", ""), particles[0]) if part)
    return ", ".join(part for part in (family, given, name.get("suffix", "")) if part)
