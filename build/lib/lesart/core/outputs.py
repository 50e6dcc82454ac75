"""
Write the files that somebody asks for by name, and overwrite none that no run of ours made.

A record keeps the hash of each file as it was written. What is no longer so, a person has changed,
annotated or put there, and it stays until somebody says otherwise.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lesart.core.files import exclusive, is_stream, make_ignored, write_atomic
from lesart.core.findings import EditionError, Finding, Location

RECORD = "written.json"
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Outputs:
    """
    Know what earlier runs wrote.

    `cache` is a folder of the edition that keeps a record beside that of the user, if there is one.
    With `force`, whatever is there is overwritten.
    """

    cache: Path | None = None
    force: bool = False

    def require(self, path: Path) -> None:
        """Raise EditionError, before long work, where a file stands that is not to be lost."""
        if not self.force and not is_stream(path) and self._is_foreign(_read(path), path):
            raise _refused(path)

    def write(self, path: Path, content: str | bytes) -> None:
        """
        Write a file as `write_atomic` does, and remember it.

        Raises EditionError where another file stands there, and OSError that names *path*.
        """
        data = content.encode() if isinstance(content, str) else content
        if is_stream(path):
            write_atomic(path, data)
            return
        there = _read(path)
        if there != data and not self.force and self._is_foreign(there, path):
            raise _refused(path)
        write_atomic(path, data)
        for folder in self._folders():
            # Where nothing can be kept, the next run asks.
            with suppress(OSError):
                _remember(folder, path, data)

    def _is_foreign(self, there: bytes | None, path: Path) -> bool:
        """Tell whether words would be lost that no run of ours has written."""
        if not there:
            return False
        name, digest = os.path.realpath(path), _digest(there)
        return all(_recorded(folder).get(name) != digest for folder in self._folders())

    def _folders(self) -> Iterator[Path]:
        if self.cache:
            yield self.cache
        with suppress(RuntimeError):
            state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state"
            yield Path(state) / "lesart"


def _refused(path: Path) -> EditionError:
    message = "a file stands here that no run of Lesart wrote, or that was changed since"
    hint = "name another, or add --force to overwrite it"
    return EditionError(Finding(Location(str(path)), "E010", message, hint=hint))


def _read(path: Path) -> bytes | None:
    """Read what would be overwritten; None where that is nothing."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def _recorded(folder: Path) -> Mapping[str, str]:
    try:
        found = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(folder: Path, path: Path, data: bytes) -> None:
    make_ignored(folder)
    with exclusive(folder):
        record = {name: digest for name, digest in _recorded(folder).items() if Path(name).exists()}
        name = os.path.realpath(path)
        record.pop(name, None)
        record[name] = _digest(data)
        kept = dict(list(record.items())[-_MOST:])
        write_atomic(folder / RECORD, json.dumps(kept, ensure_ascii=False, indent=0) + "\n")
