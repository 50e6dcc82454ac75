"""
Render the notes of the author: their calls in the text, and the notes behind it with ways back.

They are rows like others, with both languages and ids of their own, and no notes of the editors.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from lesart.core.elements import make, spaced
from lesart.core.references import dom_id
from lesart.model import Language, Row
from lesart.view.author_calls import PlacedCall
from lesart.view.sentences import TextView


def author_mark(call: PlacedCall) -> Element:
    """Make the call of an author's note, a link to it."""
    return make(
        "a",
        call.sign,
        class_="authorref",
        href=f"#{dom_id(call.note)}",
        id=call.id,
        aria_label=f"Author’s note {call.number}",
    )


def backs(row: Row, side: Language, view: TextView) -> list[Element]:
    """Lead back from one side of a note to its calls on that side."""
    calls = [
        call
        for found in view.author_calls.get(side, {}).values()
        for call in found
        if call.note == row.id
    ]
    return [
        make(
            "a",
            "↩",
            class_="back back--author",
            href=f"#{call.id}",
            aria_label=f"Back from author’s note {call.number} to its words",
        )
        for call in calls
    ]


def author_notes(rows: Sequence[Element]) -> list[Element]:
    """Put the rows of the author's notes into their section; nothing where there are none."""
    if not rows:
        return []
    heading = make("h2", "Author’s notes", id="author-notes")
    return [
        make(
            "section",
            heading,
            *spaced(*rows),
            class_="author-notes",
            aria_labelledby="author-notes",
        )
    ]
