"""Where something stands, what is wrong with it, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """
    Name a place: a file, a 1-based line in it, a reference of the edition (or a part of an archive
    with its line), or several of them.

    >>> print(Location("source_texts/siemons/en.tsv", 12, "siemons:3.4"))
    source_texts/siemons/en.tsv:12: siemons:3.4
    """

    path: str = ""
    line: int = 0
    reference: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return ": ".join(part for part in (place, self.reference) if part)

    def at(self, line: int) -> Location:
        """
        Name a line of this file, or of this part of an archive.

        >>> print(Location("a.txt").at(3), "|", Location("a.epub", 0, "OEBPS/1.xhtml").at(3))
        a.txt:3 | a.epub: OEBPS/1.xhtml:3
        """
        if not line or not self.reference:
            return Location(self.path, line, self.reference)
        return Location(self.path, 0, f"{self.reference}:{line}")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    r"""
    Report one thing that a check or a reader found.

    `evidence` holds the words that show it, one string a line; `hint` says what to do. Written out,
    control characters and halves of surrogate pairs from a file are escaped, so that they neither
    steer a terminal nor keep the finding from being printed.

    >>> print(Finding(Location("a.json"), "Q003", "the key “\x1b[2J\ud800” is out of form"))
    a.json: error[Q003]: the key “\x1b[2J\ud800” is out of form
    """

    where: Location
    code: str
    message: str
    evidence: tuple[str, ...] = ()
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        lines = [f"{self.where}: {self.severity}[{self.code}]: {self.message}"]
        lines += [f"    {line}" for line in self.evidence]
        if self.hint:
            lines.append(f"    hint: {self.hint}")
        return _UNSAFE.sub(lambda one: ascii(one[0])[1:-1], "\n".join(lines))


# What a check yields, whose docstring is the message: where, the evidence, a hint.
Problem = tuple[Location, tuple[str, ...], str]


class EditionError(Exception):
    """
    Stop because data cannot be used; carries one finding or more, and never a guess.

    >>> raise EditionError(Finding(Location("a.tsv", 3), "D001", "the line has no tab"))
    Traceback (most recent call last):
    lesart.core.findings.EditionError: a.tsv:3: error[D001]: the line has no tab
    """

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        self.findings = (findings,) if isinstance(findings, Finding) else tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
