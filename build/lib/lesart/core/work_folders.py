"""
Make folders for work in progress, which go when the work ends, whatever ends it.

Each holds a file that its run keeps locked. Where a run was killed, the next one finds the lock
free and takes the folder away. A folder without that file is nobody's of ours.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from lesart.core.files import exclusive, make_ignored

try:
    import fcntl
except ImportError:  # Windows has no such locks: there a folder of a killed run stays.
    fcntl = None  # type: ignore[assignment]

PREFIX = ".lesart-work-"
_LOCK = "lesart-work.lock"


class Ended(SystemExit):
    """Stop because the system asks for it, so that every folder is left in order."""


def end_in_order() -> None:
    """Let SIGTERM and SIGHUP end a run as an exception does; an ignored signal stays ignored."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    # The second one would cut the tidying short that the first one began.
    signal.signal(number, signal.SIG_IGN)
    raise Ended(128 + number)


def _nothing(folder: Path) -> None:
    pass


@contextmanager
def work_folder(parent: Path, rescue: Callable[[Path], None] = _nothing) -> Iterator[Path]:
    """
    Make a folder in *parent*, take it away at the end, and before it those of killed runs.

    *rescue* is given each folder of a killed run before it goes. Raises OSError that names *parent*
    where no folder can be made there.
    """
    with exclusive(parent):
        _sweep(parent, rescue)
        folder = parent / f"{PREFIX}{secrets.token_hex(4)}"
        try:
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(parent)) from None
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT)
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        make_ignored(folder)
    try:
        yield folder
    finally:
        os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(parent: Path, rescue: Callable[[Path], None]) -> None:
    for folder in sorted(parent.glob(f"{PREFIX}*")) if fcntl is not None else ():
        if folder.is_symlink() or not (folder / _LOCK).is_file():
            continue
        with suppress(OSError):
            lock = os.open(folder / _LOCK, os.O_RDWR)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                rescue(folder)
                shutil.rmtree(folder)
            finally:
                os.close(lock)
