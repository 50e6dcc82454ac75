"""
Run pandoc, the one that comes with Lesart: the only room that knows where it lies.

`pypandoc` looks for it in the search path first and keeps what it finds as it goes, so that a
thread may get another one than the next. Here it is found once, before any thread asks.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from lesart.core.findings import EditionError, Finding, Location

API = (1, 23)
"""The version of pandoc's document model that is written; pandoc 3 reads it."""
VARIABLE = "PYPANDOC_PANDOC"

_PATIENCE = 20.0
_HINT = "install pypandoc-binary, which brings one"
_FINDING = Lock()


class PandocError(Exception):
    """Say that pandoc refused a document; carries its last words, one string a line."""

    def __init__(self, said: tuple[str, ...]) -> None:
        self.said = said
        super().__init__("\n".join(said))


def run_pandoc(arguments: Sequence[str], document: str) -> str:
    """
    Let pandoc turn *document* into another one.

    Raises EditionError where there is no pandoc that can, PandocError where it fails.
    """
    try:
        return _run(find_pandoc(), arguments, document)
    except (OSError, subprocess.CalledProcessError, UnicodeError) as error:
        raise PandocError(_last_words(error)) from None


def find_pandoc() -> str:
    """
    Find the pandoc that is used: the one `PYPANDOC_PANDOC` names, or that of the package
    `pypandoc-binary`, or else the one in the search path.

    One that was not installed with Lesart is asked whether it reads what is written here. Raises
    EditionError where there is none, and where it does not.
    """
    with _FINDING:
        return _find(os.environ.get(VARIABLE, ""), os.environ.get("PATH", ""))


@lru_cache(maxsize=8)
def _find(named: str, path: str) -> str:
    if named:
        found = shutil.which(named, path=path)
        if found is None:
            message = f"{VARIABLE} names no program that can be run"
            raise EditionError(Finding(Location(named), "Q007", message, hint="unset it"))
        return _required(found, f"unset {VARIABLE}, or name a pandoc from 3.0 on")
    bundled = _bundled()
    if bundled:
        return bundled
    found = shutil.which("pandoc", path=path)
    if found is None:
        message = "citations are made by pandoc, and there is none"
        raise EditionError(Finding(Location("pandoc"), "Q007", message, hint=_HINT))
    return _required(found, _HINT)


def _bundled() -> str:
    """Give the pandoc of the package; empty where `pypandoc` was installed without one."""
    spec = find_spec("pypandoc")
    for folder in (spec and spec.submodule_search_locations) or ():
        for name in ("pandoc", "pandoc.exe"):
            path = Path(folder) / "files" / name
            if path.is_file() and os.access(path, os.X_OK):
                return str(path)
    return ""


def _required(program: str, hint: str) -> str:
    """Give *program* if it is a pandoc that reads the document model that is written here."""
    try:
        answer = json.loads(_run(program, ["-f", "markdown", "-t", "json"], "", _PATIENCE))
        spoken = tuple(answer["pandoc-api-version"])
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
        message = "this is no pandoc that can be used"
        where = Location(program)
        raise EditionError(Finding(where, "Q007", message, _last_words(error), hint)) from None
    if spoken[:2] != API:
        message = "this pandoc is too old or too new to make citations"
        evidence = tuple(
            f"{whose} {'.'.join(map(str, version))}"
            for whose, version in (("its document model:", spoken), ("needed:", API))
        )
        raise EditionError(Finding(Location(program), "Q007", message, evidence, hint))
    return program


def _run(
    program: str, arguments: Sequence[str], document: str, patience: float | None = None
) -> str:
    """Run *program*; *patience* is the longest it may take, in seconds."""
    done = subprocess.run(
        [program, *arguments],
        input=document,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=patience,
    )
    return done.stdout


def _last_words(error: Exception) -> tuple[str, ...]:
    return tuple(str(getattr(error, "stderr", "") or error).strip().splitlines()[-3:])
