"""Read the works that the edition cites: CSL-JSON, one item a work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lesart.diagnostics import EditionError, Finding, Location
from lesart.model import Work
from lesart.tables import decode, fault

_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_FIGURES = re.compile(r"-?[0-9]{1,4}")


def parse_works(data: bytes, path: str) -> tuple[Work, ...]:
    """
    Read `bibliography.json`, in its order.

    Raises EditionError where it is no list of CSL items, and for keys out of form or given twice;
    whether a work is complete is for `check` to say.
    """
    text = decode(data, path)
    try:
        items: Any = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg}"
        raise EditionError(Finding(Location(path, error.lineno), "Q001", message)) from None
    except RecursionError:
        raise EditionError(Finding(Location(path), "Q001", "nested too deep")) from None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        hint = "write: [{“id”: “key”, “type”: “book”, …}, …]"
        raise EditionError(Finding(Location(path), "Q002", "no list of works", hint=hint))
    lines = _lines(text)
    works: list[Work] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    for item in items:
        key = str(item.get("id", ""))
        where = Location(path, lines.get(key, 0))
        if not _KEY.fullmatch(key) or key in seen:
            message = f"the key “{key[:60]}” is out of form or given twice"
            hint = "lower-case letters and figures, such as kostka2019"
            findings.append(Finding(where, "Q003", message, hint=hint))
        findings += _faults(item, where)
        seen.add(key)
        works.append(Work(key, item, where.line))
    if findings:
        raise EditionError(findings)
    return tuple(works)


def _lines(text: str) -> dict[str, int]:
    """Find the line on which each key stands."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if key := re.search(r'"id"\s*:\s*"([^"]*)"', line):
            found.setdefault(key[1], number)
    return found


def _faults(item: Mapping[str, Any], where: Location) -> list[Finding]:
    """Refuse shapes that no CSL processor could read."""
    wrong = [name for name in ("type", "title") if not isinstance(item.get(name), str)]
    for role in ("author", "editor", "translator"):
        names = item.get(role, [])
        if not isinstance(names, list) or not all(
            isinstance(name, dict) and (name.get("family") or name.get("literal")) for name in names
        ):
            wrong.append(role)
    dates = [field for field in ("issued", "accessed") if field in item]
    wrong += [field for field in dates if not _is_date(item[field])]
    findings = [
        Finding(where, "Q004", f"{name} is missing or not as CSL-JSON has it") for name in wrong
    ]
    return [
        *findings,
        *(Finding(where, "Q006", message) for words in _strings(item) if (message := fault(words))),
    ]


def _is_date(written: Any) -> bool:
    """Tell whether a date has a year, perhaps a month and a day, as numbers or their figures."""
    dates = written.get("date-parts") if isinstance(written, dict) else None
    parts = dates[0] if isinstance(dates, list) and dates else None
    return isinstance(parts, list) and bool(parts) and all(map(_is_number, parts))


def _is_number(part: Any) -> bool:
    return type(part) is int or (isinstance(part, str) and _FIGURES.fullmatch(part) is not None)


def _strings(data: Any) -> Iterator[str]:
    """List the words of an item, whatever they stand in."""
    if isinstance(data, str):
        yield from data.split("\n")
    elif isinstance(data, Mapping | list):
        for part in data.values() if isinstance(data, Mapping) else data:
            yield from _strings(part)
