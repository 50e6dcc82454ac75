"""Name what `pip install lesart` leaves out because it is heavy and not everybody needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from lesart.core.findings import EditionError, Finding, Location


@dataclass(frozen=True, slots=True)
class Extra:
    """Name the module that an extra brings, and what that module is to an editor."""

    module: str
    is_: str


EXTRAS: Mapping[str, Extra] = {
    "pdf": Extra("typst", "the typesetter Typst, which prints books and draws their covers"),
    "raw": Extra("wordfreq", "the list of words by which raw lines are joined"),
    "hunspell": Extra("spylls", "the reader of spelling dictionaries"),
}
"""The extras of the package by their names, as `pyproject.toml` has them."""


def has(extra: str) -> bool:
    """Tell whether an extra is installed."""
    return find_spec(EXTRAS[extra].module) is not None


def require(extra: str) -> None:
    """Raise EditionError, with the command that installs it, where an extra is missing."""
    if not has(extra):
        raise EditionError(missing(extra))


def missing(extra: str) -> Finding:
    """
    Say that an extra is missing, and how it is installed.

    >>> print(missing("pdf").hint)
    pip install "lesart[pdf]"
    """
    message = f"{EXTRAS[extra].is_}, is not installed"
    hint = f'pip install "lesart[{extra}]"'
    return Finding(Location(EXTRAS[extra].module), "E011", message, hint=hint)
