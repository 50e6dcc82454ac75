"""Read the works that the edition cites: CSL-JSON, one item a work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lesart.citing.dates import in_csl, read_date
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.prose import work_key
from lesart.core.tables import decode, line_fault
from lesart.model import Work

_NAMES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator "
    "director editor editorial-director executive-producer guest host illustrator interviewer "
    "narrator organizer original-author performer producer recipient reviewed-author "
    "script-writer series-creator translator".split()
)
_DATES = frozenset("issued accessed available-date event-date original-date submitted".split())
_REMARKS = frozenset(("custom", "categories"))


def parse_works(data: bytes, path: str) -> tuple[Work, ...]:
    """
    Read `bibliography.json`, in its order; dates become `date-parts` or words, whatever their form.

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
    except ValueError:
        message = "a number in it has more figures than can be read"
        raise EditionError(Finding(Location(path), "Q001", message)) from None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        hint = "write: [{“id”: “key”, “type”: “book”, …}, …]"
        raise EditionError(Finding(Location(path), "Q002", "no list of works", hint=hint))
    lines = _lines(text)
    works: list[Work] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    for item in items:
        written = item.get("id", "")
        key = work_key(written) if isinstance(written, str | int) else ""
        where = Location(path, lines.get(str(written), 0))
        if not key or key in seen:
            message = f"the key “{str(written)[:60]}” is out of form or given twice"
            hint = "letters and figures, such as kostka2019"
            findings.append(Finding(where, "Q003", message, hint=hint))
        findings += _faults(item, where)
        seen.add(key)
        works.append(Work(key, _with_dates(item), where.line))
    if findings:
        raise EditionError(findings)
    return tuple(works)


def _lines(text: str) -> dict[str, int]:
    """Find the line on which each key stands."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if key := re.search(r'"id"\s*:\s*"?([^",}]*)"?', line):
            found.setdefault(key[1], number)
    return found


def _faults(item: Mapping[str, Any], where: Location) -> list[Finding]:
    """Refuse shapes that no CSL processor could read."""
    wrong = [name for name in ("type", "title") if not _has_words(item.get(name))]
    wrong += [name for name, value in item.items() if not _is_sound(name, value)]
    return [
        *(Finding(where, "Q004", f"{name[:60]} is missing or not as CSL-JSON has it")
          for name in dict.fromkeys(wrong)),
        *(Finding(where, "Q006", message) for words in _strings(item)
          if (message := line_fault(words))),
    ]  # fmt: skip


def _has_words(written: Any) -> bool:
    return isinstance(written, str) and bool(written.strip())


def _is_sound(field: str, value: Any) -> bool:
    """Tell whether a value has the shape of its field: names, a date, remarks, or words."""
    if field in _NAMES:
        return isinstance(value, list) and all(map(_is_name, value))
    if field in _DATES:
        return read_date(value) is not None
    return field in _REMARKS or isinstance(value, str) or type(value) is int


def _is_name(written: Any) -> bool:
    if not isinstance(written, dict):
        return False
    family, given, literal = (written.get(part, "") for part in ("family", "given", "literal"))
    if not all(isinstance(part, str) for part in (family, given, literal)):
        return False
    return bool(family.strip() or literal.strip())


def _with_dates(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write the dates of an item in the form that every processor reads."""
    dates = {name: read_date(value) for name, value in item.items() if name in _DATES}
    return {**item, **{name: in_csl(date) for name, date in dates.items() if date}}


def _strings(data: Any) -> Iterator[str]:
    """List the words of an item, whatever they stand in, and the names of its fields."""
    waiting = [data]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield from part.split("\n")
        elif isinstance(part, Mapping):
            waiting += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            waiting += part
