"""Know and set how git merges the files of an edition: lines in `.gitattributes`, and a driver."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

from lesart.core.files import write_atomic

ATTRIBUTES = ".gitattributes"
LINES = (
    "# Two people's changes come together record by record, where `lesart git` was run.",
    "source_texts/*/*.tsv merge=lesart",
    "source_texts/*/notes.md merge=lesart",
    "source_texts/*/waivers.yml merge=lesart",
    "source_texts/*/releases/*.tsv -merge",
    "source_texts/edition.yml merge=lesart",
    "source_texts/spelling.txt merge=lesart",
    "source_texts/bibliography.json merge=lesart",
    "glossary/names.yml merge=lesart",
    "mkdocs.yml merge=lesart",
)
DRIVER = "merge.lesart.driver"
_PROGRAM = re.compile(r"if test -x (?P<program>'[^']*'|\S+);")
_NAME = ("merge.lesart.name", "Lesart, record by record")


def is_repository(root: Path) -> bool:
    """Tell whether *root* lies in the work tree of a git repository."""
    return _git(root, "rev-parse", "--is-inside-work-tree").strip() == "true"


def missing_lines(root: Path) -> list[str]:
    """List the lines that `.gitattributes` lacks, in the order in which they are to be written."""
    try:
        written = (root / ATTRIBUTES).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return list(LINES)
    missing = [line for line in LINES if line not in written]
    return missing if any(not line.startswith("#") for line in missing) else []


def write_lines(root: Path) -> bool:
    """Write what `.gitattributes` lacks behind what stands there; tell whether it lacked any."""
    missing = missing_lines(root)
    if missing:
        path = root / ATTRIBUTES
        before = path.read_text("utf-8") if path.exists() else ""
        gap = "" if not before or before.endswith("\n") else "\n"
        write_atomic(path, before + gap + "".join(f"{line}\n" for line in missing))
    return bool(missing)


def driver(program: str) -> str:
    """
    Give the command that git is to call: *program*, a Python, or git's own merge without it.

    >>> driver("/opt/a b/python")[:55]
    "if test -x '/opt/a b/python'; then '/opt/a b/python' -m"
    """
    quoted = shlex.quote(program).replace("%", "%%")
    ours = f"{quoted} -m lesart merge %O %A %B %P"
    return f"if test -x {quoted}; then {ours}; else git merge-file --diff3 %A %O %B; fi"


def driver_program(root: Path) -> str:
    """Give the Python that git calls to merge; nothing where no driver is set."""
    found = _PROGRAM.match(_git(root, "config", "--get", DRIVER))
    return shlex.split(found["program"].replace("%%", "%"))[0] if found else ""


def write_driver(root: Path, program: str) -> bool:
    """Set the driver of this repository; tell whether git took it."""
    # A driver that has a name and no command would stop every merge.
    taken = _done(root, ("config", DRIVER, driver(program)))
    return taken and _done(root, ("config", *_NAME))


def _done(root: Path, words: Sequence[str]) -> bool:
    try:
        return subprocess.run(["git", "-C", str(root), *words], check=False).returncode == 0
    except OSError:
        return False


def _git(root: Path, *words: str) -> str:
    """Give what git says; nothing where it is not installed or fails."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
