"""Cut passages out of a text."""

from __future__ import annotations

from dataclasses import replace

from lesart.core.references import paragraph_of
from lesart.model import Row, Text


def passage_rows(text: Text, id_: str) -> tuple[Row, ...]:
    """Cut a paragraph or a sentence out of a text, with every unit that renders words of it."""
    row = next(row for row in text.rows if row.id == paragraph_of(id_))
    segments = tuple(s for s in row.segments if id_ in (s.id, row.id))
    wanted = {segment.id for segment in segments}
    units = [unit for row in text.rows for unit in row.units if wanted.intersection(unit.segments)]
    return (replace(row, segments=segments, units=tuple(units)),)
