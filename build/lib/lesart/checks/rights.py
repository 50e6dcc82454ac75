"""
Check what is recorded of rights: statements that are known, permissions that can be read.

Each check is a function whose docstring is the message, as in `check`, which runs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lesart.checks.checked import Checked
from lesart.core.findings import EditionError, Location, Problem
from lesart.core.records import Path, read_yaml
from lesart.model import Permission, Sources, near, parse_statement

_KNOWN = "an address of Creative Commons or rightsstatements.org, or a name such as CC BY 4.0"
_HELD = frozenset(map(parse_statement, ("InC", "InC-EDU", "InC-NC")))
_RECORD = "permission: {granted: yes, by: who, date: 2026-03-01, for: both, evidence: the letter}"


def unknown_statement(edition: Checked) -> Iterator[Problem]:
    """The rights statement of a text is none of those that are known, so the text is withheld."""
    for text in edition.texts:
        written = text.record.rights.statement
        if parse_statement(written) is None:
            yield _at(text, edition.files, "statement"), (written[:120],), _advice(written)


def unread_permission(edition: Checked) -> Iterator[Problem]:
    """The permission of a text is no record, so nothing is opened and the text is withheld."""
    for text in edition.texts:
        written = text.record.rights.permission
        if isinstance(written, str) and written.strip():
            hint = f"write, or leave the line out: {_RECORD}; for: original, translation or both"
            yield _at(text, edition.files, "permission"), (written[:120],), hint


def unnamed_holder(edition: Checked) -> Iterator[Problem]:
    """A text is in copyright, and its record does not say who holds the rights."""
    for text in edition.texts:
        rights = text.record.rights
        if rights.known in _HELD and rights.known and not rights.holder.strip():
            hint = "add holder: who holds them; where nobody can be found, state InC-RUU"
            yield _at(text, edition.files, "statement"), (rights.known.name,), hint


def contradicted_statement(edition: Checked) -> Iterator[Problem]:
    """A permission is refused where the rights statement needs none, and the text is withheld."""
    for text in edition.texts:
        rights = text.record.rights
        known, answer = rights.known, rights.permission
        free = known is not None and known.original == known.translation == "free"
        if free and isinstance(answer, Permission) and answer.granted == "no":
            hint = "leave out the one that does not hold"
            yield _at(text, edition.files, "permission"), (answer.said,), hint


def unknown_licence(edition: Checked) -> Iterator[Problem]:
    """The licence of the edition is no licence that is known."""
    record = edition.record
    known = parse_statement(record.licence)
    if known is None or known.original == "permission":
        path = "source_texts/edition.yml"
        where = Location(path, _line(path, edition.files, ("licence",)))
        hint = _advice(record.licence) if known is None else "write a licence such as CC BY 4.0"
        yield where, (record.licence[:120],), hint


def _advice(written: str) -> str:
    found = near(written)
    return f"did you mean {found}?" if found else f"write {_KNOWN}"


def _at(text: Sources, files: Mapping[str, str], key: str) -> Location:
    path = f"{text.folder}/text.yml"
    return Location(path, _line(path, files, ("rights", key)), text.record.id)


def _line(path: str, files: Mapping[str, str], place: Path) -> int:
    try:
        return read_yaml(files[path].encode(), path).line(place) if path in files else 0
    except EditionError:
        return 0
