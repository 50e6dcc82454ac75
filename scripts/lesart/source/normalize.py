"""Apply a recipe: raw lines → paragraphs of the reading text, every emendation marked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lesart.core.findings import EditionError, Finding, Location
from lesart.model import Block, Emendation, Join, Mark, Paragraph, Recipe, VerseLine

_BLANKS = " \t\u00a0"
_HYPHENS = "-\u00ad\u2010\u2e17\u00ac"
"""Signs that divide words at line ends, those of old prints among them."""
_SOFT_HYPHEN = "\u00ad"
_LIKE_HYPHENS = "=\u2013"
"""These do as well, but only where the recipe says so of a line."""


def split_lines(text: str) -> list[str]:
    r"""
    Cut the text of a witness into raw lines, trailing blanks kept.

    LF, CRLF and CR end a line, and so does a form feed; nothing else does. A last empty line is
    not counted.

    >>> split_lines("Ein \r\nWort\n")
    ['Ein ', 'Wort']
    """
    lines = re.split(r"\r\n|\n|\r|\f", text)
    return lines[:-1] if lines[-1] == "" else lines


@dataclass(frozen=True, slots=True)
class _Traced:
    """Carry a paragraph's text with the raw line of each of its characters."""

    text: str
    lines: tuple[int, ...]


def apply_recipe(recipe: Recipe, lines: Sequence[str], path: str) -> tuple[Paragraph, ...]:
    """
    Read the paragraphs of *lines*, the raw lines of a witness, in the order of *recipe*.

    A run of blanks counts as one, blanks at the ends of a line and soft hyphens as none. Raises
    EditionError when a raw line is in no block, a block holds an empty line or passes the end, a
    label does not stand where it should, or the reading of an emendation not on its line.
    """
    findings = list(_account(recipe, lines, path))
    if findings:
        raise EditionError(findings)
    parts: dict[str, list[Block]] = {}
    for block in recipe.blocks:
        if block.role != "omit":
            parts.setdefault(block.id, []).append(block)
    traced = {id_: _trace(blocks, recipe, lines, path) for id_, blocks in parts.items()}
    steps = indents(recipe.blocks, lines)
    return tuple(_emend_all(recipe, parts, traced, steps, path))


def _account(recipe: Recipe, lines: Sequence[str], path: str) -> Iterator[Finding]:
    owner: dict[int, Block] = {}
    for block in recipe.blocks:
        where = Location(path, block.line)
        if block.last > len(lines):
            message = f"the witness has {len(lines)} raw lines, the block goes to {block.last}"
            yield Finding(where, "R111", message)
        for number in range(block.first, min(block.last, len(lines)) + 1):
            if not number:
                continue
            owner[number] = block
            if block.role != "omit" and not lines[number - 1].strip():
                yield Finding(
                    where,
                    "R112",
                    f"raw line {number} in the block is empty",
                    hint="a paragraph does not cross an empty line: use two blocks and “continues”",
                )
    for first, last in _unowned(lines, owner):
        one = first == last
        said = f"raw line {first} is" if one else f"raw lines {first}-{last} are"
        what = "it" if one else "them"
        hint = f"use {what} in a block, or omit {what} with a reason"
        yield Finding(Location(path), "R113", f"{said} in no block", hint=hint)


def _unowned(lines: Sequence[str], owner: Mapping[int, Block]) -> Iterator[tuple[int, int]]:
    """Give the runs of lines that hold words and are in no block; empty lines part none."""
    first = last = 0
    for number, line in enumerate(lines, 1):
        if number in owner:
            if first:
                yield first, last
            first = 0
        elif line.strip():
            first, last = first or number, number
    if first:
        yield first, last


def _trace(blocks: Sequence[Block], recipe: Recipe, lines: Sequence[str], path: str) -> _Traced:
    decided: dict[int, Join] = {exception.line: exception.join for exception in recipe.exceptions}
    text: list[str] = []
    origin: list[int] = []
    join: Join = "join"
    for block in blocks:
        for number in range(block.first, block.last + 1):
            if not number:
                continue
            raw = lines[number - 1]
            words = re.sub(rf"[{_BLANKS}]+", " ", raw.replace(_SOFT_HYPHEN, "")).strip(" ")
            if block.label and number == block.first:
                words = _without_label(words, block, path)
            if block.role == "verse" and text:
                join = "space"
            if join in ("join", "ck"):
                _open_end(text, origin, join, own=number - 1 in decided)
            glued = (" " if join == "space" else "") + words
            text += glued
            origin += [number] * len(glued)
            join = decided.get(number) or _rule(recipe, raw)
    return _Traced("".join(text), tuple(origin))


def _open_end(text: list[str], origin: list[int], join: Join, *, own: bool) -> None:
    """Take the hyphen off the end of a line; *own* where the recipe decides this very line."""
    if text and text[-1] in _HYPHENS + (_LIKE_HYPHENS if own else ""):
        text.pop()
        origin.pop()
    if join == "ck" and text and text[-1] in "kK":
        text[-1] = "c" if text[-1] == "k" else "C"


def _rule(recipe: Recipe, raw: str) -> Join:
    if recipe.rule == "trailing-blank":
        return "space" if raw.endswith(tuple(_BLANKS)) else "join"
    if recipe.rule == "hyphen":
        return "join" if raw.rstrip(_BLANKS).endswith(tuple(_HYPHENS)) else "space"
    return "space"


def _without_label(words: str, block: Block, path: str) -> str:
    if not words.startswith(block.label):
        raise EditionError(
            Finding(
                Location(path, block.line),
                "R114",
                f"the label “{block.label}” does not stand at the start of raw line {block.first}",
            )
        )
    return words[len(block.label) :].lstrip(_BLANKS)


def _emend_all(
    recipe: Recipe,
    parts: dict[str, list[Block]],
    traced: dict[str, _Traced],
    steps: Mapping[int, int],
    path: str,
) -> Iterator[Paragraph]:
    findings: list[Finding] = []
    for id_, blocks in parts.items():
        inside = [e for e in recipe.emendations if any(b.first <= e.line <= b.last for b in blocks)]
        places: list[tuple[int, Emendation]] = []
        for emendation in inside:
            at = _find(emendation, traced[id_], path)
            if isinstance(at, Finding):
                findings.append(at)
            else:
                places.append((at, emendation))
        text, marks, clashes = _emend(traced[id_].text, sorted(places, key=lambda p: p[0]), path)
        findings += clashes
        first = blocks[0]
        verse = first.role == "verse"
        starts = _verse_lines(traced[id_], places, steps) if verse else ()
        yield Paragraph(id_, first.role, text, first.speaker, marks, first.level, starts)
    if findings:
        raise EditionError(findings)


def indents(blocks: Sequence[Block], lines: Sequence[str]) -> dict[int, int]:
    """
    Tell by how many steps each raw line of verse is set in.

    The widths of blanks that occur before the lines of verse are the steps, the smallest first.
    """
    numbers = [n for b in blocks if b.role == "verse" for n in range(b.first, b.last + 1)]
    raw = {number: lines[number - 1].expandtabs(4) for number in numbers if number}
    widths = {number: len(line) - len(line.lstrip()) for number, line in raw.items()}
    steps = sorted({0, *widths.values()})
    return {number: steps.index(width) for number, width in widths.items()}


def _verse_lines(
    traced: _Traced, places: Sequence[tuple[int, Emendation]], steps: Mapping[int, int]
) -> tuple[VerseLine, ...]:
    """Find where the lines of a stanza begin in its emended text."""
    found: dict[int, int] = {}
    for at, number in enumerate(traced.lines):
        if not traced.text[at].isspace():
            found.setdefault(number, at)
    shifts = [(start + len(e.reading), len(e.emended) - len(e.reading)) for start, e in places]
    return tuple(
        VerseLine(at + sum(by for end, by in shifts if end <= at), steps.get(number, 0))
        for number, at in found.items()
    )


def _find(emendation: Emendation, traced: _Traced, path: str) -> int | Finding:
    starts = [
        match.start()
        for match in re.finditer(f"(?={re.escape(emendation.reading)})", traced.text)
        if traced.lines[match.start()] == emendation.line
    ]
    if len(starts) == 1:
        return starts[0]
    line = "".join(
        c for c, n in zip(traced.text, traced.lines, strict=True) if n == emendation.line
    )
    near = difflib.get_close_matches(emendation.reading, _windows(line, emendation.reading), 1, 0.7)
    elsewhere = traced.text.find(emendation.reading)
    if not starts and elsewhere >= 0:
        near = [f"it stands on raw line {traced.lines[elsewhere]}"]
    else:
        near = [f"nearest: {found.strip()}" for found in near]
    return Finding(
        Location(path, emendation.at),
        "R115",
        f"“{emendation.reading}” stands {len(starts)} times on raw line {emendation.line}",
        tuple(near),
        "take more words into the reading" if starts else "correct the reading or its line",
    )


def _windows(line: str, reading: str) -> list[str]:
    words = line.split(" ")
    size = reading.count(" ") + 1
    spans = (size, size + 1, max(1, size - 1))
    return [" ".join(words[n : n + s]) for s in spans for n in range(len(words) - s + 1)]


def _emend(
    text: str, places: Sequence[tuple[int, Emendation]], path: str
) -> tuple[str, tuple[Mark, ...], list[Finding]]:
    pieces: list[str] = []
    marks: list[Mark] = []
    findings: list[Finding] = []
    done = length = 0
    for start, emendation in places:
        if start < done:
            findings.append(
                Finding(Location(path, emendation.at), "R116", "two emendations overlap")
            )
            continue
        pieces += [text[done:start], emendation.emended]
        length += start - done
        marks.append(Mark(length, length + len(emendation.emended), emendation))
        length += len(emendation.emended)
        done = start + len(emendation.reading)
    return "".join([*pieces, text[done:]]), tuple(marks), findings
