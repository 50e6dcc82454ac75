"""Sites: whole or not at all, and nothing of a restricted text in public."""

from __future__ import annotations

import errno
import html
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sites import Sites

from lesart.core.findings import EditionError
from lesart.site import build as site
from lesart.tasks.edition import Settings, load_text

pytestmark = pytest.mark.site

RUN = 10


def words_of(path: Path) -> list[str]:
    """Read the words of a file with markup, escapes and entities taken off."""
    text = path.read_bytes().decode("utf-8", "ignore")
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    text = re.sub(r"\\[nrt\"/]", " ", text)
    text = html.unescape(html.unescape(text))
    return re.findall(r"[^\W\d_]+", re.sub(r"<[^>]*>", " ", text).casefold())


def runs_of(words: list[str]) -> set[tuple[str, ...]]:
    """Give every run of ten words."""
    return set(zip(*(words[n:] for n in range(RUN)), strict=False))


def restricted_runs(settings: Settings, names: list[str]) -> set[tuple[str, ...]]:
    """Give every run of ten words of both sides of the texts."""
    runs: set[tuple[str, ...]] = set()
    for name in names:
        rows = load_text(replace(settings, audience="private"), name).rows
        for side in (
            " ".join(s.text or "" for row in rows for s in row.segments),
            " ".join(u.text for row in rows for u in row.units),
        ):
            runs |= runs_of(re.findall(r"[^\W\d_]+", side.casefold()))
    return runs


def leaks(settings: Settings, names: list[str], folder: Path) -> list[str]:
    """List the files of a site that hold ten words in a row of one of the texts."""
    forbidden = restricted_runs(settings, names)
    assert forbidden
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".woff2"]
    return [path.name for path in files if forbidden & runs_of(words_of(path))]


@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
def test_a_public_site_holds_nothing_of_a_restricted_text(
    mini: Settings, sites: Sites, generator: site.Generator
) -> None:
    public = sites(replace(mini, audience="public"), generator)
    assert leaks(mini, ["wolken"], public) == []
    assert "index.html" in leaks(mini, ["wolken"], sites(mini, generator))
    assert "index.html" in leaks(mini, ["zeichen"], public)


def test_the_real_public_site_holds_nothing_of_the_originals(real: Settings, sites: Sites) -> None:
    public = sites(replace(real, audience="public"))
    assert leaks(real, ["siemons", "heilmann"], public) == []


@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
def test_a_build_that_fails_leaves_the_old_site(
    mini: Settings, sites: Sites, tmp_path: Path, generator: site.Generator
) -> None:
    target = Path(shutil.copytree(sites(mini, generator), tmp_path / "site"))
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    (mini.root / "source_texts/wolken/en.tsv").write_bytes(b"1.1\tbroken \xff\n")
    with pytest.raises(EditionError) as caught:
        site.build(mini, generator, target)
    assert "en.tsv:1: error[D001]: byte 0xff is not UTF-8" in str(caught.value)
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_somebody_added_stays_in_the_site_and_is_told(mini: Settings, tmp_path: Path) -> None:
    assert site.build(mini, "mkdocs", tmp_path / "site") == []
    (tmp_path / "site/CNAME").write_text("example.org")
    told = site.build(replace(mini, audience="public"), "mkdocs", tmp_path / "site")
    assert [(one.where.path, one.code) for one in told] == [(str(tmp_path / "site/CNAME"), "B009")]
    assert (tmp_path / "site/CNAME").read_text() == "example.org"
    assert leaks(mini, ["wolken"], tmp_path / "site") == []


def test_a_full_disk_names_the_file_and_leaves_the_old_site(
    mini: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left") as caught:
        site.build(mini, "mkdocs", tmp_path / "site")
    assert "/site/" in str(caught.value.filename)
    assert [path.name for path in tmp_path.iterdir() if path.name != "mini"] == []


def test_a_folder_that_no_build_has_marked_is_not_replaced(mini: Settings, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/a.txt").write_text("mine")
    with pytest.raises(EditionError, match="no build has marked it"):
        site.build(mini, "mkdocs", tmp_path / "mine")
    assert (tmp_path / "mine/a.txt").read_text() == "mine"


def test_a_build_that_is_ended_leaves_nothing_and_never_copied_an_original(
    mini: Settings, tmp_path: Path
) -> None:
    for folder, name in (("originals", "x.txt"), ("memory", "m.tmx")):
        (mini.root / "source_texts" / folder).mkdir()
        shutil.copy(mini.originals[0] / "gespraech.txt", mini.root / "source_texts" / folder / name)
    words = ["build", "--audience", "private", "--generator", "zensical", "--site-dir"]
    command = [sys.executable, "-m", "lesart", *words, str(tmp_path / "site")]
    run = subprocess.Popen(command, cwd=mini.root, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not (work := list(tmp_path.glob(".lesart-work-*/project/mkdocs.yml"))):
        assert run.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.01)
    held = {path.name for path in work[0].parent.rglob("*")}
    run.terminate()
    assert run.communicate(timeout=60)[1] == b""
    assert run.returncode == 128 + signal.SIGTERM
    assert {"en.tsv", "x.txt", "m.tmx"} & held == {"en.tsv"}
    assert list(tmp_path.glob(".lesart*")) == []


def test_zensical_finds_the_originals_of_the_edition(mini: Settings, tmp_path: Path) -> None:
    folder = mini.root / "source_texts/originals"
    shutil.copytree(mini.originals[0], folder)
    site.build(replace(mini, originals=()), "zensical", tmp_path / "site")
    assert "index.html" in leaks(mini, ["wolken"], tmp_path / "site/texts/wolken")


def test_hostile_words_stand_in_the_page_as_they_are(mini: Settings, sites: Sites) -> None:
    page = (sites(mini) / "texts/zeichen/index.html").read_text("utf-8")
    shown = html.unescape(re.sub(r"<[^>]*>", "", page))
    for row in load_text(mini, "zeichen").rows[1:]:
        for words in [s.text for s in row.segments] + [u.text for u in row.units]:
            assert words is not None
            assert words in shown
