"""Run `lesart`: in this process, which is quick, or in one of its own, as a person does."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path
from unittest import mock

from lesart import cli
from lesart.tasks.edition import Settings

COMMAND = (sys.executable, "-m", "lesart")


def run(mini: Settings, *words: str, originals: bool = True) -> subprocess.CompletedProcess[str]:
    """Run `lesart` with *words* in the edition of *mini*, in this process."""
    return call(mini.root, *words, LESART_ORIGINALS=_originals(mini, originals))


def run_process(
    mini: Settings, *words: str, originals: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run `lesart` with *words* in the edition of *mini*, in a process of its own."""
    return subprocess.run(
        [*COMMAND, *words],
        cwd=mini.root, env={**os.environ, "LESART_ORIGINALS": _originals(mini, originals)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def call(root: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """
    Run `lesart` with *words* in the folder *root*, in this process, with *variables* set.

    An error that nothing catches is printed as Python does, and the exit code is 1.
    """
    code = 0
    with chdir(root), _streams() as (out, err), _surroundings(words, variables):
        try:
            cli.main()
        except SystemExit as stop:
            code = _code_of(stop)
        except Exception:
            traceback.print_exc()
            code = 1
    return subprocess.CompletedProcess(list(words), code, _text(out), _text(err))


@contextmanager
def _streams() -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Catch what is printed, bytes as well as text."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = [io.TextIOWrapper(raw, "utf-8", write_through=True) for raw in (out, err)]
    with mock.patch.multiple(sys, stdout=streams[0], stderr=streams[1]):
        yield out, err
    for stream in streams:
        stream.detach()


@contextmanager
def _surroundings(words: tuple[str, ...], variables: Mapping[str, str]) -> Iterator[None]:
    with (
        # From these two a program takes its name in usage messages.
        mock.patch.object(sys, "argv", ["lesart", *words]),
        mock.patch.object(sys.modules["__main__"], "__package__", ""),
        mock.patch.dict(os.environ, dict(variables)),
    ):
        yield


def _code_of(stop: SystemExit) -> int:
    """Give the exit code of a process that stops so; a message is printed, and the code is 1."""
    if stop.code is None or isinstance(stop.code, int):
        return stop.code or 0
    print(stop.code, file=sys.stderr)
    return 1


def _originals(mini: Settings, given: bool) -> str:
    return os.pathsep.join(map(str, mini.originals)) if given else ""


def _text(raw: io.BytesIO) -> str:
    return raw.getvalue().decode("utf-8").replace("\r\n", "\n")
