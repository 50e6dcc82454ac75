"""Draft a recipe from the lines of a witness: its blocks, and what is hardly its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lesart.model import JoinRule
from lesart.source.line_words import HYPHENS

_PAGE = re.compile(r"\W*(?:(?:page|seite|s\.)\s*)?[0-9]{1,4}\W*", re.IGNORECASE)
_FIGURES = re.compile(r"[0-9]+")
_REPEATED = 3
_LONGEST_HEAD = 80
_LONGEST_TITLE = 120
_STOPS = ".!?…:;,-"
_HEAD = """\
# A draft that `lesart recipe` made of the lines of witness {siglum}; read it beside the file.
# Blocks are runs of lines without an empty one between them. Where a paragraph goes on after a
# page, give its second block the same id and “continues: true”.
witness: {siglum}
joins:
  rule: {rule}
blocks:
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Hold a run of raw lines, 1-based and both included, and why it is to be omitted, if it is."""

    first: int
    last: int
    omitted: str = ""

    @property
    def lines(self) -> str:
        """Write the lines as a recipe does."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def runs_of(lines: Sequence[str]) -> list[Run]:
    """
    Find the runs of lines without an empty one, and those that are hardly part of the text.

    A page number stands alone; so does a running head, which comes back on at least three pages,
    perhaps with other figures.

    >>> [run.omitted for run in runs_of(["Der Weg", "", "Ein Satz.", "", "- 12 -"])]
    ['', '', 'page number']
    """
    bounds = list(_bounds(lines))
    alone = Counter(_bare(lines[first - 1]) for first, last in bounds if first == last)
    return [Run(first, last, _why(lines, first, last, alone)) for first, last in bounds]


def _bounds(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = 0
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            first = first or number
        elif first:
            yield first, number - 1
            first = 0


def _bare(line: str) -> str:
    return " ".join(_FIGURES.sub("", line).casefold().split())


def _why(lines: Sequence[str], first: int, last: int, alone: Counter[str]) -> str:
    line = lines[first - 1].strip()
    if first != last:
        return ""
    if _PAGE.fullmatch(line):
        return "page number"
    repeated = alone[_bare(line)] >= _REPEATED
    return "running head" if repeated and len(line) <= _LONGEST_HEAD and _bare(line) else ""


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
    paragraph with the next number, or omitted with the reason.
    """
    written = [_HEAD.format(siglum=siglum, rule=join_rule(lines))]
    number = 0
    titled = False
    for run in runs_of(lines):
        words = lines[run.first - 1].strip()
        short = run.first == run.last and len(words) <= _LONGEST_TITLE
        if run.omitted:
            written.append(f"  - {{lines: {run.lines}, role: omit, reason: {run.omitted}}}\n")
        elif not titled and not number and short and words[-1] not in _STOPS:
            titled = True
            written.append(f"  - {{lines: {run.lines}, role: title}}\n")
        else:
            number += 1
            written.append(f'  - {{lines: {run.lines}, role: paragraph, id: "{number}"}}\n')
    return "".join(written)
