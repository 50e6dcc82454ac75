r"""
Keep what was published: the releases of a text, each frozen, and the signposts of ids gone since.

`releases.tsv` lists versions with their dates and the digests of their files; `releases/1.0.tsv`
holds one line a thing that can be cited. A line break in a wording is written `\n`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import get_args

from lesart.core import references
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import format_rows, parse_rows
from lesart.model import Citable, CitableKind, Release, Signpost, Sources
from lesart.source.ledger import digest

COLUMNS = ("kind", "id", "digest", "wording")
LIST_COLUMNS = ("version", "date", "digest")
SIGNPOST_COLUMNS = ("id", "to", "since", "reason")
_KINDS: tuple[CitableKind, ...] = get_args(CitableKind)
_VERSION = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6}){0,3}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOTE = re.compile(r"[a-z0-9.]{2,20}")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_WRITTEN = {written: plain for plain, written in _ESCAPES.items()}


def is_version(written: str) -> bool:
    """Tell whether *written* can name a version: numbers with points between, at most four."""
    return _VERSION.fullmatch(written) is not None


def version_key(version: str) -> tuple[int, ...]:
    """
    Give the numbers by which versions are ordered.

    >>> version_key("1.10") > version_key("1.9.1") > version_key("1.9")
    True
    """
    return tuple(map(int, version.split(".")))


def citable(kind: CitableKind, id_: str, words: str, keep: bool = True) -> Citable:
    """Make the record of something citable; its words are kept only where they may be."""
    return Citable(kind, id_, digest(words), words if keep else None)


def citables(sources: Sources, free: bool) -> tuple[Citable, ...]:
    """
    List what can be cited of a text as it stands: lacunae, segments, units, notes, in this order.

    The German wording is kept only of a text that is *free* and complete in the repository.
    """
    words = {}
    if free and sources.recipe is None:
        words = {segment.id: segment.text for segment in sources.segments or ()}
    lost = (place.id for place in sources.places if place.role == "lacuna")
    return (
        *(citable("lacuna", id_, "", False) for id_ in lost),
        *(Citable("de", entry.id, entry.digest, words.get(entry.id)) for entry in sources.ledger),
        *(citable("en", unit.ids, unit.text) for unit in sources.units),
        *(citable("note", note.id, note.body) for note in sources.notes),
    )


def parse_list(data: bytes, path: str) -> list[tuple[int, tuple[str, str, str]]]:
    """
    Read `releases.tsv` as (line, (version, date, digest)), oldest first.

    Raises EditionError for cells out of form, and versions that do not rise.
    """
    rows: list[tuple[int, tuple[str, str, str]]] = []
    findings: list[Finding] = []
    for line, (version, date, seal) in parse_rows(data, path, LIST_COLUMNS):
        sound = is_version(version) and _DATE.fullmatch(date) and re.fullmatch("[0-9a-f]{16}", seal)
        if not sound:
            message = "the line is not a version, a date (YYYY-MM-DD) and a digest"
            findings.append(Finding(Location(path, line), "V001", message))
        elif rows and version_key(version) <= version_key(rows[-1][1][0]):
            message = f"the version {version} does not come after {rows[-1][1][0]}"
            findings.append(Finding(Location(path, line), "V002", message))
        else:
            rows.append((line, (version, date, seal)))
    if findings:
        raise EditionError(findings)
    return rows


def format_list(rows: Iterable[tuple[str, str, str]]) -> str:
    """Write `releases.tsv`."""
    return format_rows(rows, LIST_COLUMNS)


def parse_release(data: bytes, path: str) -> tuple[Citable, ...]:
    """
    Read the file of one release.

    Raises EditionError for lines out of form or given twice, and units of segments that it lacks.
    """
    findings: list[Finding] = []
    found: dict[tuple[str, str], Citable] = {}
    kinds: dict[str, CitableKind] = {kind: kind for kind in _KINDS}
    rows = parse_rows(data, path, COLUMNS)
    segments = [id_ for _, (kind, id_, *_) in rows if kind == "de"]
    places = {id_: place for place, id_ in enumerate(segments)}
    for line, (kind, id_, hash_, wording) in rows:
        sound = kind in kinds and _is_id(kind, id_) and re.fullmatch("[0-9a-f]{16}", hash_)
        lost = kind == "en" and not references.span(id_, places)
        if not sound or lost or (kind, id_) in found:
            message = "the line is out of form, or stands twice"
            if lost:
                message = "the release lacks segments of the unit"
            hint = "a release is never edited: bring the file back as it was published"
            where = Location(path, line)
            findings.append(Finding(where, "V003", message, (f"{kind} {id_}"[:80],), hint))
        else:
            words = _plain(wording) if wording else None
            found[kind, id_] = Citable(kinds[kind], id_, hash_, words)
    if findings:
        raise EditionError(findings)
    return tuple(found.values())


def format_release(things: Iterable[Citable]) -> str:
    """Write the file of one release."""
    rows = ((one.kind, one.id, one.digest, _escaped(one.wording or "")) for one in things)
    return format_rows(rows, COLUMNS)


def _is_id(kind: str, id_: str) -> bool:
    if kind == "note":
        return _NOTE.fullmatch(id_) is not None
    if kind == "lacuna":
        return references.is_paragraph(id_)
    ends = references.split_range(id_)
    return ends is not None and all(map(references.is_segment, ends))


def _escaped(words: str) -> str:
    return re.sub(r"[\\\n\t]", lambda found: _ESCAPES[found[0]], words)


def _plain(written: str) -> str:
    return re.sub(r"\\[\\nt]", lambda found: _WRITTEN[found[0]], written)


def parse_signposts(data: bytes, path: str) -> tuple[Signpost, ...]:
    """
    Read `signposts.tsv`: which id is gone, where its words are now, since which version, and why.

    An empty `to` says that they were withdrawn. Raises EditionError for ids out of form or given
    twice, and where version or reason is missing.
    """
    posts: list[Signpost] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for line, (id_, to, since, reason) in parse_rows(data, path, SIGNPOST_COLUMNS):
        message = ""
        if not _is_end(id_) or (to and not all(map(_is_end, to.split("-", 1)))):
            message = "an id is out of form"
        elif id_ in seen:
            message = f"the id {id_} has a signpost on line {seen[id_]} already"
        elif not is_version(since) or not reason.strip():
            message = "a signpost needs the version since which it stands, and a reason"
        if message:
            hint = "3.4<TAB>3.4a-3.4b<TAB>1.1<TAB>two sentences, not one"
            findings.append(Finding(Location(path, line), "V004", message, (), hint))
        seen[id_] = line
        posts.append(Signpost(id_, to, since, reason, line))
    if findings:
        raise EditionError(findings)
    return tuple(posts)


def _is_end(id_: str) -> bool:
    is_note = id_.startswith("n") and _NOTE.fullmatch(id_[1:]) is not None
    return references.is_segment(id_) or references.is_paragraph(id_) or is_note


def published_ids(releases: Sequence[Release]) -> dict[str, str]:
    """
    Give every id that was ever published, with the last version that held it.

    Paragraphs are ids as well as their segments; the id of a note begins with an `n`.
    """
    ids: dict[str, str] = {}
    for release in releases:
        ids.update(dict.fromkeys(ids_of(release.citables), release.version))
    return ids


def ids_of(things: Iterable[Citable]) -> list[str]:
    """List the ids that citable things give: segments with their paragraphs, lacunae, notes."""
    ids: list[str] = []
    for one in things:
        if one.kind == "note":
            ids.append(f"n{one.id}")
        elif one.kind != "en":
            ids += [references.paragraph_of(one.id), one.id]
    return list(dict.fromkeys(ids))
