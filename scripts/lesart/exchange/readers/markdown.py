"""Read Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from lesart.core.findings import Finding
from lesart.exchange.readers.pages import read_html
from lesart.exchange.readers.places import broken, place
from lesart.exchange.readers.plain import CODES
from lesart.exchange.readers.roles import Block
from lesart.source.normalize import split_lines
from lesart.source.raw_text import decode_raw

_DEEPEST = 60


def read_markdown(data: bytes, path: str) -> Iterator[Block | Finding]:
    """
    Read Markdown (CommonMark with tables, footnotes and front matter), its marks taken off.

    Raises EditionError where blocks stand more than 60 deep in each other.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.use(footnote_plugin).use(front_matter_plugin)
    parser.add_render_rule("footnote_anchor", lambda *_: "")
    text = "\n".join(split_lines(decode_raw(data, path, CODES)))
    tokens = parser.parse(text)
    for token in tokens:
        if token.level >= _DEEPEST - 1:
            line = token.map[0] + 1 if token.map else 0
            message = f"blocks stand more than {_DEEPEST} deep in each other"
            raise broken(place(path, line=line), message, "take some of the marks away")
    page = parser.renderer.render(tokens, parser.options, {})
    yield from read_html(page.encode(), path)
