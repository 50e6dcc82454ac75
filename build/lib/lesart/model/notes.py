"""What the editors add to a text: notes, corrections, the apparatus, the works they cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lesart.model.base import Strict

EntryKind = Literal["emendation", "kept", "lacuna", "omission"]


@dataclass(frozen=True, slots=True)
class NoteSource:
    """
    Say which work bears a note out, and where it was looked up.

    `key` is that of the bibliography, empty for what stands as general knowledge.
    """

    key: str
    said: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """
    Hold one annotation.

    `id` is that of the segment or paragraph `at` which it stands, and a letter: `3.4a`. `german`
    and `english` are the words it is about, in the original and in the translation; one of them
    may be empty, or both where it is about all of its place. `first` is the place at which a range
    begins that the note is about, and which ends at `at`. `kind` is one of NOTE_KINDS. `body` is
    prose (see `view.prose`).
    """

    id: str
    at: str
    german: str
    english: str
    kind: str
    sources: tuple[NoteSource, ...]
    body: str
    path: str = ""
    line: int = 0
    first: str = ""

    @property
    def place(self) -> str:
        """Give the place or the range that the note is about."""
        return f"{self.first}-{self.at}" if self.first else self.at


@dataclass(frozen=True, slots=True)
class Correction:
    """
    Hold one thing that later research sees otherwise, told once.

    `notes` are the notes that tell it, as (text id, note id), the first of them in full;
    `places` are all references concerned.
    """

    number: int
    title: str
    body: str
    notes: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class KeptReading(Strict):
    """Leave a doubtful reading as it is: `reading` stands, `considered` was thought of."""

    at: str
    reading: str
    reason: str
    considered: str = ""


@dataclass(frozen=True, slots=True)
class ApparatusEntry:
    """
    Account for one place where the reading text and the witness part, or might have parted.

    `at` is the segment, or the paragraph where no more is known without the original; empty for
    an omission. `line` and `last` are raw lines of the witness, 0 where there are none.
    """

    id: str
    kind: EntryKind
    at: str
    reason: str
    reading: str = ""
    emended: str = ""
    line: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """Hold one work of the bibliography: its key and its CSL-JSON item."""

    key: str
    item: Mapping[str, Any] = field(hash=False)
    line: int = 0
