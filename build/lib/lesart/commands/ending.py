"""Begin and end a command: streams that can hold every letter, and an exit code for every end."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from lesart.commands.shared import BROKEN, report
from lesart.core.findings import EditionError
from lesart.core.unforeseen import finding_of

INTERRUPTED, NO_READER = 130, 141
"""What a shell gives for a program that SIGINT or SIGPIPE has ended."""


class _NoReader(Exception):
    """Say that nobody reads the results any longer; click would take it for a finding."""


@contextmanager
def reader_gone() -> Iterator[None]:
    """Keep click from meeting a broken pipe."""
    try:
        yield
    except BrokenPipeError:
        raise _NoReader from None


def prepare() -> None:
    """
    Let the streams hold every letter, whatever the locale.

    In a file or pipe results are UTF-8 with LF line ends, as the files of an edition are. A
    terminal gets its own encoding, and a sign it lacks is written as an escape. A stream that is
    closed goes nowhere, and no file that is opened later can take its place.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if sys.stdout is sys.__stdout__ and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout = _Results(sys.stdout)


class _Results(io.TextIOWrapper):
    """Be standard output, and say so where something cannot be written."""

    def __init__(self, plain: io.TextIOWrapper[Any]) -> None:
        settings = plain.encoding, plain.errors, "\n", plain.line_buffering
        super().__init__(plain.detach(), *settings)

    def write(self, words: str) -> int:
        with _named():
            return super().write(words)

    def flush(self) -> None:
        with _named():
            super().flush()


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        error.filename = error.filename or "standard output"
        raise


def ended(run: Callable[[], int], name: str) -> int:
    """Run the command *name* to its end, tell what stopped it, and give its exit code."""
    try:
        return _ended(run, name)
    except OSError:  # Nobody can be told: stderr is full or closed.
        return BROKEN


def _ended(run: Callable[[], int], name: str) -> int:
    try:
        code = run()
        sys.stdout.flush()
    except SystemExit as asked:
        code = int(asked.code or 0)
    except EditionError as error:
        report(error.findings)
        code = BROKEN
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        code = INTERRUPTED
    except (_NoReader, BrokenPipeError):
        code = NO_READER
    except Exception as error:
        report([finding_of(error, f"running `{name}`")])
        code = BROKEN
    return code if _flush() else code or BROKEN


def _flush() -> bool:
    """Write out what is left. What cannot be written goes nowhere: Python would try once more."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True
