"""Files are written whole or not at all, and nothing but their words changes."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from lesart.core.files import is_stream, make_ignored, write_atomic


def names(folder: Path) -> list[str]:
    """Name what is in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "a.txt"
    link.symlink_to("there/b.txt")
    write_atomic(link, "one")
    write_atomic(link, "two")
    assert link.is_symlink()
    assert (tmp_path / "there/b.txt").read_text() == "two"
    assert names(tmp_path / "there") == ["b.txt"]


def test_a_ring_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match="symbolic links") as caught:
        write_atomic(tmp_path / "a", "x")
    assert caught.value.filename == str(tmp_path / "a")
    assert (tmp_path / "a").is_symlink()


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755, 0o444])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(mode)
    write_atomic(path, "new")
    assert (path.read_text(), path.stat().st_mode & 0o7777) == ("new", mode)


def test_a_new_file_has_the_mode_that_the_system_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "a.txt", "new")
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_a_pipe_is_written_through(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_atomic(pipe, "words")
    reader.join(10)
    assert read == [b"words"]
    assert (is_stream(pipe), names(tmp_path)) == (True, ["pipe"])


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_that_is_a_file_is_added_to(tmp_path: Path, name: str) -> None:
    words = f"from lesart.core.files import write_atomic as w; from pathlib import Path; print('a')\
\nw(Path({name!r}), 'b\\n'); print('c')"
    with (tmp_path / "out").open("wb") as out:
        out.write(b"before\n")
        out.flush()
        subprocess.run([sys.executable, "-c", words], stdout=out, check=True)
    assert (tmp_path / "out").read_text() == "before\na\nb\nc\n"
    assert names(tmp_path) == ["out"]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as caught:
        write_atomic(tmp_path, "x")
    assert caught.value.filename == str(tmp_path)


@pytest.mark.parametrize("fault", ["open", "write", "rename"])
def test_whatever_fails_names_the_file_and_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    where = {"open": "os.open", "write": "os.fsync", "rename": "pathlib.Path.replace"}[fault]
    monkeypatch.setattr(where, full)
    with pytest.raises(OSError, match="No space left") as caught:
        write_atomic(path, "new")
    monkeypatch.undo()
    assert caught.value.filename == str(path)
    assert (path.read_text(), names(tmp_path)) == ("old", ["a.txt"])


def test_a_long_name_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".txt")
    write_atomic(path, "x")
    assert names(tmp_path) == [path.name]


def test_an_ignored_folder_keeps_what_somebody_wrote_of_it(tmp_path: Path) -> None:
    make_ignored(tmp_path / "a/b")
    assert (tmp_path / "a/b/.gitignore").read_text() == "*\n"
    (tmp_path / "a/b/.gitignore").write_text("x\n")
    make_ignored(tmp_path / "a/b")
    assert (tmp_path / "a/b/.gitignore").read_text() == "x\n"
