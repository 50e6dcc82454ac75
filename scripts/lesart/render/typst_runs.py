"""
Cut words into runs: stretches that are set alike and lead to the same place.

A run is what the template reads: `t` are its words, shown as they are and never parsed. `to` is a
place in the book and `url` an address that they link with; `term` says that they stand for a term
of the glossary, `ix` under what this place stands in the index, `em` that they are stressed, `zh`
that they are Chinese, `ed` that they are emended, with the entry of the apparatus. A run with `fn`
calls a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lesart.diagnostics import Location
from lesart.model import Occurrence, Segment
from lesart.prose import CHINESE, Chinese, Citation, Emphasis, Piece, parse_paragraphs, parse_pieces
from lesart.references import emendation_id
from lesart.render.html_make import visible
from lesart.render.typst_scope import Run, Scope

# What stands before a key of the index where its place is a note.
NOTED = "n|"


@dataclass(frozen=True, slots=True)
class Call:
    """Place the call of a note behind the character `at`."""

    at: int
    note: str


def prose(words: str, scope: Scope, where: Location) -> list[list[Run]]:
    """Make runs of each paragraph of prose. Raises EditionError for a link that leads nowhere."""
    return [_pieces(pieces, scope, where) for pieces in parse_paragraphs(words)]


def line(words: str, scope: Scope, where: Location) -> list[Run]:
    """Make runs of one paragraph of prose."""
    return _pieces(parse_pieces(words), scope, where)


def text_run(words: str) -> Run:
    """Make a run of plain words."""
    return {"t": visible(words)}


def chinese_apart(words: str) -> list[Run]:
    """Make runs of words that hold no markup, Chinese ones apart."""
    parts = re.split(f"([{CHINESE}]+)", words)
    return [
        {**text_run(part), **({"zh": True} if number % 2 else {})}
        for number, part in enumerate(parts)
        if part
    ]


def _pieces(pieces: Iterable[Piece], scope: Scope, where: Location) -> list[Run]:
    runs: list[Run] = []
    for piece in pieces:
        if isinstance(piece, str):
            runs.append(text_run(piece))
        elif isinstance(piece, Chinese):
            runs.append({"t": piece.words, "zh": True})
        elif isinstance(piece, Citation):
            runs += citation(piece.works, scope)
        elif isinstance(piece, Emphasis):
            runs += [{**run, "em": True} for run in _pieces(piece.within, scope, where)]
        else:
            target = scope.link(piece.target, where)
            runs += [{**run, **target} for run in _pieces(piece.within, scope, where)]
    return runs


def citation(works: Iterable[tuple[str, str]], scope: Scope) -> list[Run]:
    """Make runs of works cited together, each by key and locator, linked with the bibliography."""
    runs: list[Run] = []
    for key, locator in works:
        names = [scope.name_key(name) for name in scope.works.names.get(key, ())]
        label = [{**run, **scope.work(key)} for run in scope.works.labels.get(key, [{"t": key}])]
        label[0] |= {"ix": names} if names else {}
        runs += [{"t": "; " if runs else "("}, *label]
        runs += [text_run(f", {locator}")] if locator else []
    return [*runs, {"t": ")"}]


def sentence(
    segment: Segment,
    places: Sequence[Occurrence],
    names: Sequence[Occurrence],
    calls: Sequence[Call],
    scope: Scope,
    text_id: str,
    seen: set[str],
) -> list[Run]:
    """Make runs of a sentence of the original; its emended words link with the apparatus."""
    words = segment.text or ""
    marks = [
        (mark.start, mark.end, scope.label(text_id, emendation_id(segment.id, number)))
        for number, mark in enumerate(segment.marks, 1)
    ]
    return _cut(words, places, names, marks, calls, scope, seen)


def unit(
    words: str,
    places: Sequence[Occurrence],
    names: Sequence[Occurrence],
    calls: Sequence[Call],
    scope: Scope,
    seen: set[str],
) -> list[Run]:
    """Make runs of a translation unit."""
    return _cut(words, places, names, [], calls, scope, seen)


def _cut(
    words: str,
    places: Sequence[Occurrence],
    names: Sequence[Occurrence],
    marks: Sequence[tuple[int, int, str]],
    calls: Sequence[Call],
    scope: Scope,
    seen: set[str],
) -> list[Run]:
    linked = [one for one in places if one.term in scope.terms]
    if not (linked or names or marks or calls):
        return [text_run(words)] if words else []
    cuts = {0, len(words), *(call.at for call in calls)}
    cuts.update(end for one in linked for end in (one.start, one.end))
    cuts.update(end for start, end, _ in marks for end in (start, end))
    keys = _name_keys(names, [*((o.start, o.end) for o in linked), *(m[:2] for m in marks)], scope)
    cuts.update(keys)
    ordered = sorted(cut for cut in cuts if 0 <= cut <= len(words))
    first: dict[str, Occurrence] = {}
    for one in linked:
        if one.term not in seen:
            first.setdefault(one.term, one)
    seen.update(first)
    runs: list[Run] = []
    for start, end in zip(ordered, [*ordered[1:], len(words)], strict=True):
        runs += _calls(calls, start)
        runs += [
            {"t": "", "ed": entry} for at, to, entry in marks if at == to == start
        ]  # words left out leave a mark all the same
        if start == end:
            continue
        run = text_run(words[start:end])
        for one in linked:
            if one.start <= start and end <= one.end:
                run["term"] = f"glossary:{one.term}"
                if one.start == start:
                    run["ix"] = [run["term"]]
                if first.get(one.term) == one:
                    run["to"] = run["term"]
        for at, to, entry in marks:
            if at <= start and end <= to:
                run["ed"] = entry
        if start in keys:
            run["ix"] = [*run.get("ix", ()), *keys[start]]
        runs.append(run)
    return runs


def _name_keys(
    names: Iterable[Occurrence], whole: Iterable[tuple[int, int]], scope: Scope
) -> dict[int, list[str]]:
    """Tell at which characters the index counts names; what is *whole* is not cut for one."""
    spans = list(whole)
    keys: dict[int, list[str]] = {}
    for one in names:
        at = min([one.start, *(a for a, z in spans if a < one.start < z)])
        keys.setdefault(at, []).append(scope.name_key(one.term))
    return keys


def in_note(runs: Iterable[Run]) -> list[Run]:
    """Let the index count what stands in a note as standing in a note."""
    return [
        {**run, "ix": [f"{NOTED}{key}" for key in run["ix"]]} if "ix" in run else run
        for run in runs
    ]


def _calls(calls: Sequence[Call], at: int) -> list[Run]:
    return [{"fn": call.note} for call in calls if call.at == at]


def place_call(quoted: str, words: str) -> int:
    """Find the character behind the words that a note quotes, or behind all where they are not."""
    found = words.find(quoted) if quoted else -1
    return found + len(quoted) if found >= 0 else len(words)
