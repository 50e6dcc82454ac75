"""What the pages of one build share: read once, and never older than the build."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

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
