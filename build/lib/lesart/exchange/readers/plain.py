"""Read plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from lesart.core.findings import EditionError, Finding
from lesart.exchange.readers.pages import read_html
from lesart.exchange.readers.places import broken, place
from lesart.exchange.readers.roles import Block
from lesart.exchange.readers.verse import is_verse, read_stanzas
from lesart.source.normalize import split_lines

_DEEPEST = 60


def read_plain(data: bytes, path: str) -> Iterator[Block | str | Finding]:
    """
    Read plain text in UTF-8 or UTF-16 with a byte-order mark; empty lines part paragraphs.

    What is evidently verse keeps its lines, and a warning says so.
    """
    written = re.split(r"\n(?:[^\S\n]*\n)+", "\n".join(split_lines(_decoded(data, path))))
    stanzas = [
        [line for line in paragraph.split("\n") if line.strip()]
        for paragraph in written
        if paragraph.strip()
    ]
    if not is_verse(stanzas):
        yield from written
        return
    count = sum(len(stanza) > 1 for stanza in stanzas)
    message = f"{count} paragraphs are read as stanzas of verse, a line a segment"
    hint = "where it is prose, let each paragraph be one line"
    yield Finding(place(path), "A012", message, (), hint, "warning")
    yield from read_stanzas(stanzas)


def _decoded(data: bytes, path: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            line = data[: error.start].decode("utf-16", "ignore").count("\n") + 1
            raise _not_utf(path, line, "the bytes are not UTF-16, as the first two say") from None
    if b"\0" in data:
        hint = "give plain text, DOCX, EPUB, TEI or HTML"
        raise broken(place(path), "this is no text file", hint)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise _not_utf(path, line, message) from None


def _not_utf(path: str, line: int, message: str) -> EditionError:
    return EditionError(Finding(place(path, line=line), "A002", message, (), "save it as UTF-8"))


def read_markdown(data: bytes, path: str) -> Iterator[Block | Finding]:
    """
    Read Markdown (CommonMark with tables, footnotes and front matter), its marks taken off.

    Raises EditionError where blocks stand more than 60 deep in each other.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.use(footnote_plugin).use(front_matter_plugin)
    parser.add_render_rule("footnote_anchor", lambda *_: "")
    text = "\n".join(split_lines(_decoded(data, path)))
    tokens = parser.parse(text)
    for token in tokens:
        if token.level >= _DEEPEST - 1:
            line = token.map[0] + 1 if token.map else 0
            message = f"blocks stand more than {_DEEPEST} deep in each other"
            raise broken(place(path, line=line), message, "take some of the marks away")
    page = parser.renderer.render(tokens, parser.options, {})
    yield from read_html(page.encode(), path)
