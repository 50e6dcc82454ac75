"""Say what a public copy leaves out, and what a private one holds: the words all forms share."""

from __future__ import annotations

from collections.abc import Iterable

from lesart.model import Edition, Text
from lesart.render.html_record import listed

PRIVATE = "A private reading copy, made for its reader alone. Do not publish it or pass it on."
_NOTICES = {
    "": "",
    "rights": (
        "This text is in copyright, and no permission to publish it is recorded. The public "
        "edition leaves out both the original and its translation. The numbers of its "
        "paragraphs and sentences stay, so that every reference still finds its place."
    ),
    "drafts": (
        "The translation of this text holds drafts that nobody has reviewed, so the public "
        "edition leaves the text out until they are. The numbers of its paragraphs and "
        "sentences stay, so that every reference still finds its place."
    ),
}
_STATES = {"rights": "In copyright", "drafts": "Not reviewed yet"}


def notice(text: Text) -> str:
    """Tell a reader why neither side of a text is shown; nothing where it is."""
    return _NOTICES[text.held_for]


def is_private(edition: Edition, texts: Iterable[Text]) -> bool:
    """Tell whether a copy of *texts* holds one that may not be passed on."""
    restricted = any(text.record.rights.restricted for text in texts)
    return edition.audience == "private" and restricted


def left_out(texts: Iterable[Text], how: str, lang: str = "en") -> list[str]:
    """
    Name the texts that are left out, a sentence for each reason.

    *how* says in what way (“left out of this copy”); the titles are those in *lang*.
    """
    held = list(texts)
    said = []
    for reason, state in _STATES.items():
        titles = [getattr(text.record.title, lang) for text in held if text.held_for == reason]
        said += [f"{state}, and {how}: {listed(titles)}."] if titles else []
    return said
