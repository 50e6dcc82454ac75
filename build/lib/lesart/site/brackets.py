"""
Let Python-Markdown find the end of a link in one walk.

For each opening bracket its processors look for the one that closes it, to the end of the
paragraph where there is none, so that many open brackets take the square of their number. So it is
with addresses, which may hold brackets and quotation marks.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown

_LINKS = ("reference", "link", "image_link", "image_reference", "short_reference",
          "short_image_ref")  # fmt: skip


# An address without blanks, brackets and quotation marks may be of any length, as a picture is.
_PLAIN = re.compile(r"\(\s*+[^\s()'\"<>]*+\)")
_LONGEST_ADDRESS = 2000


def find_brackets_once(md: Markdown) -> None:
    """
    Let the processors of links and images of *md* share what is known of brackets.

    An address with brackets, and its title, end within 2,000 characters, or it is none.
    """
    text_of = _Brackets().text_of
    for name in filter(md.inlinePatterns.__contains__, _LINKS):
        processor: Any = md.inlinePatterns[name]
        if hasattr(processor, "getText"):
            processor.getText = text_of
        if hasattr(processor, "getLink"):
            processor.getLink = _bounded(processor.getLink)


def _bounded(link_of: Any) -> Any:
    def bounded(data: str, index: int) -> Any:
        if not data.startswith("(", index):
            return link_of("", 0)
        if _PLAIN.match(data, index):
            return link_of(data, index)
        end = index + _LONGEST_ADDRESS
        return link_of(data if end > len(data) else data[:end], index)

    return bounded


class _Brackets:
    """Know where each bracket of a string is closed, as long as the string is the same."""

    def __init__(self) -> None:
        self._data = ""
        self._ends: dict[int, int] = {}

    def text_of(self, data: str, index: int) -> tuple[str, int, bool]:
        """
        Give the words from *index*, just behind an opening bracket, to the one that closes it.

        As the processors have it: the words, the place behind them, and whether there is such one.
        """
        if data is not self._data and data != self._data:
            self._data, self._ends = data, _ends(data)
        end = self._ends.get(index - 1)
        return ("", len(data), False) if end is None else (data[index:end], end + 1, True)


def _ends(data: str) -> dict[int, int]:
    """
    Map each opening bracket that is closed to the one that closes it.

    >>> _ends("[a [b] [c")
    {3: 5}
    """
    opened: list[int] = []
    ends: dict[int, int] = {}
    for at, sign in enumerate(data):
        if sign == "[":
            opened.append(at)
        elif sign == "]" and opened:
            ends[opened.pop()] = at
    return ends
