"""Draft a recipe from the lines of a witness: its blocks, and what is hardly its text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lesart.core import references
from lesart.core.records import quoted
from lesart.model import JoinRule, Place
from lesart.source.line_words import HYPHENS
from lesart.source.page_parts import Run, note_marks, runs_of

_LONGEST_TITLE = 120
_STOPS = ".!?…:;,-"
_HEAD = """\
# A draft that `lesart recipe` made of the lines of witness {siglum}; read it beside the file.
# Blocks are runs of lines without an empty one between them; a paragraph that was open where a page
# ended goes on behind it (“continues”).
witness: {siglum}
joins:
  rule: {rule}
blocks:
"""
_OWN_HEAD = """\
# The sentences of the text as it was added are the lines of witness {siglum}, which stays as it is.
# What was transmitted wrongly is emended here; then `lesart ledger TEXT --update`.
witness: {siglum}
joins:
  rule: space
blocks:
"""


def join_rule(lines: Sequence[str]) -> JoinRule:
    """
    Propose how line ends are read: by their blanks, by their hyphens, or as blanks.

    >>> join_rule(["Ein Wort ", "ist ein Wort ", "und kein Laut."]), join_rule(["Wör-", "ter"])
    ('trailing-blank', 'hyphen')
    """
    inner = [line for line, after in pairwise(lines) if line and after.strip()]
    if inner and sum(line.endswith(" ") for line in inner) * 2 > len(inner):
        return "trailing-blank"
    return "hyphen" if any(line.rstrip().endswith(HYPHENS) for line in inner) else "space"


def draft_recipe(lines: Sequence[str], siglum: str) -> str:
    """
    Write the draft of a recipe for a witness.

    The first run is the title where it is one short line without a stop; every other one is a
    paragraph with the next number, goes on with the one before the page ended, or is omitted with
    the reason. The marks of footnotes that are omitted are emended away.
    """
    runs = runs_of(lines)
    written = [_HEAD.format(siglum=siglum, rule=join_rule(lines))]
    number = 0
    titled = False
    before: Run | None = None
    for run, last in zip(runs, [None, *runs], strict=False):
        words = lines[run.first - 1].strip()
        short = run.first == run.last and len(words) <= _LONGEST_TITLE
        if run.omitted:
            written.append(f"  - {{lines: {run.lines}, role: omit, reason: {run.omitted}}}\n")
            continue
        if not titled and not number and short and words[-1] not in _STOPS:
            titled = True
            written.append(f"  - {{lines: {run.lines}, role: title}}\n")
            continue
        goes_on = bool(before and last and last.omitted and _is_open(lines[before.last - 1]))
        number += not goes_on
        more = ", continues: true" if goes_on else ""
        written.append(f'  - {{lines: {run.lines}, role: paragraph, id: "{number}"{more}}}\n')
        before = run
    return "".join([*written, *_emendations(lines, runs)])


def _is_open(line: str) -> bool:
    r"""
    Tell whether a paragraph goes on behind a line: no stop ends it.

    >>> _is_open("durch die Stra-"), _is_open("nach Hause."), _is_open("„Ja!“ ")
    (True, False, False)
    """
    return line.rstrip().rstrip("\"'“”«»‘’)*0123456789")[-1:] not in {".", "!", "?", "…", ":", ""}


def _emendations(lines: Sequence[str], runs: Sequence[Run]) -> list[str]:
    written = ["emendations:\n"]
    for mark in note_marks(lines, runs):
        written += [
            f"  - line: {mark.line}\n",
            f"    reading: {quoted(mark.reading)}\n",
            f"    emended: {quoted(mark.emended)}\n",
            f"    reason: mark of footnote {mark.sign}\n",
        ]
    return written if len(written) > 1 else []


def recipe_of(parts: Sequence[tuple[Place, Sequence[str]]], siglum: str) -> tuple[str, str]:
    """
    Write a witness that holds a text as it is, one sentence a line, and the recipe that reads it.

    *parts* are its paragraphs in reading order, each with its sentences.
    """
    lines: list[str] = []
    blocks = [_OWN_HEAD.format(siglum=siglum)]
    for place, sentences in parts:
        lines += ["", *sentences] if lines else sentences
        run = Run(len(lines) - len(sentences) + 1, len(lines))
        cells = [f"lines: {run.lines}", f"role: {place.role}"]
        if place.id not in references.NAMES:
            cells.append(f'id: "{place.id}"')
        cells += [f"speaker: {place.speaker}"] if place.speaker else []
        cells += [f"level: {place.level}"] if place.level > 1 else []
        blocks.append(f"  - {{{', '.join(cells)}}}\n")
    return "\n".join(lines) + "\n", "".join(blocks)
