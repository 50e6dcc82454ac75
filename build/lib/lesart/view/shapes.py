"""
Give a paragraph of a text the XHTML of what it is: heading, verse, quotation, item.

A heading stands below the title, which is the `h1` of the page. Verse is one paragraph, a line each
sentence. Items that follow each other are one list, whose items hold both languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from lesart.core.elements import make, spaced
from lesart.model import Row
from lesart.view.sentences import Sentence

_DEEPEST_INDENT = 8
_DEEPEST_HEADING = 6


def paragraph(row: Row, words: Sequence[Element | str], depth: int) -> Element:
    """Render one side of a row; a heading of no *depth* is none of the page."""
    if row.role == "heading" and depth:
        return make(f"h{min(depth + 1, _DEEPEST_HEADING)}", *words, class_="heading")
    if row.role == "heading":
        return make("p", *words, class_="heading")
    if row.role == "verse":
        return make("p", *words, class_="verse")
    if row.role == "quote":
        return make("blockquote", make("p", *words), class_="quote")
    return make("p", *words)


def lines(row: Row, listed: Sequence[Sentence], spans: list[Element]) -> list[Element]:
    """Set each sentence of verse as a line, as far in as the original has it."""
    if row.role != "verse":
        return spans
    return [
        make("span", span, class_=f"line{_indent(one.indent)}")
        for one, span in zip(listed, spans, strict=True)
    ]


def _indent(steps: int) -> str:
    return f" line--in{min(steps, _DEEPEST_INDENT)}" if steps > 0 else ""


def in_lists(rows: Sequence[Row], elements: Sequence[Element]) -> list[Element]:
    """Put the items that follow each other into a list; *elements* are those of *rows*."""
    made: list[Element] = []
    pairs = zip(rows, elements, strict=True)
    for is_item, group in groupby(pairs, lambda pair: pair[0].role == "item"):
        found = [element for _, element in group]
        made += [make("div", *spaced(*found), class_="items", role="list")] if is_item else found
    return made
