"""Say of a translation unit what a reader must know of it: that nobody has reviewed it."""

from __future__ import annotations

from lesart.model import Text, TranslationUnit

MACHINE = "machine draft, not reviewed"
REMEMBERED = "from the translation memory, not reviewed"
PERSON = "draft, not reviewed"
UNSURE = "alignment uncertain"
SURE = 0.9


def drafts(text: Text) -> list[TranslationUnit]:
    """List the units of a text that nobody has reviewed, in reading order."""
    return [unit for row in text.rows for unit in row.units if unit.state == "draft"]


def mark(unit: TranslationUnit) -> str:
    """
    Say in a few words that a unit is a draft, or nothing where it is none.

    >>> mark(TranslationUnit("1.1", ("1.1",), "Words.", "draft", origin="libre", date="2026-11-22"))
    'machine draft, not reviewed'
    """
    if unit.state != "draft":
        return ""
    if unit.origin.startswith("memory:"):
        return REMEMBERED
    return MACHINE if unit.origin else PERSON


def is_unsure(unit: TranslationUnit) -> bool:
    """Tell whether the aligner was unsure of a unit that nobody has reviewed since."""
    return unit.state == "aligned" and unit.confidence < SURE


def remark(unit: TranslationUnit) -> str:
    """
    Say behind the words of a unit what is to be known of it; nothing where it is sound.

    >>> remark(TranslationUnit("1.1", ("1.1",), "Words.", "aligned", confidence=0.4))
    'alignment uncertain'
    """
    return UNSURE if is_unsure(unit) else mark(unit)
