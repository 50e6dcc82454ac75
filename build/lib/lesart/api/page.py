"""Write the page on the programming interface from its docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

from lesart.api import editions, words

_HEAD = """\
---
title: For programs
description: The functions and tables that a program of one’s own uses.
---

# For programs

`import lesart` gives functions and tables, typed and documented; each is loaded when first used.
What is wrong with an edition is raised as `EditionError`: its `findings` say where, and what to do.
The examples run in the folder of an edition.

## Functions
"""
_TABLES = """
## Tables

A new one of a kind is a row, which a program can add before it calls the functions above.

"""
_ROWS = {
    "FORMATS": (
        "a format of files: what is made of a text or of the edition, and what is taken in",
        "names that `lesart export` takes",
    ),
    "READERS": ("what reads the paragraphs of a file", "endings of file names"),
    "CHECKS": (
        "a check and its severity; its docstring is the message",
        "codes of findings",
    ),
    "ENGINES": ("a service that translates", "names that `lesart draft --engine` takes"),
    "STYLES": ("a style of citing", "names that `lesart cite --style` takes"),
    "LAYOUTS": ("a layout of the printed book", "names that `lesart pdf --layout` takes"),
    "NOTE_KINDS": ("a kind of notes", "words that stand after `kind:` in `notes.md`"),
    "LANGUAGES": ("what has to be known of a language", "tags of BCP 47"),
}
_ROOM = re.compile(r"\b[a-z]+\.(?=[A-Z])")
_FUNCTIONS: tuple[Callable[..., Any], ...] = (
    editions.load,
    editions.check,
    editions.resolve,
    editions.cite,
    editions.write,
    editions.build,
    words.read,
    words.split,
    words.align,
)


def api_page() -> str:
    """Give the page in Markdown."""
    return _HEAD + "".join(map(_section, _FUNCTIONS)) + _TABLES + _table()


def _table() -> str:
    rows = [("table", "what a row is", "its keys"), ("---", "---", "---")]
    rows += [(f"`{name}`", *said) for name, said in _ROWS.items()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _section(function: Callable[..., Any]) -> str:
    said = inspect.getdoc(function) or ""
    parts = "\n\n".join(_blocks(said))
    return f"\n### `{function.__name__}`\n\n```python\n{_signature(function)}\n```\n\n{parts}\n"


def _signature(function: Callable[..., Any]) -> str:
    """Write what a function takes, a line each, without the names of our rooms."""
    made = inspect.signature(function)
    lines = [f"    {_parameter(one)}," for one in made.parameters.values()]
    stars = [n for n, one in enumerate(made.parameters.values()) if one.kind == one.KEYWORD_ONLY]
    if stars:
        lines.insert(stars[0], "    *,")
    head = f"lesart.{function.__name__}("
    return head + _ROOM.sub("", "\n".join(["", *lines, f") -> {made.return_annotation}"]))


def _parameter(one: inspect.Parameter) -> str:
    default = "" if one.default is one.empty else f" = {one.default!r}"
    return f"{one.name}: {one.annotation}{default}"


def _blocks(said: str) -> Iterator[str]:
    """Give the paragraphs of a docstring, its examples fenced."""
    for paragraph in said.split("\n\n"):
        if paragraph.startswith(">>>"):
            yield f"```pycon\n{paragraph}\n```"
        else:
            yield re.sub(r"(?<![*\w])\*(\w+)\*", r"`\1`", " ".join(paragraph.split()))
