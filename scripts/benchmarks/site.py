"""What the extension costs: our build against the same pages given as ready HTML."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from benchmarks.project import build, settings, write_project

TEXTS, PARAGRAPHS, SENTENCES, RUNS = 60, 40, 5, 3
_ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">(.*?)</article>', re.DOTALL)


def run() -> list[tuple[str, str]]:
    """Build both in turn, three times each, and compare the quickest."""
    with tempfile.TemporaryDirectory() as name:
        ours, ready = Path(name) / "ours", Path(name) / "ready"
        write_project(ours, TEXTS, PARAGRAPHS, SENTENCES)
        build(ours, Path(name) / "site")
        _write_ready(ours, ready, Path(name) / "site")
        times: dict[Path, list[float]] = {ours: [], ready: []}
        for _ in range(RUNS):
            for root, seconds in times.items():
                seconds.append(build(root, Path(name) / f"{root.name}-site")[0])
    a, b = min(times[ours]), min(times[ready])
    return [
        (f"our build, {TEXTS} texts of {PARAGRAPHS} paragraphs", f"{a:.2f} s CPU"),
        ("mkdocs build of the same pages as ready HTML", f"{b:.2f} s CPU"),
        ("ratio (goal 1.5 or less)", f"{a / b:.2f}"),
    ]


def _write_ready(ours: Path, ready: Path, site: Path) -> None:
    shutil.copytree(ours, ready)
    (ready / "mkdocs.yml").write_text(settings(extension=""), "utf-8")
    for page in (ready / "docs" / "texts").glob("*.md"):
        html = (site / "texts" / page.stem / "index.html").read_text("utf-8")
        found = _ARTICLE.search(html)
        if not found:
            raise RuntimeError(f"no article in {page.stem}")
        body = "\n".join(line for line in found[1].splitlines() if line.strip())
        page.write_text(f"---\ntitle: {page.stem}\n---\n<div>\n{body}\n</div>\n", "utf-8")
