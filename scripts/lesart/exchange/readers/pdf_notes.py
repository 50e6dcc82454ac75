"""Find the footnotes of a PDF: small type at the foot of a page, with the mark that calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from lesart.exchange.readers.line_ends import LINE_END
from lesart.exchange.readers.omissions import Omission
from lesart.exchange.readers.pdf_boxes import CALL, Line, Word, body_height
from lesart.exchange.readers.roles import Block

_SMALL = 0.93
"""The height of a footnote's type against that of the text, at the most."""
_LOWER = 0.4
"""The part of a page, from its head, above which no footnote begins."""
_MARK = re.compile(r"(?:(\d{1,3})|([*†‡]{1,3}))[.)]?(?=$|[^\d.,)])")
_END = re.compile(r"[.!?…][\"'“”’‘»«)\]›‹]*\Z")
_SIGNS = "[]().,;:!?…\"'“”„’‘»«"
MARKS = "marks of footnotes"


@dataclass(slots=True)
class Notes:
    """Hold the footnotes of a file: their blocks, and the marks that were taken off."""

    blocks: list[Block] = field(default_factory=list)
    omitted: list[Omission] = field(default_factory=list)


def take_notes(lines: Sequence[Line]) -> tuple[list[Line], Notes]:
    """Part the running text from footnotes; where a note is called, the line says so by `CALL`."""
    usual = body_height(lines)
    running: list[Line] = []
    notes = Notes()
    last = ""
    for page, group in groupby(lines, lambda line: line.page):
        own = list(group)
        at = _first_note(own, usual, bool(last))
        body = _without(own, at)
        if not last and not _is_called(body, at):
            at, body = [], own
        marks = list(_read(at, page, last, notes))
        ended = not notes.blocks or _END.search(notes.blocks[-1].words)
        last = "" if ended else notes.blocks[-1].key
        running += _with_calls(body, page, marks, notes)
    return running, notes


def _first_note(lines: Sequence[Line], usual: float, goes_on: bool) -> list[Line]:
    """Give the lines of the notes of a page: small type below all of the text, from a mark on."""
    body = [line for line in lines if line.height > _SMALL * usual]
    if not body or len(body) == len(lines):
        return []
    small = [line for line in lines if line.height <= _SMALL * usual]
    below = [
        line
        for line in small
        if line.top >= _LOWER * line.depth
        and not any(
            one.bottom - usual / 2 > line.top and one.left < line.right and line.left < one.right
            for one in body
        )
    ]
    if goes_on:
        return below
    marked = (n for n, line in enumerate(below) if _MARK.match(line.text))
    first = next(marked, None)
    return [] if first is None else below[first:]


def _without(lines: Sequence[Line], taken: Sequence[Line]) -> list[Line]:
    gone = {id(line) for line in taken}
    return [line for line in lines if id(line) not in gone]


def _is_called(body: Sequence[Line], below: Sequence[Line]) -> bool:
    """Tell whether the text of a page calls what may be its first note."""
    found = _MARK.match(below[0].text) if below else None
    mark = [found[1] or found[2]] if found else []
    return any(_call(word, line, mark) for line in body for word in line.words)


def _read(lines: Sequence[Line], page: int, last: str, notes: Notes) -> Iterator[str]:
    """Read the notes of a page, and give their marks; what has none goes on with the last one."""
    key, words = last, list[str]()
    left = min((line.left for line in lines), default=0.0)
    expected = 0
    for line in lines:
        found = _MARK.match(line.text)
        number = int(found[1]) if found and found[1] else 0
        new = found is not None and (not number or not expected or number == expected)
        if found and (new or not key) and (line.left - left < 3 * line.height):
            _close(key, words, notes)
            mark = found[1] or found[2]
            expected = number + 1 if number else 0
            key, words = f"{page}-{mark}", [line.text[found.end() :].strip()]
            notes.omitted.append(Omission(MARKS, found[0], page=page))
            yield mark
        else:
            words.append(line.text)
    _close(key, words, notes)


def _close(key: str, words: list[str], notes: Notes) -> None:
    if key and any(words):
        notes.blocks.append(Block(LINE_END.join(one for one in words if one), "note", key=key))


def _with_calls(
    lines: Sequence[Line], page: int, marks: Sequence[str], notes: Notes
) -> Iterator[Line]:
    """Find the word behind which each note is called; the mark goes."""
    left = list(marks)
    for line in lines:
        words: list[Word] = []
        for word in line.words:
            found = _call(word, line, left)
            if found is None:
                words.append(word)
                continue
            mark, text = found
            left = left[left.index(mark) + 1 :]
            notes.omitted.append(Omission(MARKS, mark, page=page))
            words.append(replace(word, text=text.replace(CALL, f"{CALL}{page}-{mark}{CALL}")))
        yield replace(line, words=tuple(words))


def _call(word: Word, line: Line, marks: Sequence[str]) -> tuple[str, str] | None:
    """Tell which note a word calls, and give the word with `CALL` in place of the mark."""
    if not marks or not word.text.rstrip(_SIGNS).endswith(marks[0]):
        return None
    mark = marks[0]
    before, after = word.text.rsplit(mark, 1)
    bare = before.rstrip(_SIGNS)
    if bare[-1:].isalpha():
        return mark, f"{before}{CALL}{after}"
    if not bare and word.height < _SMALL * line.height:
        return mark, f"{before}{CALL}{after}"
    return None


def calls_in(words: str) -> tuple[str, list[tuple[int, str]]]:
    """Take the calls out of words: give the words, and the place and key of each call."""
    parts = words.split(CALL)
    found: list[tuple[int, str]] = []
    length = 0
    for at, part in enumerate(parts):
        if at % 2:
            found.append((length, part))
        else:
            length += len(part)
    return "".join(parts[::2]), found
