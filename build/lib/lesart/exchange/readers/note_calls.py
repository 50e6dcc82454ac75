"""Bring the author's notes of a file and the places that call them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lesart.exchange.readers.roles import Block, fold
from lesart.model import AuthorCall, Style


def with_notes(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """
    Give the running text and then its notes, in the order of their calls, and say what became.

    Notes are numbered `fn1`, `fn2` …; a note of several paragraphs is one block. A call of a note
    that is not there is taken out, and counted.
    """
    running = [block for block in blocks if block.role != "note"]
    notes: dict[str, Block] = {}
    for block in blocks:
        if block.role == "note":
            key = block.key
            notes[key] = _joined(notes[key], block) if key in notes else block
    order = dict.fromkeys(call.note for block in running for call in block.calls)
    keys = [*(key for key in order if key in notes), *(key for key in notes if key not in order)]
    ids = {key: f"fn{number}" for number, key in enumerate(keys, 1)}
    missing = sum(key not in notes for key in order)
    said = [
        f"{len(keys)} footnotes kept as notes" if len(keys) > 1 else "1 footnote kept as a note"
    ]
    said = said if keys else []
    if missing:
        said.append(f"{missing} calls of notes that the file does not hold left out")
    made = [_called(block, ids) for block in running]
    made += [_called(replace(notes[key], key=ids[key]), ids) for key in keys]
    return made, ", ".join(said)


def _called(block: Block, ids: dict[str, str]) -> Block:
    calls = tuple(AuthorCall(c.at, ids[c.note]) for c in block.calls if c.note in ids)
    return replace(block, calls=calls)


def _joined(one: Block, more: Block) -> Block:
    at = len(one.words) + 1
    styles = (Style(s.start + at, s.end + at, s.kind) for s in more.styles)
    return fold(replace(one, words=f"{one.words} {more.words}", styles=(*one.styles, *styles)))
