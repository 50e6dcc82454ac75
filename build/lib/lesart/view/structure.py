"""Tell what the paragraphs of a text are to a reader: headings, items, notes of the author."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lesart.model import Language, Row, Text

# What an item begins with where its sign or number stands in its words.
_SIGN = re.compile(r"[-–—•·*†‣▪◦]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)](?:\s|$)")
AUTHOR_NOTES: Mapping[Language, str] = {"de": "Anmerkungen des Autors", "en": "Author’s notes"}
"""What stands above the notes of the author."""


def body_rows(text: Text) -> tuple[Row, ...]:
    """List the rows of the running text: all but the title and the author's notes."""
    return tuple(row for row in text.rows if row.role not in ("title", "note"))


def note_rows(text: Text) -> tuple[Row, ...]:
    """List the notes of the author in the order of the text."""
    return tuple(row for row in text.rows if row.role == "note")


def heading_depths(text: Text) -> Mapping[str, int]:
    """
    Tell how deep each heading stands below the title, 1 for the highest, and never skip a depth.

    A heading goes at most one deeper than the one before it, so that programs that read headings
    find none of them without the one above.

    >>> levels = {"h1": 2, "h2": 3, "h3": 1, "h4": 3}
    >>> rows = tuple(Row(i, "heading", "", (), (), level=n) for i, n in levels.items())
    >>> [*_depths(rows).values()]
    [1, 2, 1, 2]
    """
    return _depths(text.rows)


def _depths(rows: tuple[Row, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    above: list[int] = []
    for row in rows:
        if row.role == "heading":
            above = [level for level in above if level < row.level]
            above.append(row.level)
            found[row.id] = len(above)
    return found


def has_sign(row: Row) -> bool:
    """
    Tell whether an item of a list begins with a sign or a number of its own.

    >>> from lesart.model import Segment
    >>> [
    ...     has_sign(Row("1", "item", "", (Segment("1.1", words, words),), ()))
    ...     for words in ("– Die Waage", "a) Die Waage", "Die Waage")
    ... ]
    [True, True, False]
    """
    first = row.segments[0] if row.segments else None
    return bool(first and _SIGN.match((first.text or first.incipit).lstrip()))


def indents(row: Row) -> Mapping[str, int]:
    """Give by its id how many steps each line of verse is set in."""
    return {segment.id: segment.indent for segment in row.segments}
