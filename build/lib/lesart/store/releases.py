"""Read and write the releases and the signposts of a text; a released file is never replaced."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lesart.annotation.releases import (
    LIST_COLUMNS,
    SIGNPOST_COLUMNS,
    format_list,
    format_release,
    parse_list,
    parse_release,
    parse_signposts,
    version_key,
)
from lesart.core.files import exclusive, write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import decode, format_rows
from lesart.model import Citable, Release, Signpost
from lesart.source.ledger import digest


def read_releases(root: Path, folder: str) -> tuple[Release, ...]:
    """
    Read the releases of the text in *folder*, oldest first.

    One whose file is gone has nothing citable; `check` reports it. Raises EditionError for files
    out of form.
    """
    releases: list[Release] = []
    for _, (version, date, seal) in _read_list(root, folder):
        path = f"{folder}/releases/{version}.tsv"
        if not (root / path).is_file():
            releases.append(Release(version, date, (), seal))
            continue
        data = (root / path).read_bytes()
        things = parse_release(data, path)
        releases.append(Release(version, date, things, seal, digest(decode(data, path))))
    return tuple(releases)


def read_signposts(root: Path, folder: str) -> tuple[Signpost, ...]:
    """Read the signposts of the text in *folder*, which may be missing."""
    path = f"{folder}/signposts.tsv"
    empty = format_rows([], SIGNPOST_COLUMNS).encode()
    return parse_signposts((root / path).read_bytes() if (root / path).is_file() else empty, path)


def write_release(
    root: Path, folder: str, version: str, date: str, things: Sequence[Citable]
) -> Path:
    """
    Freeze a version: write its file, and then its line into the list.

    A run that is killed between the two leaves a file that is not released, and the next one
    writes it again. Raises EditionError where the version is released already.
    """
    with exclusive(root / folder):
        return _write_release(root, folder, (version, date), things)


def _write_release(
    root: Path, folder: str, named: tuple[str, str], things: Sequence[Citable]
) -> Path:
    version, date = named
    rows = [row for _, row in _read_list(root, folder)]
    path = root / folder / "releases" / f"{version}.tsv"
    if any(row[0] == version for row in rows):
        message = f"version {version} is released, and a release is never overwritten"
        where = Location(f"{folder}/releases/{version}.tsv")
        raise EditionError(Finding(where, "V005", message))
    if rows and version_key(version) <= version_key(rows[-1][0]):
        message = f"the version {version} does not come after {rows[-1][0]}"
        hint = "a text goes on from its last release"
        where = Location(f"{folder}/releases.tsv", len(rows) + 1)
        raise EditionError(Finding(where, "V002", message, hint=hint))
    text = format_release(things)
    path.parent.mkdir(exist_ok=True)
    write_atomic(path, text)
    write_atomic(
        root / folder / "releases.tsv", format_list([*rows, (version, date, digest(text))])
    )
    return path


def _read_list(root: Path, folder: str) -> list[tuple[int, tuple[str, str, str]]]:
    path = f"{folder}/releases.tsv"
    empty = format_rows([], LIST_COLUMNS).encode()
    return parse_list((root / path).read_bytes() if (root / path).is_file() else empty, path)
