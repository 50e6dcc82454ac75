"""
Keep what takes long to find out, in a folder that may be deleted at any time.

It is `.cache/lesart` beside the edition, or where `LESART_CACHE` says. What cannot be written is
not kept, and what does not come back as it was written is found out anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lesart.core.files import make_ignored, write_atomic

CACHE_VARIABLE = "LESART_CACHE"
_FOLDER = ".cache/lesart"
_MOST = 100


def cache_folder(root: Path) -> Path:
    """Give the folder of an edition's cache, which need not exist."""
    return root / (os.environ.get(CACHE_VARIABLE) or _FOLDER)


def kept_path(folder: Path, kind: str, parts: Iterable[str]) -> Path:
    """
    Name the file for all that an answer rests on: `KIND-HASH.json`.

    >>> kept_path(Path("a"), "forms", ["x", "y"]) == kept_path(Path("a"), "forms", ["xy"])
    False
    """
    told = json.dumps(list(parts)).encode()
    return folder / f"{kind}-{hashlib.sha256(told).hexdigest()[:24]}.json"


def read_kept(path: Path) -> Any:
    """Read what was kept; None where there is nothing, or nothing whole."""
    try:
        found = json.loads(path.read_bytes())
        return found["kept"] if found["digest"] == _digest(found["kept"]) else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def write_kept(path: Path, answer: object) -> None:
    """Keep an answer that JSON can hold; of its kind, the hundred newest stay."""
    data = json.dumps({"digest": _digest(answer), "kept": answer})
    with contextlib.suppress(OSError):
        make_ignored(path.parent)
        write_atomic(path, data)
        beside = path.parent.glob(f"{path.name.partition('-')[0]}-*.json")
        for old in sorted(beside, key=lambda one: one.stat().st_mtime_ns)[:-_MOST]:
            old.unlink(missing_ok=True)


def _digest(answer: object) -> str:
    return hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()
