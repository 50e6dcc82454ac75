"""Know where the files of an edition lie, and read one of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lesart.core.findings import EditionError, Finding, Location

SOURCES = "source_texts"
ORIGINALS = "source_texts/originals"
GLOSSARY = "glossary"
MEMORY = "source_texts/memory"
Stamps = tuple[tuple[Path, int, int], ...]


def find_root(start: Path) -> Path:
    """
    Find the project's folder: *start* or the nearest one above it that holds an edition.

    Raises EditionError where there is none.
    """
    for folder in (start, *start.parents):
        if (folder / SOURCES / "edition.yml").is_file():
            return folder
    message = f"no edition here: {SOURCES}/edition.yml is not in this folder or one above it"
    raise EditionError(Finding(Location(str(start)), "E001", message))


def read_file(root: Path, path: str) -> bytes:
    """Read a file. Raises EditionError where it cannot be read."""
    try:
        return (root / path).read_bytes()
    except OSError as error:
        reason = "is not there" if isinstance(error, FileNotFoundError) else str(error.strerror)
        raise EditionError(Finding(Location(path), "E004", f"the file {reason}")) from None


def read_optional(root: Path, path: str, default: str) -> tuple[bytes, str]:
    """Read a file that may be missing: its bytes, or *default*, and its path for messages."""
    return ((root / path).read_bytes() if (root / path).is_file() else default.encode(), path)


def stamps_of(paths: Iterable[Path]) -> Stamps:
    """Tell files from what they were: each with its time and its size, in the order of names."""
    found = ((path, path.stat()) for path in sorted(paths))
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in found)
