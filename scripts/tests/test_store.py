"""Files: written whole or not at all, originals found by their bytes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lesart.core.files import write_atomic
from lesart.core.findings import EditionError
from lesart.store.paths import ORIGINALS, find_root
from lesart.tasks.edition import Settings, load_text
from lesart.tasks.originals import list_originals


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "en.tsv"
    path.write_text("old\n")

    def fail(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(path, "new\n")
    assert path.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.slow
def test_a_run_killed_while_writing_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "en.tsv"
    whole = {"a" * 2_000_000 + "\n", "b" * 2_000_000 + "\n"}
    path.write_text(min(whole))
    code = (
        "import sys; from pathlib import Path; from lesart.core.files import write_atomic\n"
        "while True:\n"
        "    for letter in 'ab': write_atomic(Path(sys.argv[1]), letter * 2_000_000 + '\\n')\n"
    )
    for _ in range(5):
        with subprocess.Popen([sys.executable, "-c", code, str(path)]) as process:
            time.sleep(0.3)
            process.send_signal(signal.SIGKILL)
        assert path.read_text() in whole


def test_an_original_is_found_whatever_its_name(mini: Settings, mini_originals: Path) -> None:
    data = (mini_originals / "gespraech.txt").read_bytes()
    folder = mini.root / ORIGINALS
    folder.mkdir()
    (folder / "Kopie (2).TXT").write_bytes(data)
    status = list_originals(Settings(mini.root))[0]
    assert status.path == folder / "Kopie (2).TXT"
    assert load_text(Settings(mini.root, (), "private"), "wolken").original == "present"


def test_an_original_put_in_later_is_seen(mini: Settings, mini_originals: Path) -> None:
    settings = Settings(mini.root, (), "private")
    assert load_text(settings, "wolken").original == "missing"
    folder = mini.root / ORIGINALS
    folder.mkdir()
    (folder / "a.txt").write_bytes((mini_originals / "gespraech.txt").read_bytes())
    assert load_text(settings, "wolken").original == "present"
    (folder / "a.txt").write_bytes(b"edited")
    assert load_text(settings, "wolken").original == "missing"


def test_a_near_miss_is_told_for_its_witness(mini: Settings, mini_originals: Path) -> None:
    data = (mini_originals / "gespraech.txt").read_bytes()
    folder = mini.root / ORIGINALS
    folder.mkdir()
    (folder / "windows.txt").write_bytes(data.replace(b"\n", b"\r\n"))
    (folder / "other.txt").write_bytes(b"Something else.\n" * 30)
    (near,) = list_originals(Settings(mini.root))[0].near
    assert near[0].name == "windows.txt"
    assert "CRLF" in near[1].difference


def test_the_root_is_found_from_below(mini: Settings, tmp_path: Path) -> None:
    below = mini.root / "source_texts" / "wolken"
    assert find_root(below) == mini.root
    with pytest.raises(EditionError, match="no edition here"):
        find_root(tmp_path)


def test_the_edition_names_its_texts_when_one_is_unknown(mini: Settings) -> None:
    with pytest.raises(EditionError, match="its texts: zeichen, wolken"):
        load_text(mini, "nebel")
