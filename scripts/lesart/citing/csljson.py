"""Write works as CSL-JSON, for reference managers and citation processors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any


def write_csl(items: Iterable[Mapping[str, Any]]) -> str:
    """Write items as they are, without what the edition keeps about them for itself."""
    kept = [{name: value for name, value in item.items() if name != "custom"} for item in items]
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def date_parts(item: Mapping[str, Any], field: str) -> tuple[int, ...]:
    """
    Give year, month and day of a date, as many as there are.

    >>> date_parts({"issued": {"date-parts": [[2019, 7]]}}, "issued")
    (2019, 7)
    """
    date = item.get(field)
    parts = date.get("date-parts") if isinstance(date, dict) else None
    return tuple(int(part) for part in parts[0]) if parts else ()
