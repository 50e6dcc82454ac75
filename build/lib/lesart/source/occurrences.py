"""
Keep the German places of glossary terms and of names: one line of `terms.tsv` or `names.tsv` each.

They stand in a file so that pages show them without the original at hand, and without a word of
it beyond the terms themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lesart.core import references
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import format_rows, parse_rows
from lesart.model import Occurrence

_OFFSET = re.compile(r"[0-9]{1,8}")
COLUMNS = ("segment", "start", "end", "term", "form")
NAME_COLUMNS = ("segment", "start", "end", "name", "form")


def parse_occurrences(
    data: bytes, path: str, columns: Sequence[str] = COLUMNS
) -> tuple[Occurrence, ...]:
    """Read `terms.tsv`, or `names.tsv`. Raises EditionError for ids and offsets out of form."""
    findings: list[Finding] = []
    found: list[Occurrence] = []
    for line, (segment, start, end, term, form) in parse_rows(data, path, columns):
        numbers = [
            int(n) if n.isascii() and n.isdigit() and len(n) < 9 else -1 for n in (start, end)
        ]
        sound = references.is_segment(segment) and references.is_text_id(term)
        if not sound or not 0 <= numbers[0] < numbers[1] or numbers[1] - numbers[0] != len(form):
            hint = f"the file is written by `lesart {columns[3]}s --update`"
            message = f"the line is not a place of a {columns[3]}"
            findings.append(Finding(Location(path, line), "G010", message, hint=hint))
        found.append(Occurrence(segment, numbers[0], numbers[1], term, form))
    if findings:
        raise EditionError(findings)
    return tuple(found)


def format_occurrences(occurrences: Iterable[Occurrence], columns: Sequence[str] = COLUMNS) -> str:
    """Write the places as `terms.tsv` holds them, or `names.tsv`."""
    rows = ((o.unit, str(o.start), str(o.end), o.term, o.form) for o in occurrences)
    return format_rows(rows, columns)
