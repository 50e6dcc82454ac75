"""Read the data of a book before and after it is set: what is wrong with it, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lesart.core.findings import Finding, Location
from lesart.write.pdf.data import Book

# What the template itself names.
_PARTS = ("corrections", "glossary", "bibliography", "index", "colophon")
_FONTS = "see scripts/fonts.py for Chinese; other characters need a face of their own"


def faults(book: Book) -> Iterator[Finding]:
    """Report each name that is given twice, and each link that leads to no name."""
    names: dict[str, str] = dict.fromkeys(_PARTS, "the book")
    links: list[tuple[str, str]] = []
    for where, part in _walk(book, ""):
        for name in _names(part):
            if name in names:
                message = f"the id “{name[:60]}” is given twice"
                yield Finding(
                    Location(reference=where), "F001", message, (f"first: {names[name]}",)
                )
            names[name] = where
        links += [(where, part[key]) for key in ("to", "ed") if part.get(key)]
    for where, target in links:
        if target not in names:
            yield broken_link(where, target)


def broken_link(where: str, target: str) -> Finding:
    """Report a link, at the name *where*, that leads to no name."""
    message = f"the link to “{target[:60]}” leads nowhere in the book"
    return Finding(Location(reference=where), "F002", message)


def missing_glyph(book: Book, words: str) -> Iterator[Finding]:
    """Report each place at which *words* stand, which no face of the book can show."""
    shown = " ".join(f"U+{ord(character):04X}" for character in words)
    found = dict.fromkeys(where for where, part in _walk(book, "") if _holds(part, words))
    for where in found or {"": None}:
        message = f"no face of the book has “{words[:40]}” ({shown[:80]})"
        yield Finding(Location(reference=where), "F005", message, hint=_FONTS)


def _names(part: Mapping[str, Any]) -> Iterator[str]:
    if label := part.get("label"):
        yield label
    yield from part.get("a", ())


def _holds(part: Mapping[str, Any], words: str) -> bool:
    return any(isinstance(value, str) and words in value for value in part.values())


def _walk(data: Any, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give every record within the data, with the nearest name around it."""
    if isinstance(data, list):
        for one in data:
            yield from _walk(one, where)
    elif isinstance(data, Mapping):
        names = [name for name in data.get("a", ()) if name]
        here = str(data.get("label") or (names[0] if names else "") or where)
        yield here, data
        for value in data.values():
            yield from _walk(value, here)
