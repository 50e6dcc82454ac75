"""Number the notes of a text for an EPUB, and make their calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lesart.core.elements import make
from lesart.core.references import dom_id, paragraph_of
from lesart.model import Language, Note, Text
from lesart.view.calls import Call, in_order
from lesart.view.prose import Targets
from lesart.write.epub.xhtml import typed


@dataclass(frozen=True, slots=True)
class Numbered:
    """
    Hold a note with its number in reading order, and its calls, German first.

    A note on a text that is withheld has no call at any words, and is called by its row.
    """

    note: Note
    number: int
    id: str
    calls: tuple[Call, ...]

    @property
    def call(self) -> str:
        """Give the id of the first call."""
        return f"{self.id}-at"

    def call_on(self, side: Language) -> str:
        """Give the id of the call on a side."""
        first = not self.calls or self.calls[0].side == side
        return self.call if first else f"{self.call}-{side}"


@dataclass(frozen=True, slots=True)
class Calls:
    """Make the calls of a text: of notes, and of the notes that rows call, by row."""

    text_id: str = ""
    numbered: Mapping[str, Numbered] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Numbered]] = field(default_factory=dict)

    def element(self, note: Note, side: Language) -> Element:
        """Make the call of a note on a side."""
        one = self.numbered[note.id]
        return self._link(one, one.call_on(side))

    def of_row(self, row_id: str) -> list[Element]:
        """Make the calls of a row none of whose words may be read."""
        return [self._link(one, one.call) for one in self.rows.get(row_id, ())]

    def _link(self, one: Numbered, id_: str) -> Element:
        address = f"text:{self.text_id}#{one.id}"
        link = make("a", str(one.number), href=address, id=id_, class_="call")
        return typed(link, "noteref", "doc-noteref")


def note_id(text_id: str, note: Note, targets: Targets) -> str:
    """Give the id of a note: that to which links in prose lead."""
    address = targets.address(f"note:{text_id}/{note.id}", note.path)
    return address.rpartition("#")[2]


def numbered(text: Text, targets: Targets) -> list[Numbered]:
    """Number the notes of a text in the order of their places."""
    return [
        Numbered(note, number, note_id(text.record.id, note, targets), calls)
        for number, (note, calls) in enumerate(in_order(text), 1)
    ]


def place_calls(text: Text, notes: Sequence[Numbered]) -> Calls:
    """Prepare the calls of all notes."""
    rows: dict[str, list[Numbered]] = {}
    for one in notes:
        if not one.calls:
            rows.setdefault(paragraph_of(one.note.at), []).append(one)
    return Calls(text.record.id, {one.note.id: one for one in notes}, rows)


def back(text: Text, one: Numbered) -> Element:
    """Link a note back to its call."""
    label = f"Back to note {one.number} in the text"
    link = make("a", str(one.number), href=f"text:{text.record.id}#{one.call}", class_="back",
                aria_label=label)  # fmt: skip
    return typed(link, "backlink", "doc-backlink")


def reference_link(text: Text, id_: str, said: str = "") -> Element:
    """Link a paragraph or segment by its number, or by what else is *said*."""
    return make("a", said or id_, href=f"text:{text.record.id}#{dom_id(id_)}", class_="ref")
