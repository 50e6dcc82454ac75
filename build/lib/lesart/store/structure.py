"""Read what stands beside the words of a text: its paragraphs and their roles, and its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lesart.core import references
from lesart.core.files import write_atomic
from lesart.model import (
    Misfit,
    Paragraph,
    Place,
    Recipe,
    Record,
    Segment,
    StoredMark,
    VerseLine,
)
from lesart.source.structure import (
    MARK_COLUMNS,
    MARKS,
    PARAGRAPH_COLUMNS,
    PARAGRAPHS,
    carry_marks,
    format_marks,
    parse_marks,
    parse_places,
    put_marks,
)
from lesart.store.paths import SOURCES, read_optional
from lesart.translation.units import parse_lines


@dataclass(frozen=True, slots=True)
class Structure:
    """Hold the paragraphs of a text in reading order, its marks, and the lines left aside."""

    places: tuple[Place, ...]
    marks: tuple[StoredMark, ...]
    misfits: tuple[Misfit, ...]
    path: str

    def put(
        self, segments: tuple[Segment, ...] | None
    ) -> tuple[tuple[Segment, ...] | None, tuple[Misfit, ...]]:
        """Give segments their marks, and every line that was left aside; no words, no marks."""
        if segments is None or not self.marks:
            return segments, self.misfits
        notes = {place.id for place in self.places if place.role == "note"}
        marked, misfits = put_marks(segments, self.marks, notes, self.path)
        return marked, (*self.misfits, *misfits)


def read_structure(
    root: Path, record: Record, recipe: Recipe | None, segments: Sequence[str]
) -> Structure:
    """
    Read the structure of a text: its paragraphs from its recipe, or else from its ids.

    *segments* are the ids of its ledger. Raises EditionError where a file is no table.
    """
    folder = f"{SOURCES}/{record.id}"
    path = f"{folder}/{MARKS}"
    marks, faults = parse_marks(*read_optional(root, path, _head(MARK_COLUMNS)))
    if recipe is not None:
        return Structure(_places(recipe), marks, faults, path)
    ids = dict.fromkeys(map(references.paragraph_of, segments))
    table = read_optional(root, f"{folder}/{PARAGRAPHS}", _head(PARAGRAPH_COLUMNS))
    places, misfits = parse_places(*table, ids, record.speakers)
    return Structure(places, marks, (*misfits, *faults), path)


def _head(columns: Sequence[str]) -> str:
    return "\t".join(columns) + "\n"


def _places(recipe: Recipe) -> tuple[Place, ...]:
    return tuple(
        Place(block.id, block.role, block.speaker, block.level)
        for block in recipe.blocks
        if block.role != "omit" and not block.continues
    )


def read_stored_lines(root: Path, record: Record) -> tuple[tuple[Place, ...], dict[str, list[str]]]:
    """Read the paragraphs of a text that is complete in the repository, and their sentences."""
    table = read_optional(root, f"{SOURCES}/{record.id}/de.tsv", "")
    joined: dict[str, list[str]] = {}
    for _, id_, text in parse_lines(*table):
        joined.setdefault(references.paragraph_of(id_), []).append(text)
    return read_structure(root, record, None, list(joined)).places, joined


def read_stored_paragraphs(root: Path, record: Record) -> tuple[Paragraph, ...]:
    """Read the paragraphs of a text that is complete in the repository, from its `de.tsv`."""
    places, joined = read_stored_lines(root, record)
    return tuple(_paragraph(place, joined[place.id]) for place in places)


def _paragraph(place: Place, segments: Sequence[str]) -> Paragraph:
    lines: list[VerseLine] = []
    start = 0
    for text in segments if place.role == "verse" else ():
        lines.append(VerseLine(start))
        start += len(text) + 1
    words = " ".join(segments)
    return Paragraph(
        place.id, place.role, words, place.speaker, level=place.level, lines=tuple(lines)
    )


def move_marks(root: Path, record: Record, segments: Sequence[Segment]) -> tuple[StoredMark, ...]:
    """
    Move the marks of a text to where their words stand now; give those whose words are gone.

    A file with lines out of form is left as it is: `check` names them.
    """
    path = f"{SOURCES}/{record.id}/{MARKS}"
    marks, faults = parse_marks(*read_optional(root, path, _head(MARK_COLUMNS)))
    if faults or not marks:
        return ()
    kept, lost = carry_marks(marks, segments)
    written = format_marks(kept) or _head(MARK_COLUMNS)
    if written.encode() != (root / path).read_bytes():
        write_atomic(root / path, written)
    return tuple(lost)
