"""Say what a public copy leaves out, and what a private one holds: the words all forms share."""

from __future__ import annotations

from collections.abc import Iterable

from lesart.model import Edition, HeldFor, Text
from lesart.view.record import listed

PRIVATE = "A private reading copy, made for its reader alone. Do not publish it or pass it on."
RESTRICTED = "Holds a text that is not free to publish. Keep it to those who work on it."
MISSING = (
    "The German original belongs to its publisher and is not part of this copy. Each of its "
    "sentences is shown by its first words."
)
_NUMBERS = "The numbers of its paragraphs and sentences stay, so that every reference still finds"
_NUMBERS += " its place."
_STATES: dict[HeldFor, str] = {"rights": "Not free to publish", "drafts": "Not reviewed yet"}


def notice(text: Text) -> str:
    """Tell a reader which side of a text is not shown, and why; nothing where both are."""
    held = text.held
    if not held.any:
        return ""
    what = "both the original and its translation" if held.both else held_side(text)
    return f"{_sentence(held.said)} The public edition leaves out {what}. {_NUMBERS}"


def notices(text: Text) -> list[str]:
    """Say what is not shown of a text, and why: what is held, or an original not at hand."""
    missing = MISSING if text.original == "missing" and not text.held.original else ""
    return [said for said in (notice(text), missing) if said]


def held_side(text: Text) -> str:
    """Name the side that is not shown; nothing where both or neither are."""
    if text.held.original and not text.held.translation:
        return "the original"
    return "the translation" if text.held.translation and not text.held.original else ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def is_private(edition: Edition, texts: Iterable[Text]) -> bool:
    """Tell whether a copy of *texts* holds one that may not be passed on."""
    use = edition.record.use
    restricted = any(text.record.rights.held(use).any for text in texts)
    return edition.audience == "private" and restricted


def private_notice(edition: Edition, text: Text) -> str:
    """Say that a copy of *text* may not be passed on; nothing where it may."""
    return PRIVATE if is_private(edition, [text]) else ""


def left_out(texts: Iterable[Text], how: str, lang: str = "en") -> list[str]:
    """
    Name the texts that are left out, a sentence for each reason.

    *how* says in what way (“left out of this copy”); the titles are those in *lang*. A text of
    which one side is left out is named by itself.
    """
    known = list(texts)
    said = []
    for reason, state in _STATES.items():
        titles = [getattr(text.record.title, lang) for text in known if text.held_for == reason]
        said += [f"{state}, and {how}: {listed(titles)}."] if titles else []
    for side in ("original", "translation"):
        titles = [
            getattr(text.record.title, lang)
            for text in known
            if not text.held_for and getattr(text.held, side)
        ]
        said += (
            [f"The {side} is not free to publish, and {how}: {listed(titles)}."] if titles else []
        )
    return said
