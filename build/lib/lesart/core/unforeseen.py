"""
Tell of an error that nobody foresaw in one line: what was being done, with which file, and where.

What Lesart foresees is an EditionError with findings of its own. Everything else is met at a few
doors, the command line and the blocks of a page, and becomes a finding there as well.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from lesart.core.findings import Finding, Location

DEBUG = "LESART_DEBUG"
_HINT = f"this is a fault of Lesart; please report it with what {DEBUG}=1 shows besides"
_PACKAGE = Path(__file__).parents[1]
_DOORS = ("cli.py", "commands/ending.py")
_FILES = ("path", "file", "output", "folder")
_LONGEST = 200


def debugging() -> bool:
    """Tell whether `LESART_DEBUG` asks for everything that is known of an error."""
    return os.environ.get(DEBUG, "") not in ("", "0")


def finding_of(error: BaseException, doing: str, path: str = "") -> Finding:
    """
    Describe *error*, met while *doing* something (“running `lesart check`”).

    The file is *path*, or that of the innermost function of ours that was given one. With
    `LESART_DEBUG` the evidence is the whole traceback.

    >>> print(finding_of(ZeroDivisionError("division by zero"), "counting", "a.tsv"))
    a.tsv: error[E008]: unforeseen, while counting: ZeroDivisionError: division by zero
        hint: this is a fault of Lesart; please report it with what LESART_DEBUG=1 shows besides
    """
    known = path or _path_of(error)
    shown = tuple("".join(traceback.format_exception(error)).splitlines()) if debugging() else ()
    if isinstance(error, OSError) and error.strerror:
        where = Location(os.fsdecode(error.filename) if error.filename else known or "lesart")
        return Finding(where, "E007", f"the system says: {error.strerror}", shown)
    where = Location(known or "lesart")
    if isinstance(error, MemoryError):
        hint = "close other programs, or take less at once"
        return Finding(where, "E009", f"memory ran out, while {doing}", shown, hint)
    said = f"{type(error).__name__}: {' '.join(str(error).split())}".rstrip(": ")
    message = f"unforeseen, while {doing}{_place_of(error)}: {said[:_LONGEST]}"
    return Finding(where, "E008", message, shown, _HINT)


def _own_frames(error: BaseException) -> Iterator[tuple[str, TracebackType]]:
    """Go through the frames of *error* that are ours, the innermost first: file and frame."""
    frames: list[tuple[str, TracebackType]] = []
    step = error.__traceback__
    while step:
        file = Path(step.tb_frame.f_code.co_filename)
        if file.is_relative_to(_PACKAGE):
            frames.append((file.relative_to(_PACKAGE).as_posix(), step))
        step = step.tb_next
    return ((file, step) for file, step in reversed(frames) if file not in _DOORS)


def _path_of(error: BaseException) -> str:
    for _, step in _own_frames(error):
        names = step.tb_frame.f_locals
        for name in _FILES:
            if isinstance(value := names.get(name), str | Path) and str(value):
                return str(value)
    return ""


def _place_of(error: BaseException) -> str:
    """Name the line of ours on which *error* was met."""
    for file, step in _own_frames(error):
        return f" ({file}, line {step.tb_lineno})"
    return ""
