"""Merge two people's versions of a file of the edition, each kind of file in its own way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lesart.core.findings import Finding, Location
from lesart.core.merge_forms import (
    Cut,
    Cutter,
    cut_json,
    cut_sections,
    cut_table,
    whole,
    whole_json,
    whole_sections,
)
from lesart.core.merge_records import Conflict, merge_records, write_conflict
from lesart.store.merge_lines import merge_lines, merge_lists
from lesart.store.text_list import in_lines
from lesart.translation.merge_locks import merge_locks

_HINT = "choose between ours and theirs, take out the lines with the marks, and `git add` the file"


@dataclass(frozen=True, slots=True)
class MergedFile:
    """Hold what is to be written, and what both sides changed otherwise: one finding each."""

    data: bytes
    conflicts: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """Say which files are cut how, what a record is called, and how it is put together again."""

    path: re.Pattern[str]
    record: str
    cut: Cutter
    join: Callable[[str, list[str], str], str] = whole


_TEXT = r"(?:.*/)?source_texts/[^/]+/"
_FORMS = (
    _Form(re.compile(_TEXT + r"(?:en|de)\.tsv"), "unit", cut_table(1, header=False)),
    _Form(re.compile(_TEXT + r"segments\.tsv"), "segment", cut_table(1, header=True)),
    _Form(re.compile(_TEXT + r"(?:terms|names)\.tsv"), "place", cut_table(0, header=True)),
    _Form(re.compile(_TEXT + r"marks\.tsv"), "mark", cut_table(0, header=True)),
    _Form(re.compile(_TEXT + r"paragraphs\.tsv"), "paragraph", cut_table(1, header=True)),
    _Form(re.compile(_TEXT + r"releases\.tsv"), "release", cut_table(1, header=True)),
    _Form(re.compile(_TEXT + r"signposts\.tsv"), "signpost", cut_table(1, header=True)),
    _Form(re.compile(_TEXT + r"notes\.md"), "note", cut_sections, whole_sections),
    _Form(re.compile(r"(?:.*/)?source_texts/spelling\.txt"), "word", cut_table(0, header=False)),
    _Form(
        re.compile(r"(?:.*/)?source_texts/bibliography\.json"), "work", cut_json, whole_json
    ),
)  # fmt: skip
_LOCKS = re.compile(_TEXT + r"en\.lock\.tsv")
_LISTS = re.compile(r".*\.ya?ml")
_EDITION = re.compile(r"(?:.*/)?source_texts/edition\.yml")


def merge_file(base: bytes, ours: bytes, theirs: bytes, path: str) -> MergedFile:
    """
    Merge two versions of the file at *path*, from the *base* that both began with.

    What is not of the form that its path asks for is merged by its lines, as git does. Raises
    EditionError where it is no text.
    """
    if _LOCKS.fullmatch(path):
        locks = merge_locks(base, ours, theirs, path)
        if locks is not None:
            return MergedFile(locks[0].encode(), _told(path, "lock of the unit", locks[1]))
    for form in _FORMS:
        if form.path.fullmatch(path):
            merged = _by_records(form, (base, ours, theirs), path)
            if merged is not None:
                return merged
    if _EDITION.fullmatch(path):
        base, ours, theirs = map(_listed, (base, ours, theirs))
    by_lines = merge_lists if _LISTS.fullmatch(path) else merge_lines
    data, conflicts = by_lines(base, ours, theirs)
    return MergedFile(data, _told(path, "place", [str(n + 1) for n in range(conflicts)]))


def _told(path: str, record: str, keys: list[str] | tuple[str, ...]) -> tuple[Finding, ...]:
    message = "both sides changed it"
    return tuple(
        Finding(Location(path), "K001", f"the {record} {key[:80]}: {message}", (), _HINT)
        for key in keys
    )


def _by_records(form: _Form, sides: tuple[bytes, bytes, bytes], path: str) -> MergedFile | None:
    cuts = [_cut(form, data) for data in sides]
    base, ours, theirs = cuts
    if base is None or ours is None or theirs is None:
        return None
    head = _head(base.head if sides[0] else None, ours.head, theirs.head)
    merged = merge_records(base.records, ours.records, theirs.records)
    if head is None or merged is None:
        return None
    bodies = [write_conflict(one, str) if isinstance(one, Conflict) else one for one in merged]
    keys = [one.key for one in merged if isinstance(one, Conflict)]
    written = form.join(head, bodies, ours.foot)
    return MergedFile(written.encode(), _told(path, form.record, keys))


def _cut(form: _Form, data: bytes) -> Cut | None:
    if not data:
        return Cut({})
    try:
        return form.cut(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _head(base: str | None, ours: str, theirs: str) -> str | None:
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else None


def _listed(data: bytes) -> bytes:
    """Write the list of texts one a line, so that two added texts meet no other line."""
    try:
        return in_lines(data.decode("utf-8")).encode()
    except UnicodeDecodeError:
        return data
