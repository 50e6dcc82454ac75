"""Write files so that a run that is killed leaves the old one, and only the words change."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such locks: there two runs at once are not kept apart.
    fcntl = None  # type: ignore[assignment]

_STREAM = re.compile(r"/dev/(?:std(?P<name>out|err)|fd/(?P<number>\d+))|/proc/self/fd/(?P<fd>\d+)")
_NEW = 0o666
_LONGEST = 100


def write_atomic(path: Path, content: str | bytes) -> None:
    """
    Write *content* so that *path* holds either the old or the new, never a part.

    Text is written as UTF-8 with LF line ends. A link is followed and stays; a file that is there
    keeps its mode; what is no file, such as a pipe or a device, is written through. Raises OSError
    that names *path*.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    with naming(path):
        if is_stream(path):
            _write_through(path, data)
        else:
            _replace(Path(os.path.realpath(path)), data)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an OSError, such as that of a full disk, name the file that is being written."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None


def write_part(path: Path, content: str | bytes) -> None:
    """
    Write a file of a folder that will be put in its place as a whole.

    Text is written as UTF-8, its line ends as they are. Raises OSError that names *path*.
    """
    with naming(path):
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def is_stream(path: Path) -> bool:
    """Tell whether *path* stands for an open stream, a pipe or a device, where nothing is kept."""
    if _STREAM.fullmatch(str(path)):
        return True
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _write_through(path: Path, data: bytes) -> None:
    stream = _STREAM.fullmatch(str(path))
    if stream is None:
        with path.open("wb") as file:
            file.write(data)
        return
    # Opened by its name, a stream that leads to a file would be cut and written from its start.
    number = stream["number"] or stream["fd"] or {"out": 1, "err": 2}[stream["name"]]
    for standard in (sys.stdout, sys.stderr):
        standard.flush()
    with os.fdopen(os.dup(int(number)), "wb") as file:
        file.write(data)


def _replace(path: Path, data: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    made = path.with_name(f".{path.name[:_LONGEST]}.{secrets.token_hex(4)}")
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _NEW)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            made.chmod(stat.S_IMODE(path.stat().st_mode))
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def make_ignored(folder: Path) -> None:
    """Make *folder*, where it is not there, as one that git leaves alone whatever it holds."""
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        with naming(ignored):
            ignored.write_text("*\n", "utf-8")


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Keep two runs from changing the files of *folder* at once; the second one waits."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
