"""Know the kinds of notes: a row of NOTE_KINDS for each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoteKind:
    """
    Describe a kind of notes: what a reader sees of it, and whether such a note needs a source.

    One that claims something about the world needs one; one about the words of the text does not.
    """

    label: str
    sourced: bool = True


NOTE_KINDS: dict[str, NoteKind] = {
    "fact": NoteKind("fact"),
    "context": NoteKind("context"),
    "correction": NoteKind("correction"),
    "language": NoteKind("language", sourced=False),
    "translation": NoteKind("translation", sourced=False),
    "cross-reference": NoteKind("cross-reference", sourced=False),
}
"""
The kinds of notes, by the word that `notes.md` has for them; a new one is a row.

>>> [name for name, kind in NOTE_KINDS.items() if not kind.sourced]
['language', 'translation', 'cross-reference']
"""
