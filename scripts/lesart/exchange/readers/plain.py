"""Read plain text, whatever way its lines make paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from lesart.core.findings import Finding
from lesart.exchange.readers.furniture import NUMBERS, find_furniture
from lesart.exchange.readers.layout import Layout, cut, layout_of
from lesart.exchange.readers.line_ends import LINE_END, join_line_ends
from lesart.exchange.readers.omissions import Omission
from lesart.exchange.readers.places import place
from lesart.exchange.readers.roles import Block
from lesart.exchange.readers.verse import flush, is_stanza, read_stanzas
from lesart.source.normalize import split_lines
from lesart.source.raw_text import Codes, decode_raw

CODES = Codes("A002", "A001", "A001")
_FILLED = "where lines are filled up to a width, part paragraphs by empty lines"
_TOLD: Mapping[Layout, tuple[str, str]] = {
    "lines": ("each line is read as a paragraph: {}", _FILLED),
    "indented": ("lines that are set in begin paragraphs: {}", _FILLED),
    "short": ("lines that end early end paragraphs: {}", _FILLED),
    "verse": (
        "{} paragraphs are read as stanzas of verse, a line a segment",
        "where it is prose, let each paragraph be one line",
    ),
}
_PAGE_NUMBER = re.compile(r"\W*\d{1,4}\W*")
_ENDS_WITHIN = re.compile(r"[\w,;–-]\Z")


def read_plain(data: bytes, path: str) -> Iterator[Block | str | Finding | Omission]:
    """
    Read plain text in UTF-8 or UTF-16 with a byte-order mark.

    Empty lines part paragraphs; where lines make them in another way, a warning says which. What
    is evidently verse keeps its lines. Words that hyphens divide at line ends are joined. Form
    feeds part pages, whose numbers and running heads are left out.
    """
    numbered, omitted = _without_furniture(decode_raw(data, path, CODES))
    blocks = [
        [line for _, line in group]
        for full, group in groupby(numbered, lambda one: bool(one[1].strip()))
        if full
    ]
    layout = layout_of(blocks)
    yield from omitted
    if layout == "verse":
        yield _told(layout, sum(len(block) > 1 for block in blocks), path)
        yield from read_stanzas(blocks)
        return
    made = list(_prose(blocks, layout))
    verses = sum(block.role == "verse" for block in made)
    if verses:
        yield _told("verse", verses, path)
    if layout != "wrapped":
        yield _told(layout, len(made) - verses, path)
    joined, told = join_line_ends(made, place(path))
    yield from joined
    yield from told


def _prose(blocks: Sequence[Sequence[str]], layout: Layout) -> Iterator[Block]:
    """Read the paragraphs of prose, and the stanzas that are set in among them."""
    usual = max((len(line.rstrip()) for block in blocks for line in block), default=0)
    set_in = [layout == "wrapped" and is_stanza(block, usual) for block in blocks]
    among = 2 * sum(set_in) <= len(blocks)
    for block, stanza in zip(blocks, set_in, strict=True):
        if stanza and among:
            yield from (one for one in read_stanzas([flush(block)]) if isinstance(one, Block))
            continue
        for lines in cut([block], layout):
            yield Block(LINE_END.join(line.strip() for line in lines))


def _told(layout: Layout, count: int, path: str) -> Finding:
    message, hint = _TOLD[layout]
    return Finding(place(path), "A012", message.format(count), (), hint, "warning")


def _without_furniture(text: str) -> tuple[list[tuple[int, str]], list[Omission]]:
    """Give the lines of the text with their numbers, and what was furniture of pages."""
    pages: list[list[str]] = []
    begins: list[int] = []
    count = 0
    for page in text.split("\f"):
        lines = split_lines(page) or [""]
        begins.append(count + 1)
        pages.append(lines)
        count += len(lines)
    gone = {(one.page, one.line): one.kind for one in find_furniture(pages)}
    kept: list[tuple[int, str]] = []
    omitted: list[Omission] = []
    for number, lines in enumerate(pages):
        for at, line in enumerate(lines):
            if kind := gone.get((number, at)):
                omitted.append(Omission(kind, line, begins[number] + at))
                kept.append((0, ""))
            else:
                kept.append((begins[number] + at, line))
    bare, numbers = _without_numbers(kept)
    return bare, [*omitted, *numbers]


def _without_numbers(
    lines: Sequence[tuple[int, str]],
) -> tuple[list[tuple[int, str]], list[Omission]]:
    """
    Take out what tears a sentence apart: the gap of furniture, and numbers alone on a line.

    A number between empty lines that tears nothing may be one of a chapter, and stays.
    """
    kept: list[tuple[int, str]] = []
    omitted: list[Omission] = []
    full = [at for at, (_, line) in enumerate(lines) if line.strip()]
    at = 0
    for number, here in enumerate(full):
        line = lines[here][1]
        after = full[number + 1] if number + 1 < len(full) else None
        torn = bool(kept) and after is not None and _is_torn(kept, lines[after][1])
        if torn and _PAGE_NUMBER.fullmatch(line):
            omitted.append(Omission(NUMBERS, line, lines[here][0]))
            at = here + 1
            continue
        gap = list(lines[at:here])
        furniture = any(not place_ for place_, _ in gap) or (
            omitted and omitted[-1].line > _last_line(kept)
        )
        if not (furniture and kept and _is_torn(kept, line)):
            kept += [(one, "") for one, _ in gap if one]
        kept.append(lines[here])
        at = here + 1
    return kept, omitted


def _last_line(kept: Sequence[tuple[int, str]]) -> int:
    return next((number for number, line in reversed(kept) if line.strip()), 0)


def _is_torn(kept: Sequence[tuple[int, str]], after: str) -> bool:
    """Tell whether a sentence goes on from the last line that is kept to *after*."""
    before = next((line for _, line in reversed(kept) if line.strip()), "").rstrip()
    return bool(_ENDS_WITHIN.search(before)) and after.lstrip()[:1].islower()
