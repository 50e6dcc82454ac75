"""Read what git keeps or is about to keep of an edition: the files of its index."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from lesart.core.findings import EditionError, Finding, Location

_AT_ONCE = 64
_FILES = ("100644", "100755")


def indexed_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """
    Give the files in git's index below *root*, as they are there: path from *root*, and bytes.

    Gives nothing where there is no git or no repository. Raises EditionError where there is one
    and it cannot be read.
    """
    listed = _git(root, ["ls-files", "--stage", "-z"])
    if listed is None:
        return
    entries = [entry.split(b"\t", 1) for entry in listed.split(b"\0") if entry]
    blobs = [
        (path.decode("utf-8", "surrogateescape"), info.split()[1])
        for info, path in entries
        if info.split()[0].decode() in _FILES
    ]
    rest = iter(blobs)
    while chunk := list(islice(rest, _AT_ONCE)):
        names = b"".join(name + b"\n" for _, name in chunk)
        found = _git(root, ["cat-file", "--batch"], names) or b""
        for path, _ in chunk:
            head, _, found = found.partition(b"\n")
            # One that git has lost is told as missing, without bytes.
            _, kind, *size = head.split()
            if kind == b"blob":
                yield path, found[: int(size[0])]
                found = found[int(size[0]) + 1 :]


def is_ignored(root: Path, path: str) -> bool | None:
    """Tell whether git leaves a path alone; None where there is no git or no repository."""
    words = ["git", "-C", str(root), "check-ignore", "--quiet", "--no-index", path]
    try:
        found = subprocess.run(words, capture_output=True, check=False).returncode
    except OSError:
        return None
    return found == 0 if found in (0, 1) else None


def _git(root: Path, words: Sequence[str], given: bytes = b"") -> bytes | None:
    """Run git; None where it is not installed or *root* is in no repository."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words], input=given, capture_output=True, check=False
        )
    except OSError:
        return None
    if done.returncode == 0:
        return done.stdout
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return None
    said = tuple(done.stderr.decode("utf-8", "replace").splitlines()[:4])
    message = "git cannot read its index, so nobody knows whether it keeps an original"
    raise EditionError(Finding(Location(".git"), "C104", message, said, "mend what git names"))
