"""
Merge files by their lines, as git does; of lists, items that both sides added stay together.

Where git sees a conflict and nothing stood there before, two people have each added something at
one place. Are these whole items of a list, both are kept, in the order of their words.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

import yaml

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.merge_records import merge_runs

_CONFLICT = re.compile(
    r"^<<<<<<< ours\n(?P<ours>.*?)^\|\|\|\|\|\|\| before\n(?P<base>.*?)^=======\n"
    r"(?P<theirs>.*?)^>>>>>>> theirs\n",
    re.MULTILINE | re.DOTALL,
)
_LABELS = ("ours", "before", "theirs")


def merge_lines(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, int]:
    """
    Merge by lines: what is to be written, and the number of conflicts in it.

    Raises EditionError where git cannot, as for files that are no text.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in _LABELS]
        for path, data in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(data)
        labels = [word for label in _LABELS for word in ("-L", label)]
        command = ["git", "merge-file", "-p", "--diff3", *labels, *map(str, paths)]
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except OSError as error:
            raise _unmerged(str(error.strerror)) from None
    if done.returncode > 127 or done.returncode < 0:
        raise _unmerged(done.stderr.decode("utf-8", "replace").strip()[:200])
    return done.stdout, done.returncode


def _unmerged(said: str) -> EditionError:
    message = "git cannot merge the file by its lines"
    return EditionError(Finding(Location(), "K004", message, (said,), "choose one of the versions"))


def merge_lists(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, int]:
    """
    Merge a YAML file by its lines, where items that both sides added to a list are both kept.

    Gives what is to be written, and the number of conflicts. Raises EditionError as `merge_lines`.
    """
    merged, conflicts = merge_lines(base, ours, theirs)
    try:
        written = merged.decode("utf-8")
    except UnicodeDecodeError:
        return merged, conflicts
    kept = _CONFLICT.sub(lambda found: _both(found) or found[0], written)
    if kept == written or (not _CONFLICT.search(kept) and not _is_yaml(kept)):
        return merged, conflicts
    return kept.encode(), len(_CONFLICT.findall(kept))


def _both(conflict: re.Match[str]) -> str:
    """Give the items of both sides; nothing where they are none, or the same one said twice."""
    ours, theirs = _items(conflict["ours"]), _items(conflict["theirs"])
    if conflict["base"].strip() or not ours or not theirs:
        return ""
    # What both sides added alike is one item.
    theirs = [item for item in theirs if item not in ours]
    items = [*ours, *theirs]
    if len(set(map(_identity, items))) != len(items) or len(set(map(_indent, items))) != 1:
        return ""
    return "".join(merge_runs(ours, theirs, str))


def _items(lines: str) -> list[str]:
    """Cut lines into items of one list; none where something else stands there."""
    found = re.search(r"^ *(?=- )", lines, re.MULTILINE)
    if not found:
        return []
    item = re.compile(rf"^(?={found[0]}- )", re.MULTILINE)
    head, *items = item.split(lines)
    inner = re.compile(rf"{found[0]}(?:- | +\S)|\s*$")
    return [] if head.strip() or not all(map(inner.match, lines.splitlines())) else items


def _identity(item: str) -> str:
    """Give what no two items may share: their id where they have one, or else all they say."""
    first = item.partition("\n")[0].strip()
    return first if first.startswith("- id:") else item


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_yaml(written: str) -> bool:
    try:
        yaml.compose(written, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return False
    return True
