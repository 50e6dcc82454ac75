"""Part a very long edition into volumes: a press that sets all of it at once has no room for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lesart.core.references import paragraph_of
from lesart.model import NamePlaces, Row, Text

# Typst needs about half a MiB for a paragraph with its notes and links.
LONGEST = 3000


def volumes(texts: Sequence[Text], longest: int = LONGEST) -> list[list[Text]]:
    """
    Part *texts* into volumes of at most *longest* paragraphs, in reading order.

    Texts stay whole where they can; one that is longer itself is parted into equal parts.
    """
    made: list[list[Text]] = []
    room = 0
    for text in texts:
        for part in _parts(text, longest):
            if not made or len(part.rows) > room:
                made.append([])
                room = longest
            made[-1].append(part)
            room -= len(part.rows)
    return made


def _parts(text: Text, longest: int) -> Iterator[Text]:
    count = max(1, -(-len(text.rows) // longest))
    if count == 1:
        yield text
        return
    body = tuple(row for row in text.rows if row.role != "note")
    size = -(-len(body) // count)
    for start in range(0, len(body), size):
        rows = body[start : start + size]
        last = start + size >= len(body)
        rows += _own_notes(text, rows, last)
        ids = {row.id for row in rows}
        notes = tuple(note for note in text.notes if paragraph_of(note.at) in ids)
        yield replace(
            text,
            rows=rows,
            textual=text.textual if start == 0 else None,
            notes=notes,
            apparatus=tuple(
                entry
                for entry in text.apparatus
                if paragraph_of(entry.at) in ids or (not entry.at and last)
            ),
            occurrences=tuple(o for o in text.occurrences if paragraph_of(o.unit) in ids),
            renderings=tuple(o for o in text.renderings if paragraph_of(o.unit) in ids),
            named=_named(text.named, ids, {note.id for note in notes}),
        )


def _own_notes(text: Text, rows: Sequence[Row], last: bool) -> tuple[Row, ...]:
    """List the author's notes that *rows* call; the *last* rows have those that nothing calls."""
    called = {call.note for row in rows for s in row.segments for call in s.calls}
    if last:
        every = {call.note for row in text.rows for s in row.segments for call in s.calls}
        called |= {row.id for row in text.rows} - every
    return tuple(row for row in text.rows if row.role == "note" and row.id in called)


def _named(named: NamePlaces, rows: set[str], notes: set[str]) -> NamePlaces:
    return NamePlaces(
        tuple(o for o in named.german if paragraph_of(o.unit) in rows),
        tuple(o for o in named.english if paragraph_of(o.unit) in rows),
        tuple(o for o in named.notes if o.unit in notes),
    )
