"""What the pages of one build share: read once, and never older than the build."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from lesart.citing import works
from lesart.core.findings import EditionError
from lesart.site import snapshot
from lesart.site.snapshot import snapshot_of
from lesart.tasks.edition import Settings


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_kept", [])


def english(settings: Settings, build: object = None) -> str:
    """Read the first English sentence of the tiny edition."""
    return snapshot_of(settings, build).edition.texts[0].rows[0].units[0].text


def edit(root: Path, words: str) -> None:
    """Change the first English sentence; the file keeps its size."""
    path = next(root.glob("source_texts/zeichen/en.tsv"))
    path.write_text(path.read_text("utf-8").replace("Signs & Numbers", words), "utf-8")
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))


def test_the_pages_of_a_build_share_an_edition(mini: Settings) -> None:
    build = object()
    first = snapshot_of(mini, build)
    edit(mini.root, "Names & Numbers")
    assert snapshot_of(mini, build) is first
    assert first.templates is first.templates


def test_a_build_reads_each_text_and_formats_the_works_once(
    mini: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = "[a](wolken:2.1) [b](term:wolke)\n\n/// passage | {}\n///\n"
    for name, passage in (("one", "wolken:2.1"), ("two", "zeichen:1.1")):
        (mini.root / f"docs/{name}.md").write_text(page.format(passage), "utf-8")
    monkeypatch.setenv("LESART_AUDIENCE", "private")
    monkeypatch.setenv("LESART_ORIGINALS", str(mini.originals[0]))
    read: Counter[str] = Counter()
    read_bytes = Path.read_bytes

    def counted(path: Path) -> bytes:
        read[path.relative_to(mini.root).as_posix() if mini.root in path.parents else ""] += 1
        return read_bytes(path)

    formatted: list[int] = []
    format_items = works.format_items

    def formats(items: Sequence[Mapping[str, Any]], *how: Any, **more: Any) -> Any:
        formatted.append(len(items))
        return format_items(items, *how, **more)

    works.format_works.cache_clear()
    monkeypatch.setattr(works, "format_items", formats)
    monkeypatch.setattr(Path, "read_bytes", counted)
    build(load_config(str(mini.root / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    made = (tmp_path / "site/two/index.html").read_text("utf-8")
    assert 'class="passage"' in made
    assert "texts/wolken/#p2.1" in made
    data = {path: count for path, count in read.items() if path.startswith(("source", "glossary"))}
    assert {f"source_texts/{text}/segments.tsv" for text in ("zeichen", "wolken")} < data.keys()
    assert set(data.values()) == {1}, data
    assert len(formatted) == 1


def test_the_next_build_reads_anew(mini: Settings) -> None:
    assert english(mini, object()) == "Signs & Numbers"
    edit(mini.root, "Names & Numbers")
    assert english(mini, object()) == "Names & Numbers"


def test_without_a_build_every_edit_is_seen(mini: Settings) -> None:
    first = snapshot_of(mini)
    assert snapshot_of(mini) is first
    edit(mini.root, "Names & Numbers")
    assert english(mini) == "Names & Numbers"
    (mini.root / "source_texts/zeichen/en.tsv").write_bytes(b"\xff\n")
    with pytest.raises(EditionError):
        snapshot_of(mini)


def test_an_original_that_comes_later_is_seen(mini: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "later"
    folder.mkdir()
    settings = replace(mini, originals=(folder,))
    kinds = {text.record.id: text.original for text in snapshot_of(settings).edition.texts}
    assert kinds["wolken"] == "missing"
    for path in mini.originals[0].iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    kinds = {text.record.id: text.original for text in snapshot_of(settings).edition.texts}
    assert kinds["wolken"] == "present"


def test_another_audience_is_another_edition(mini: Settings) -> None:
    build = object()
    held = {a: snapshot_of(replace(mini, audience=a), build).edition for a in ("public", "private")}
    assert held["public"].audience == "public"
    assert held["private"].audience == "private"
