"""Decide what a raised or lowered number is: part of a number, the mark of a note, or words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lesart.exchange.readers.roles import Block, cut
from lesart.model import Style, StyleKind

_PLAIN = "0123456789+-−=()"
_SIGNS: dict[StyleKind, dict[str, str]] = {
    "superscript": dict(zip(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾", strict=True)),
    "subscript": dict(zip(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)),
}
_MARK = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}(?:\s*[,–-]\s*\d{1,3})*|[*†‡§¶]{1,4})\s*[\])]?\s*")
_CLOSES = frozenset(".,;:!?…“”‘’»«›‹\"'")
"""Behind these a raised number is neither an exponent nor an ordinal; behind brackets it may be."""


def keep_raised(block: Block) -> tuple[Block, list[str]]:
    """
    Keep a number apart from the raised or lowered number behind it, and cut marks of notes.

    10 with a raised 30 is 10³⁰, as 1030 is another number; what is raised behind letters stays as
    it is, with its style. A raised number behind a stop or a quotation mark calls a note that is
    linked to nothing: it is cut, and the marks that were cut are given. A block that is exact stays
    as it is.

    >>> keep_raised(Block("um 1030 Uhr", styles=(Style(5, 7, "superscript"),)))[0].words
    'um 10³⁰ Uhr'
    >>> styles = (Style(11, 12, "superscript"),)
    >>> block, marks = keep_raised(Block("Er schläft.1 Sie", styles=styles))
    >>> block.words, marks
    ('Er schläft. Sie', ['1'])
    """
    if block.exact:
        return block, []
    signs = list(block.words)
    styles: list[Style] = []
    cuts: list[tuple[int, int]] = []
    for style in block.styles:
        words = block.words[style.start : style.end]
        before = block.words[style.start - 1] if style.start else ""
        if style.kind not in _SIGNS or not before:
            styles.append(style)
        elif style.kind == "superscript" and before in _CLOSES and _MARK.fullmatch(words):
            cuts.append((style.start, style.end))
        elif before.isdigit() and any(one.isdigit() for one in words):
            raised = [_SIGNS[style.kind].get(one, one) for one in words]
            signs[style.start : style.end] = raised
            styles += _rest(style, words)
        else:
            styles.append(style)
    marks = [block.words[start:end].strip() for start, end in cuts]
    if tuple(styles) != block.styles:
        block = replace(block, words="".join(signs), styles=tuple(styles))
    return (cut(block, cuts) if cuts else block), marks


def _rest(style: Style, words: str) -> Iterator[Style]:
    """Keep the style of what has no raised or lowered form of its own."""
    for found in re.finditer(rf"[^\s{re.escape(_PLAIN)}]+", words):
        yield replace(style, start=style.start + found.start(), end=style.start + found.end())
