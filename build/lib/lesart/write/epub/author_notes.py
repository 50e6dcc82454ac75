"""Render the calls of the author's notes in an EPUB, and the way back from a note."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.core.elements import make
from lesart.core.references import dom_id
from lesart.model import Row, Text
from lesart.view.author_calls import PlacedCall, called_at, note_numbers, note_sign
from lesart.write.epub.xhtml import typed


def author_call(text: Text, call: PlacedCall) -> Element:
    """Make the call of an author's note."""
    address = f"text:{text.record.id}#{dom_id(call.note)}"
    link = make("a", call.sign, href=address, id=call.id, class_="call")
    return typed(link, "noteref", "doc-noteref")


def author_number(text: Text, row: Row) -> Element:
    """Render the number of an author's note, a link back to its first call if it has one."""
    number = note_numbers(text)[row.id]
    calls = called_at(text).get(row.id, ())
    if not calls:
        return make("span", make("span", note_sign(number), class_="back"), class_="number")
    label = f"Back to author’s note {number} in the text"
    address = f"text:{text.record.id}#{calls[0].id}"
    link = make("a", note_sign(number), href=address, class_="back", aria_label=label)
    return make("span", typed(link, "backlink", "doc-backlink"), class_="number")
