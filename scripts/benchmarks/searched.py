"""What it costs to cut a site's search into sentences, beside the build that makes its pages."""

from __future__ import annotations

import gzip
import tempfile
import time
from pathlib import Path

from benchmarks.project import build, write_project
from lesart.site.search_index import MKDOCS, rewrite

SMALL, LARGE = 100, 1000


def run() -> list[tuple[str, str]]:
    """Rewrite the search of an edition of 100 texts, then of one of 1,000; load words once."""
    rows: list[tuple[str, str]] = []
    for texts in (SMALL, LARGE):
        with tempfile.TemporaryDirectory() as name:
            root, site = Path(name) / "edition", Path(name) / "site"
            write_project(root, texts)
            built, _ = build(root, site)
            before = _packed(site)
            start = time.process_time()
            rewrite(site)
            spent = time.process_time() - start
            first = ", the dictionary included" if texts == SMALL else ""
            rows += [
                (f"{texts} texts: mkdocs build", f"{built:.1f} s CPU"),
                (f"{texts} texts: the search cut anew{first}", f"{spent:.1f} s CPU"),
                (f"{texts} texts: index, gzipped", f"{before} KiB before, {_packed(site)} after"),
            ]
    return rows


def _packed(site: Path) -> int:
    return len(gzip.compress((site / MKDOCS).read_bytes(), mtime=0)) // 1024
