"""The books of the tiny edition before they are bound: data for the press, files of the EPUB."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from books import Opened
from test_golden import as_seen, compare

from lesart.model import Edition
from lesart.tasks.edition import Settings, load_edition
from lesart.write.epub.book import Imprint, write_epub
from lesart.write.pdf.book import book
from lesart.write.pdf.layouts import LAYOUTS

DATE = "2026-11-22"
ADDRESS = "https://edition.example/"
MADE = Imprint(datetime(2026, 11, 22, tzinfo=UTC), ADDRESS)
SIGHTS = ["private", "missing", "public"]


def seen_by(mini: Settings, sight: str) -> Edition:
    """Give the tiny edition at its address, as one audience sees it."""
    return replace(load_edition(as_seen(mini, sight)), address=ADDRESS)


def leaves(data: Any, path: str = "") -> Iterator[str]:
    """Give each value within data on a line, behind its path."""
    if isinstance(data, dict):
        for name, one in data.items():
            yield from leaves(one, f"{path}.{name}")
    elif isinstance(data, list) and data:
        for number, one in enumerate(data):
            yield from leaves(one, f"{path}[{number}]")
    else:
        yield f"{path[1:]} = {json.dumps(data, ensure_ascii=False)}\n"


@pytest.mark.parametrize("sight", SIGHTS)
def test_data_of_the_book(mini: Settings, sight: str, accept: bool) -> None:
    edition = seen_by(mini, sight)
    data = book(edition, edition.texts, "parallel", DATE)
    compare(f"book-{sight}.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n", accept)


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout != "parallel"])
def test_data_of_the_book_in_other_layouts(mini: Settings, layout: str, accept: bool) -> None:
    """Compare what the data of a layout have otherwise than those of parallel columns, or more."""
    edition = seen_by(mini, "private")
    known = {*leaves(book(edition, edition.texts, "parallel", DATE))}
    found = [one for one in leaves(book(edition, edition.texts, layout, DATE)) if one not in known]
    compare(f"book-{layout}.txt", "".join(found), accept)


@pytest.mark.parametrize("sight", SIGHTS)
def test_files_of_the_epub(mini: Settings, sight: str, accept: bool) -> None:
    files = Opened(write_epub(seen_by(mini, sight), MADE)).files
    shown = {name: data for name, data in files.items() if name.endswith((".xhtml", ".opf", "xml"))}
    parts = [f"== {name}\n{_in_lines(data.decode())}" for name, data in shown.items()]
    names = "".join(f"{name}\n" for name in files if name not in shown)
    compare(f"epub-{sight}.txt", "".join([*parts, "== further files\n", names]), accept)


def _in_lines(written: str) -> str:
    """Begin a line where a block begins, and change nothing else; a document has no line ends."""
    blocks = "aside body div dl h1 h2 h3 head header item itemref li manifest meta metadata nav ol "
    blocks += "p section spine ul dc: reference"
    for name in blocks.split():
        for end in (" ", ">") if name != "dc:" else ("",):
            written = written.replace(f"<{name}{end}", f"\n<{name}{end}")
    return written
