"""How the build grows: an edition of 1,000 texts against one of 100."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.project import build, write_project

SMALL, LARGE = 100, 1000


def run() -> list[tuple[str, str]]:
    """Build both once."""
    rows: list[tuple[str, str]] = []
    seconds: dict[int, float] = {}
    for texts in (SMALL, LARGE):
        with tempfile.TemporaryDirectory() as name:
            root = Path(name) / "edition"
            write_project(root, texts)
            seconds[texts], memory = build(root, Path(name) / "site")
        rows.append((f"{texts} texts", f"{seconds[texts]:.2f} s CPU, {memory} MiB"))
    ratio = seconds[LARGE] / seconds[SMALL]
    return [*rows, ("ratio (goal 12 or less)", f"{ratio:.1f}")]
