"""Say what is missing in a text: words that are lost, not at hand, or not translated."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lesart.model import Language, Row, Segment, Text, TranslationUnit
from lesart.view.speakers import is_question

_LOST: Mapping[bool, Mapping[Language, str]] = {
    True: {"de": "[Eine Frage fehlt]", "en": "[A question is missing here]"},
    False: {"de": "[Hier fehlt Text]", "en": "[Words are missing here]"},
}
UNTRANSLATED = "[not yet translated]"
_LEFT_OUT = "[left out]"


def lost(row: Row, text: Text) -> Mapping[Language, str]:
    """Say on each side that the words of a lacuna are lost."""
    return _LOST[is_question(row, text)]


def gap(text: Text) -> str:
    """Name the gap where a sentence has no translation: there is none, or it is left out."""
    return _LEFT_OUT if text.held.translation else UNTRANSLATED


def first_words(segment: Segment) -> str:
    """
    Give the words that stand for a sentence of the original where it is not at hand.

    >>> first_words(Segment("1.1", None, "Wer wiegt, der"))
    'Wer wiegt, der …'
    """
    return f"{segment.incipit} …".lstrip()


def translated(text: Text) -> frozenset[str]:
    """Give the ids of all segments that some unit of the text covers."""
    return frozenset(id_ for row in text.rows for unit in row.units for id_ in unit.segments)


def translation(row: Row, known: Collection[str]) -> list[TranslationUnit | Segment]:
    """
    List the units of a row in the order of its segments, and each segment that has none.

    *known* are the segments that are translated, in this row or in a unit of another one. In a
    passage that is cut from its row, a unit may begin before the first segment: it comes first.
    """
    by_first = {unit.segments[0]: unit for unit in row.units if unit.segments}
    listed: list[TranslationUnit | Segment] = []
    for segment in row.segments:
        if unit := by_first.pop(segment.id, None):
            listed.append(unit)
        elif segment.id not in known:
            listed.append(segment)
    return [*by_first.values(), *listed]
