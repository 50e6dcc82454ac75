"""Show things on a terminal: the one room that meets `rich`. In a pipe it stays quiet."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

Step = Callable[[int, int], None]
_MARKS = re.compile(r"\[-(.+?)-\]|\{\+(.+?)\+\}")


@contextmanager
def unit_bar(title: str, units: int) -> Iterator[Step]:
    """
    Show a bar on stderr with units, time left and characters used.

    Gives a function that is told how many units were done, and how many characters used in all.
    """
    if not sys.stderr.isatty():
        yield lambda done, characters: None
        return
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("units"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[characters]:,} characters"),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(title, total=units, characters=0)
        yield lambda done, characters: bar.update(task, advance=done, characters=characters)


def side_by_side(title: str, rows: Sequence[tuple[str, str, str]]) -> None:
    """
    Print rows of kind, German and English: a table on a terminal, else tab-separated lines.

    Pieces of a difference are written `[-old-]` and `{+new+}`, as `difference_marks` makes them.
    """
    if not sys.stdout.isatty():
        sys.stdout.write("".join("\t".join((title, *row)) + "\n" for row in rows))
        return
    table = Table(title=Text(title), title_justify="left", show_lines=True, expand=True)
    for name, ratio in (("", 2), ("German", 5), ("English", 5)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for row in rows:
        table.add_row(*(_coloured(cell) for cell in row))
    Console().print(table)


def difference_marks(pieces: Sequence[tuple[str, str]]) -> str:
    """
    Write a difference as words.

    >>> difference_marks([("=", "Man"), ("-", "kann"), ("+", "darf")])
    'Man [-kann-] {+darf+}'
    """
    marks = {"=": "{0}", "-": "[-{0}-]", "+": "{{+{0}+}}"}
    return " ".join(marks[kind].format(words) for kind, words in pieces)


def _coloured(cell: str) -> Text:
    """Colour the marks of a difference; all other words stay as they are."""
    text, done = Text(), 0
    for found in _MARKS.finditer(cell):
        text.append(cell[done : found.start()])
        old, new = found.groups()
        text.append(new or old, "bold green" if new else "red strike")
        done = found.end()
    return text.append(cell[done:])
