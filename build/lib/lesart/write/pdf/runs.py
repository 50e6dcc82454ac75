"""Make the runs of a printed book: words that are set alike and lead to the same place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lesart.core.elements import visible
from lesart.core.findings import Location
from lesart.core.prose import (
    CHINESE,
    Chinese,
    Citation,
    Emphasis,
    Piece,
    parse_paragraphs,
    parse_pieces,
)
from lesart.view.runs import Run as Cut
from lesart.view.runs import pieces
from lesart.write.pdf.data import Run
from lesart.write.pdf.scope import Scope

# What stands before a key of the index where its place is a note.
NOTED = "n|"


def prose(words: str, scope: Scope, where: Location) -> list[list[Run]]:
    """Make runs of each paragraph of prose. Raises EditionError for a link that leads nowhere."""
    return [_pieces(pieces, scope, where) for pieces in parse_paragraphs(words)]


def line(words: str, scope: Scope, where: Location) -> list[Run]:
    """Make runs of one paragraph of prose."""
    return _pieces(parse_pieces(words), scope, where)


def text_run(words: str) -> Run:
    """Make a run of plain words."""
    return {"t": visible(words)}


def linked_run(words: str, link: Run) -> Run:
    """Make a run of words that lead where *link* leads."""
    return {"t": words, **link}


def chinese_apart(words: str) -> list[Run]:
    """Make runs of words that hold no markup, Chinese ones apart."""
    parts = re.split(f"([{CHINESE}]+)", words)
    return [
        {"t": visible(part), "zh": True} if number % 2 else text_run(part)
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
        link = scope.work(key)
        label: list[Run] = [{**run, **link} for run in scope.works.labels.get(key, [{"t": key}])]
        if names:
            label[0]["ix"] = names
        runs += [text_run("; " if runs else "("), *label]
        runs += [text_run(f", {locator}")] if locator else []
    return [*runs, {"t": ")"}]


def set_run(one: Cut, scope: Scope, entry: str = "") -> Run:
    """Make a run of the words of a text; *entry* is that of the apparatus where it is emended."""
    if one.note:
        return {"fn": one.note.id}
    run = text_run(one.words)
    if one.styles:
        run["st"] = [{"t": visible(p.words), "k": [*p.styles]} for p in pieces(one) if p.words]
    keys = [scope.name_key(name) for name in one.names]
    if one.term:
        run["term"] = f"glossary:{one.term}"
        keys.insert(0, run["term"])
    if keys:
        run["ix"] = keys
    if one.first:
        run["to"] = run["term"]
    if entry:
        run["ed"] = entry
    return run


def in_note(runs: Iterable[Run]) -> list[Run]:
    """Let the index count what stands in a note as standing in a note."""
    return [
        {**run, "ix": [f"{NOTED}{key}" for key in run["ix"]]} if "ix" in run else run
        for run in runs
    ]
