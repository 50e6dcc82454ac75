"""
Read Markdown: CommonMark with tables, strikethrough, definition lists, footnotes, front matter.

It is parsed by markdown-it and read as the page that it makes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from lesart.core.findings import Finding
from lesart.exchange.readers.omissions import Omission
from lesart.exchange.readers.pages import read_html
from lesart.exchange.readers.places import broken, place
from lesart.exchange.readers.plain import CODES
from lesart.exchange.readers.roles import Block
from lesart.source.normalize import split_lines
from lesart.source.raw_text import decode_raw

_DEEPEST = 60
_PICTURES = "descriptions of pictures"
_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]*\}\s*\Z")
_FIRST = (0, 1)
"""A list begins so; what begins otherwise has a number of the text."""


def read_markdown(data: bytes, path: str) -> Iterator[Block | Finding | Omission]:
    """
    Read Markdown, its marks taken off.

    Numbers of items stay where they do not count from 1, as years do not, and a lone one of them is
    no list; footnotes that nothing calls stay as well. Raises EditionError where blocks stand more
    than 60 deep in each other.
    """
    options = {"maxNesting": _DEEPEST, "store_labels": True}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(front_matter_plugin).use(deflist_plugin)
    parser.add_render_rule("footnote_anchor", lambda *_: "")
    parser.add_render_rule("footnote_caption", lambda *_: "*")
    parser.core.ruler.before("footnote_tail", "footnote_once", _once)
    text = "\n".join(split_lines(decode_raw(data, path, CODES)))
    known: dict[str, Any] = {}
    tokens = parser.parse(text, known)
    if uncalled := _uncalled(known):
        # A paragraph of calls alone has no words of its own.
        known = {}
        tokens = parser.parse(f"{text}\n\n{''.join(uncalled)}\n", known)
    for token in tokens:
        if token.level >= _DEEPEST - 1:
            line = token.map[0] + 1 if token.map else 0
            message = f"blocks stand more than {_DEEPEST} deep in each other"
            raise broken(place(path, line=line), message, "take some of the marks away")
    named = list(_left_out(tokens, known, text))
    yield from named
    _keep_numbers(tokens)
    page = parser.renderer.render(tokens, parser.options, known)
    pictures = Counter(one.words for one in named if one.kind == _PICTURES)
    for one in read_html(page.encode(), path):
        if not isinstance(one, Omission):
            yield one
        elif one.kind != "images" or (one.words and not pictures[one.words]):
            # The line is one of the page that is made, and not of the file.
            yield replace(one, line=0)


def _once(state: StateCore) -> None:
    """Take out footnotes that define a label again: the first one holds, as it does for links."""
    kept: list[Token] = []
    seen: set[str] = set()
    again: list[Omission] = state.env.setdefault("again", [])
    depth = 0
    for token in state.tokens:
        opens = token.type == "footnote_reference_open"
        if opens and (depth or token.meta["label"] in seen):
            depth += 1
        elif opens:
            seen.add(token.meta["label"])
        if not depth:
            kept.append(token)
        elif token.content:
            line = token.map[0] + 1 if token.map else 0
            again.append(Omission("footnotes whose label stands twice", token.content, line))
            _empty_notes(token, state.env)
        depth -= token.type == "footnote_reference_close" and depth > 0
    state.tokens = kept


def _empty_notes(token: Token, known: MutableMapping[str, Any]) -> None:
    """Empty the notes that stand in a line which is left out: its words are named as a whole."""
    for one in token.children or ():
        if one.type == "footnote_ref" and "label" not in one.meta:
            known["footnotes"]["list"][one.meta["id"]].update(content="", tokens=[])


def _uncalled(known: MutableMapping[str, Any]) -> list[str]:
    """Give a call for each footnote that nothing calls."""
    refs = known.get("footnotes", {}).get("refs", {})
    return [f"[^{label.removeprefix(':')}]" for label, number in refs.items() if number < 0]


def _left_out(
    tokens: Sequence[Token], known: MutableMapping[str, Any], text: str
) -> Iterator[Omission]:
    """Name what is written and is no text: front matter, pictures, attributes, unused links."""
    used: set[str] = set()
    line = 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        if token.type == "front_matter":
            yield Omission("front matter (YAML)", token.content, line)
        elif token.type == "inline":
            yield from _attributes(token, line)
            for one in token.children or ():
                used.add(str(one.meta.get("label", "")))
                if one.type == "image" and one.content.strip():
                    yield Omission(_PICTURES, one.content, line)
    yield from known.get("again", ())
    lines = text.split("\n")
    links: dict[str, Any] = known.get("references", {})
    unused = [aim for label, aim in links.items() if label not in used]
    for kind, aims in (("nothing uses", unused), ("stand twice", known.get("duplicate_refs", ()))):
        for aim in aims:
            said = " ".join(lines[aim["map"][0] : aim["map"][1]])
            yield Omission(f"definitions of links that {kind}", said, aim["map"][0] + 1)


def _attributes(token: Token, line: int) -> Iterator[Omission]:
    """Take the attributes in braces off the end of a heading."""
    if token.level != 1 or not token.children or token.children[-1].type != "text":
        return
    last = token.children[-1]
    if found := _ATTRIBUTES.search(last.content):
        last.content = last.content[: found.start()]
        yield Omission("attributes in braces", found[0].strip(), line)


def _keep_numbers(tokens: list[Token]) -> None:
    """Write the numbers of lists that do not count from 1 before the words of their items."""
    opened: list[tuple[Token, list[int]]] = []
    for at, token in enumerate(tokens):
        if token.type == "ordered_list_open":
            opened.append((token, []))
        elif token.type == "list_item_open" and opened and token.level == opened[-1][0].level + 1:
            opened[-1][1].append(at)
        elif token.type == "ordered_list_close":
            begun, items = opened.pop()
            if _counts([int(tokens[item].info) for item in items]):
                continue
            for item in items:
                _write_number(tokens, item)
            if len(items) == 1:
                close = next(
                    one for one in tokens[items[0] :]
                    if one.type == "list_item_close" and one.level == begun.level + 1
                )  # fmt: skip
                for one in (begun, token, tokens[items[0]], close):
                    one.tag, one.attrs = "div", {}


def _counts(numbers: Sequence[int]) -> bool:
    """Tell whether the numbers of a list count from 0 or 1, or are all alike."""
    first = numbers[0]
    counted = all(number == first + at for at, number in enumerate(numbers))
    return first in _FIRST and (counted or all(number == first for number in numbers))


def _write_number(tokens: Sequence[Token], item: int) -> None:
    """Write the number of an item before its first words."""
    number = f"{tokens[item].info}{tokens[item].markup} "
    for one in tokens[item:]:
        if one.type == "inline":
            one.children = [Token("text", "", 0, content=number), *(one.children or ())]
            return
        if one.type == "list_item_close":
            return
