"""Take an item out of a list of a YAML file, or put one in, and leave every other byte as it is."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


def find_list(written: str, key: str) -> SequenceNode | None:
    """Find the list that stands under a *key* of the file; None where there is no list."""
    node = yaml.compose(written, Loader=yaml.SafeLoader)
    found = [value for name, value in _pairs(node) if name == key]
    return found[0] if found and isinstance(found[0], SequenceNode) else None


def _pairs(node: Node | None) -> Iterator[tuple[str, Node]]:
    if isinstance(node, MappingNode):
        yield from ((str(name.value), value) for name, value in node.value)


def lists_within(node: SequenceNode) -> Iterator[SequenceNode]:
    """Give a list and all lists in the values of its items, in their order."""
    yield node
    for item in node.value:
        for _, value in _pairs(item):
            if isinstance(value, SequenceNode):
                yield from lists_within(value)


def scalars(item: Node) -> list[str]:
    """Give the words of an item: its own, or those of its values."""
    if isinstance(item, ScalarNode):
        return [str(item.value)]
    return [str(value.value) for _, value in _pairs(item) if isinstance(value, ScalarNode)]


def without_item(written: str, listed: SequenceNode, place: int) -> str:
    r"""
    Take the item at *place* (counted from 0) out of a list.

    >>> given = "texts: [one, two]\n"
    >>> without_item(given, find_list(given, "texts"), 1)
    'texts: [one]\n'
    >>> given = "texts:\n  - one\n  - two  # newest\ndate: x\n"
    >>> without_item(given, find_list(given, "texts"), 0)
    'texts:\n  - two  # newest\ndate: x\n'
    >>> without_item("texts:\n  - one\n", find_list("texts:\n  - one\n", "texts"), 0)
    'texts: []\n'
    """
    items = listed.value
    start, end = items[place].start_mark.index, items[place].end_mark.index
    if listed.flow_style:
        if place + 1 < len(items):
            return written[:start] + written[items[place + 1].start_mark.index :]
        before = items[place - 1].end_mark.index if place else start
        return written[:before] + written[end:]
    if len(items) == 1:
        head = written[: listed.start_mark.index].rstrip()
        return f"{head} []\n{written[_line_after(written, _last(items[0])) :]}"
    begin = written.rfind("\n", 0, start) + 1
    return written[:begin] + written[_line_after(written, _last(items[place])) :]


def with_item_after(written: str, listed: SequenceNode, place: int, item: str) -> str:
    r"""
    Put *item*, a line without its dash, behind the item at *place* of a list of lines.

    >>> given = "nav:\n  - Home: index.md"
    >>> with_item_after(given, find_list(given, "nav"), 0, "New: new.md")
    'nav:\n  - Home: index.md\n  - New: new.md\n'
    """
    written = written if written.endswith("\n") else f"{written}\n"
    begin = listed.value[place].start_mark.index
    line = written.rfind("\n", 0, begin) + 1
    dash = written.index("-", line)
    at = _line_after(written, _last(listed.value[place]))
    return f"{written[:at]}{written[line:dash]}- {item}\n{written[at:]}"


def _last(node: Node) -> int:
    """Give where the last words of a node end: a list of lines ends before what follows it."""
    if isinstance(node, SequenceNode | MappingNode) and node.value and not node.flow_style:
        inner = node.value[-1]
        return _last(inner[1] if isinstance(inner, tuple) else inner)
    return int(node.end_mark.index)


def _line_after(written: str, at: int) -> int:
    if at and written[at - 1] == "\n":
        return at
    found = written.find("\n", at)
    return len(written) if found < 0 else found + 1
