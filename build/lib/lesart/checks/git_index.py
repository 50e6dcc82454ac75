"""
Find in git's index what must not be published: originals, and files that hold a restricted text.

An original is known by its checksum, or by how near it comes to its recorded fingerprint; a file
that a command wrote, by what it says of itself; any other, by its words where the original is at
hand.
"""

from __future__ import annotations

import io
import posixpath
import re
import shlex
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lesart.core.findings import Location, Problem
from lesart.model import Record
from lesart.source.witness import holds_lines, sha256
from lesart.store.site_folder import MARK, audience_of

ORIGINALS = "source_texts/originals/"
_OURS_THERE = ("README.md", ".gitignore", ".gitkeep")
_PRIVATE = b"A private reading copy, made for its reader alone."
_ARCHIVE = b"PK\x03\x04"
_LARGEST = 100_000_000
_TMX = re.compile(rb'creationtool="lesart"')
_TMX_PLACE = re.compile(rb">([a-z][a-z0-9-]*):[^<]*</prop>")
_PO = re.compile(rb'"X-Generator: lesart ')
_PO_PLACE = re.compile(rb'"Project-Id-Version: ([a-z][a-z0-9-]*)\\n"')
_XLIFF = re.compile(rb"<xliff\b[^>]*urn:oasis:names:tc:xliff")
_XLIFF_PLACE = re.compile(rb'<file id="([a-z][a-z0-9-]*)"')
_KINDS = ((_TMX, _TMX_PLACE), (_PO, _PO_PLACE), (_XLIFF, _XLIFF_PLACE))
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guarded:
    """
    Know what is kept out of git: records of restricted texts, their fingerprints by text and
    siglum, and runs of words of those whose original is at hand, all of one length; and the paths
    of witnesses that the repository keeps by decision.
    """

    records: tuple[Record, ...]
    prints: Mapping[tuple[str, str], Sequence[str]]
    runs: frozenset[Words] = frozenset()
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Exposed:
    """Hold one file of the index that must not be there: an original, or a copy that has one."""

    kind: Literal["original", "copy"]
    problem: Problem


def exposed_files(
    files: Iterable[tuple[str, bytes]], guarded: Guarded, known: Mapping[str, str]
) -> Iterator[Exposed]:
    """
    Tell the files of the index that hold a restricted text.

    *known* are the words of files, by path, that another check looks at.
    """
    folders: list[str] = []
    for path, data in files:
        if path in guarded.kept or any(path.startswith(f"{name}/") for name in folders):
            continue
        if said := _original(path, data, guarded):
            yield Exposed("original", (Location(path), (said,), take_out(path)))
        elif posixpath.basename(path) == MARK and audience_of(data) == "private":
            folder = posixpath.dirname(path)
            folders.append(folder)
            said = "a site for private reading was built here"
            yield Exposed("copy", (Location(path), (said,), take_out(folder or ".", folder=True)))
        elif known.get(path) == data.decode("utf-8", "replace"):
            continue
        elif said := _held(data, guarded):
            yield Exposed("copy", (Location(path), (said,), take_out(path)))


def _original(path: str, data: bytes, guarded: Guarded) -> str:
    digest = sha256(data)
    for record in guarded.records:
        for witness in record.witnesses:
            if digest == witness.sha256:
                return f"its bytes are those of witness {witness.siglum} of {record.id}"
            known = guarded.prints.get((record.id, witness.siglum), ())
            if holds_lines(data, known):
                return f"half of witness {witness.siglum} of {record.id} or more stands in it"
    if path.startswith(ORIGINALS) and posixpath.basename(path) not in _OURS_THERE:
        return f"it lies in {ORIGINALS}"
    return ""


def _held(data: bytes, guarded: Guarded) -> str:
    restricted = {record.id.encode() for record in guarded.records}
    for kind, place in _KINDS:
        if kind.search(data, 0, 4096):
            found = sorted(restricted & set(place.findall(data)))
            if found:
                return f"it holds both sides of {b', '.join(found).decode()}"
    parts = list(_parts(data))
    made = data.startswith((b"%PDF", _ARCHIVE))
    if made and guarded.records and any(_PRIVATE in part for part in parts):
        return "it says of itself that it is a private reading copy"
    if guarded.runs and any(_has_run(part, guarded.runs) for part in parts):
        return "it holds twelve or more words in a row of a restricted original"
    return ""


def _parts(data: bytes) -> Iterator[bytes]:
    """Give what can be read of a file: of an archive, such as an EPUB, its members."""
    if not data.startswith(_ARCHIVE):
        yield data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if member.file_size <= _LARGEST:
                    yield archive.read(member)
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError, EOFError):
        yield data


def _has_run(data: bytes, runs: frozenset[Words]) -> bool:
    size = len(next(iter(runs)))
    if b"\0" in data[:8192]:
        return False
    text = re.sub(r"<[^>]*>", " ", data.decode("utf-8", "replace"))
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return any(run in runs for run in zip(*(words[n:] for n in range(size)), strict=False))


def take_out(path: str, folder: bool = False) -> str:
    """
    Say which command takes a file out of the index and leaves it on the disk.

    >>> take_out("a b.pdf")
    "run `git rm --cached -- 'a b.pdf'`; if it was committed, the history holds it still"
    """
    words = f"git rm --cached {'-r ' if folder else ''}-- {shlex.quote(path)}"
    return f"run `{words}`; if it was committed, the history holds it still"
