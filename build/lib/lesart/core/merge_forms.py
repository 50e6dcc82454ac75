"""Cut a file into records that can be merged by their keys, and put it together again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_SECTION = re.compile(r"^(?=## )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cut:
    """Hold a file as records by key, each with its line ends; `head` and `foot` stand around."""

    records: dict[str, str]
    head: str = ""
    foot: str = ""


Cutter = Callable[[str], Cut | None]
"""Cuts a file; None where it is not of the form, such as one with a key that stands twice."""


def whole(head: str, bodies: Sequence[str], foot: str) -> str:
    """Put records together as they are."""
    return head + "".join(bodies) + foot


def whole_sections(head: str, bodies: Sequence[str], foot: str) -> str:
    """Put sections together, so that one line end closes the page."""
    return whole(head, bodies, foot).rstrip("\n") + "\n"


def whole_json(head: str, bodies: Sequence[str], foot: str) -> str:
    """Put objects together, the last one without its comma."""
    return f"{whole(head, bodies, '').removesuffix(f',{chr(10)}')}\n{foot}"


def cut_table(columns: int, header: bool) -> Cutter:
    r"""
    Cut a table whose first *columns* cells are the key of a line; none: the whole line is.

    >>> cut_table(1, header=True)("id\ttext\n1.1\tOne.\n")
    Cut(records={'1.1': '1.1\tOne.\n'}, head='id\ttext\n', foot='')
    """

    def cut(written: str) -> Cut | None:
        lines = written.splitlines(keepends=True) if _is_plain(written) else None
        if lines is None or (header and not lines):
            return None
        head = lines.pop(0) if header else ""
        keys = ["\t".join(line.rstrip("\n").split("\t")[: columns or None]) for line in lines]
        return _keyed(keys, lines, head)

    return cut


def cut_sections(written: str) -> Cut | None:
    r"""
    Cut a page at its second headings, whose first word is the key.

    >>> cut_sections("## 1.1a „x“\n\nOne.\n\n## 1.1b\n").records
    {'1.1a': '## 1.1a „x“\n\nOne.\n\n', '1.1b': '## 1.1b\n\n'}
    """
    if not _is_plain(written):
        return None
    head, *sections = _SECTION.split(written)
    keys = [(section.partition("\n")[0][3:].split() or [""])[0] for section in sections]
    return _keyed(keys, [f"{section.rstrip(chr(10))}\n\n" for section in sections], head)


def cut_json(written: str) -> Cut | None:
    r"""
    Cut a list of JSON objects by their `id`, where it is written as `json.dumps` does, indented.

    >>> cut_json('[\n  {\n    "id": "a"\n  }\n]\n')
    Cut(records={'a': '  {\n    "id": "a"\n  },\n'}, head='[\n', foot=']\n')
    """
    try:
        read = json.loads(written)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, list) or not all(isinstance(one, dict) for one in read):
        return None
    if not read or written != json.dumps(read, ensure_ascii=False, indent=2) + "\n":
        return None
    keys = [str(one.get("id", "")) for one in read]
    bodies = [json.dumps([one], ensure_ascii=False, indent=2)[2:-2] + ",\n" for one in read]
    return _keyed(keys, bodies, "[\n", "]\n")


def _is_plain(written: str) -> bool:
    """Tell whether lines end with LF alone, the last one as well."""
    return written[-1:] in ("", "\n") and len(written.splitlines()) == written.count("\n")


def _keyed(keys: Sequence[str], bodies: Sequence[str], head: str, foot: str = "") -> Cut | None:
    if len(set(keys)) != len(keys) or "" in keys:
        return None
    return Cut(dict(zip(keys, bodies, strict=True)), head, foot)
