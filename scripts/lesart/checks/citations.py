"""
Check the bibliography: what is cited is in it, what is in it is cited, and each work is complete.

What cannot be completed is waived in the item itself, by the name of what is missing, with the
reason: `"custom": {"waived": {"author": "unsigned"}}`; `uncited` lets a work stand that nothing
cites.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lesart.checks.checked import Checked
from lesart.citing.csljson import date_parts
from lesart.core.findings import Location, Problem

BIBLIOGRAPHY = "source_texts/bibliography.json"
UNCITED = "uncited"
_ISBN_SINCE = 1970

Item = Mapping[str, Any]
Need = tuple[str, Callable[[Item], bool]]


def unknown_work(edition: Checked) -> Iterator[Problem]:
    """A work is cited that the bibliography does not have."""
    keys = [work.key for work in edition.works]
    for one in edition.mentions:
        if one.key not in keys:
            near = difflib.get_close_matches(one.key, keys, 1)
            hint = f"did you mean “{near[0]}”?" if near else f"add the work to {BIBLIOGRAPHY}"
            reference = f"{one.text}:{one.name}" if one.kind == "note" else ""
            yield Location(one.path, one.line, reference), (f"[@{one.key}]",), hint


def uncited_work(edition: Checked) -> Iterator[Problem]:
    """A work of the bibliography is never cited."""
    cited = {one.key for one in edition.mentions}
    for work in edition.works:
        if work.key not in cited and UNCITED not in waived(work.item):
            hint = f"take it out, or waive “{UNCITED}” with a reason"
            yield Location(BIBLIOGRAPHY, work.line), (work.key,), hint


def incomplete_work(edition: Checked) -> Iterator[Problem]:
    """A work of the bibliography is incomplete."""
    for work in edition.works:
        reasons = waived(work.item)
        lacking = [name for name in missing(work.item) if name not in reasons]
        if lacking:
            hint = "complete it, or waive what cannot be known with a reason under custom"
            yield (
                Location(BIBLIOGRAPHY, work.line),
                (f"{work.key}: {', '.join(lacking)}",),
                hint,
            )


def idle_waiver(edition: Checked) -> Iterator[Problem]:
    """A work waives what it does not lack, or without a reason."""
    for work in edition.works:
        lacking = {*missing(work.item), UNCITED}
        for name, reason in waived(work.item).items():
            if name not in lacking or not str(reason).strip():
                yield (
                    Location(BIBLIOGRAPHY, work.line),
                    (f"{work.key}: {name}",),
                    "take the waiver out, or give its reason",
                )


def waived(item: Item) -> Mapping[str, str]:
    """Give what is waived for a work: the name of what is missing, and the reason."""
    custom = item.get("custom")
    found = custom.get("waived") if isinstance(custom, dict) else None
    return found if isinstance(found, dict) else {}


def missing(item: Item) -> list[str]:
    """
    Name what a work lacks for its type.

    >>> missing({"type": "book", "title": "T", "author": [{"family": "A"}], "publisher": "P",
    ...          "issued": {"date-parts": [[1949]]}})
    ['publisher-place']
    """
    return [name for name, holds in (*_ALWAYS, *NEEDS.get(item["type"], ())) if not holds(item)]


def _has(*fields: str) -> Callable[[Item], bool]:
    """Ask for one of several fields."""
    return lambda item: any(item.get(field) for field in fields)


def _date(item: Item, parts: int) -> bool:
    return len(date_parts(item, "issued")) >= parts


def _is_online_only(item: Item) -> bool:
    return bool(item.get("URL")) and not any(item.get(f) for f in ("DOI", "page", "ISBN"))


def _isbn(item: Item) -> bool:
    year = next(iter(date_parts(item, "issued")), 0)
    return year < _ISBN_SINCE or bool(item.get("ISBN"))


_ALWAYS: tuple[Need, ...] = (
    ("author", _has("author", "editor")),
    ("issued", lambda item: _date(item, 1)),
    ("accessed", lambda item: not _is_online_only(item) or bool(item.get("accessed"))),
)
_JOURNAL: tuple[Need, ...] = (
    ("container-title", _has("container-title")),
    ("volume", _has("volume", "issue")),
    ("page", _has("page", "DOI", "number")),
)
_PRESS: tuple[Need, ...] = (
    ("container-title", _has("container-title")),
    ("issued: day", lambda item: not _date(item, 1) or _date(item, 3)),
    ("page", _has("page", "URL")),
)
_PRINTED: tuple[Need, ...] = (
    ("publisher", _has("publisher")),
    ("publisher-place", _has("publisher-place")),
    ("ISBN", _isbn),
)
NEEDS: dict[str, tuple[Need, ...]] = {
    "article": (("page", _has("DOI", "URL", "number")),),
    "article-journal": _JOURNAL,
    "article-magazine": _PRESS,
    "article-newspaper": _PRESS,
    "book": _PRINTED,
    "chapter": (("container-title", _has("container-title")), *_PRINTED, ("page", _has("page"))),
    "legislation": (("number", _has("number", "container-title", "URL")),),
    "report": (("publisher", _has("publisher")), ("URL", _has("URL", "ISBN", "number", "DOI"))),
    "review": (("container-title", _has("container-title")), ("page", _has("page", "DOI", "URL"))),
    "thesis": (("publisher", _has("publisher")), ("genre", _has("genre"))),
    "webpage": (("URL", _has("URL")),),
}
