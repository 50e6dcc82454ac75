"""Take a parsed page or text apart into the words of its blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from lesart.exchange.readers.roles import PARAGRAPH, ROLE_OF, Said
from lesart.exchange.xml_data import local_name


def blocks(root: Any, names: frozenset[str], skipped: frozenset[str]) -> Iterator[str]:
    """
    Give the words of each innermost block of *names*, and of loose text between blocks.

    The role of words is that of the innermost element around them that has one.
    """
    words: list[str] = []
    roles: list[str] = [PARAGRAPH]
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = _name(element)
        if event == "start":
            silent += name in skipped
            if name in names:
                yield Said("".join(words), roles[-1])
                words = []
            if name in ROLE_OF:
                roles.append(ROLE_OF[name])
            words.append("" if silent or not name else element.text or "")
            words.append(" " if name in ("br", "lb") else "")
            continue
        if event == "end":
            silent -= name in skipped
            if name in names:
                yield Said("".join(words), roles[-1])
                words = []
            if name in ROLE_OF:
                roles.pop()
        if not silent and element is not root:
            words.append(element.tail or "")
    yield Said("".join(words))


def _name(element: Any) -> str:
    # A page may have tags that are no names, which QName does not take.
    return local_name(element) if isinstance(element.tag, str) else ""
