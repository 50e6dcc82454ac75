"""Say what nobody has reviewed: of a unit, of its paragraph, and counted for a text."""

from __future__ import annotations

from lesart.core.elements import count
from lesart.model import Row, Text, TranslationUnit
from lesart.view.record import listed, written_date
from lesart.view.states import MACHINE, PERSON, REMEMBERED, drafts, mark

KINDS = (MACHINE, REMEMBERED, PERSON)


def origin(unit: TranslationUnit) -> str:
    """Say of a draft what made it and when."""
    said = mark(unit)
    made = f" ({unit.origin}, {written_date(unit.date)})" if unit.origin else ""
    return f"{said[:1].upper()}{said[1:]}{made}"


def row_remark(row: Row) -> str:
    """
    Say that drafts stand in a paragraph, and how many of its units they are.

    Where they are of several kinds, that which is furthest from a person's work is named.
    """
    found = [said for unit in row.units if (said := mark(unit))]
    part = "" if len(found) == len(row.units) else f"{len(found)} of {len(row.units)}: "
    return f"{part}{min(found, key=KINDS.index)}" if found else ""


def counted(text: Text) -> list[str]:
    """Count the drafts of a text by their kind: “2 machine drafts not reviewed”."""
    marks = [mark(unit) for unit in drafts(text)]
    kinds = (
        (MACHINE, "machine draft", "machine drafts"),
        (REMEMBERED, "unit from the memory", "units from the memory"),
        (PERSON, "draft", "drafts"),
    )
    numbers = [(marks.count(kind), one, many) for kind, one, many in kinds]
    return [f"{count(n, one, many)} not reviewed" for n, one, many in numbers if n]


def draft_notice(text: Text) -> str:
    """Warn of the drafts of a text; nothing where there are none."""
    if not (said := counted(text)):
        return ""
    units = sum(len(row.units) for row in text.rows)
    return (
        f"Of the {count(units, 'unit', 'units')} of this translation {listed(said)}: nobody has "
        "read them against the German yet. They are marked, and they are not to be cited."
    )
