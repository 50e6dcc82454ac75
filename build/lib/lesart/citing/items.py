"""Describe a cited place for a reference manager."""

from __future__ import annotations

from datetime import date
from typing import Any

from lesart.citing.locators import WORDS, CitedPlace, locate
from lesart.citing.sources import Side, bare_name, first_published, source_item
from lesart.model import EditionRecord, Record


def place_item(
    record: Record,
    edition: EditionRecord,
    place: CitedPlace,
    side: Side,
    address: str = "",
    accessed: date | None = None,
    speaker: str = "",
) -> dict[str, Any]:
    """
    Make the CSL-JSON item of a place; *speaker* is the name of the one who speaks there.

    No format has a field for a paragraph, so it stands in the note, with what is known of the
    first publication.
    """
    located = locate(place, WORDS["chicago"], speaker)
    item = described(record, edition, place.key, side, bool(place.note), located)
    if address:
        item["URL"] = address
        if accessed:
            item["accessed"] = {"date-parts": [[accessed.year, accessed.month, accessed.day]]}
    return item


def described(
    record: Record, edition: EditionRecord, key: str, side: Side, of_note: bool, located: str
) -> dict[str, Any]:
    """Describe a place that has been put into words."""
    item = {**source_item(record, edition, side, "en", of_note), "id": key}
    for role in ("editor", "translator"):
        if role in item:
            item[role] = [bare_name(name) for name in item[role]]
    said = " ".join(part for part in first_published(record, "en") if part)
    if date_ := item.get("original-date", {}).get("literal", ""):
        said = f"{said} ({date_})" if said else f"Original of {date_}"
    remarks = [located, "" if of_note else said]
    if note := ". ".join(remark for remark in remarks if remark):
        item["note"] = note
    if side != "both":
        item["language"] = side
    return item
