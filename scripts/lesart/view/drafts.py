"""Mark what nobody has reviewed: on a unit, on its paragraph, and counted for the page."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from lesart.core.elements import count, make
from lesart.model import Row, Text, TranslationUnit
from lesart.view.record import listed, written_date
from lesart.view.states import MACHINE, PERSON, REMEMBERED, drafts, mark


def origin(unit: TranslationUnit) -> str:
    """Say of a draft what made it and when."""
    said = mark(unit)
    made = f" ({unit.origin}, {written_date(unit.date)})" if unit.origin else ""
    return f"{said[:1].upper()}{said[1:]}{made}"


def row_mark(row: Row) -> list[Element]:
    """Mark a paragraph in which drafts stand; nothing where there are none."""
    found = [said for unit in row.units if (said := mark(unit))]
    if not found:
        return []
    part = "" if len(found) == len(row.units) else f"{len(found)} of {len(row.units)}: "
    return [make("span", f"{part}{_together(found)}", class_="draft")]


def _together(found: Sequence[str]) -> str:
    return next(said for said in (MACHINE, REMEMBERED, PERSON) if said in found)


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


def draft_notice(text: Text) -> list[Element]:
    """Warn at the head of a page that holds drafts."""
    if not (said := counted(text)):
        return []
    units = sum(len(row.units) for row in text.rows)
    words = (
        f"Of the {count(units, 'unit', 'units')} of this translation {listed(said)}: nobody has "
        "read them against the German yet. They are marked, and they are not to be cited."
    )
    return [make("p", words, class_="notice")]
