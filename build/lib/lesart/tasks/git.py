"""Set git up for two editors, and tell what is missing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from lesart.core.findings import EditionError, Finding, Location
from lesart.store.git_setup import (
    ATTRIBUTES,
    driver_program,
    is_repository,
    missing_lines,
    write_driver,
    write_lines,
)

_HINT = "run `lesart git`; until then git merges by lines, and neighbouring changes conflict"


def set_up_git(root: Path) -> list[str]:
    """
    Write the lines of `.gitattributes` and set the merge driver of this repository.

    Gives what was changed, in words; nothing where all was as it should be. Lines that stand in the
    file stay. Raises EditionError where *root* is in no repository.
    """
    if not is_repository(root):
        message = "the edition lies in no git repository, or git is not installed"
        raise EditionError(Finding(Location(str(root)), "K002", message, hint="run `git init`"))
    changed: list[str] = []
    if write_lines(root):
        changed.append(f"{ATTRIBUTES}: the lines that say how files are merged; commit them")
    if not is_runnable(driver_program(root)):
        if not write_driver(root, sys.executable):
            message = "git refuses the setting of the merge driver"
            raise EditionError(Finding(Location(".git/config"), "K002", message))
        changed.append(f"this repository: merge.lesart.driver, which calls {sys.executable}")
    return changed


def git_faults(root: Path) -> list[Finding]:
    """
    Tell what git lacks to merge record by record; nothing where there is no repository.

    A fresh clone lacks the driver: git keeps settings out of what it clones.
    """
    if not is_repository(root):
        return []
    findings: list[Finding] = []
    if missing_lines(root):
        message = "the file does not say how the files of the edition are merged"
        findings.append(Finding(Location(ATTRIBUTES), "K003", message, (), _HINT, "warning"))
    if not is_runnable(program := driver_program(root)):
        message = "git knows no driver that merges record by record"
        said = (f"it calls {program}, which is not there",) if program else ()
        findings.append(Finding(Location(".git/config"), "K003", message, said, _HINT, "warning"))
    return findings


def is_runnable(program: str) -> bool:
    """Tell whether there is a program of this path that may be run."""
    return bool(program) and os.access(program, os.X_OK)
