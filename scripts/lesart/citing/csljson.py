"""Write works as CSL-JSON, for reference managers and citation processors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from lesart.citing.dates import read_date
from lesart.citing.gaps import ADDRESS
from lesart.core.web_address import is_doi, linked


def write_csl(items: Iterable[Mapping[str, Any]]) -> str:
    """Write items as they are, without what the edition keeps about them for itself."""
    kept = [
        {name: value for name, value in sound(item).items() if name != "custom"} for item in items
    ]
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def sound(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """
    Give an item without what a program would link with and must not; a gap stays a gap.

    >>> sound({"id": "a", "URL": "javascript:b", "DOI": "10.1000/182"})
    {'id': 'a', 'DOI': '10.1000/182'}
    """
    return {name: value for name, value in item.items() if _is_sound(name, str(value).strip())}


def _is_sound(name: str, written: str) -> bool:
    if name == "DOI":
        return is_doi(written)
    return name != "URL" or written == ADDRESS or bool(linked(written))


def date_parts(item: Mapping[str, Any], field: str) -> tuple[int, ...]:
    """
    Give year, month and day of a date, as many as there are; of two days those of the first.

    >>> date_parts({"issued": {"date-parts": [[2019, 7]]}}, "issued")
    (2019, 7)
    """
    date = read_date(item.get(field))
    return date.days[0] if date and date.days else ()
