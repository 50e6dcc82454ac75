"""Say where in a file, or in a part of an archive, a reader cannot go on."""

from __future__ import annotations

from lesart.core.findings import EditionError, Finding, Location


def place(path: str, part: str = "", line: int = 0) -> Location:
    """Name a line of a file, or of a part of it, whose name may hold anything."""
    named = part if part.isprintable() else ascii(part)
    return Location(path, 0, named[:120]).at(line)


def broken(where: Location, message: str, hint: str = "") -> EditionError:
    """Make the error of a file that cannot be read."""
    return EditionError(Finding(where, "A001", message, hint=hint))


def left_out(where: Location, message: str, hint: str = "") -> Finding:
    """Make the warning of what a reader leaves out, or reads in one of several ways."""
    return Finding(where, "A006", message, (), hint, "warning")
