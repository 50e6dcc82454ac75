"""Keep what a reader leaves out: every word of it, where it stands, and what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lesart.core.findings import Finding
from lesart.exchange.readers.places import left_out, place

_SHOWN = 5
"""Omissions of one kind that a warning shows; `lesart read --left-out` prints all."""
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Omission:
    """
    Hold words of a file that are no part of the text that was read.

    `kind` says what they are, in the plural; `line` is a line of the file, or 0, `page` a page of
    it, or 0, `paragraph` the paragraph of its text beside which they stand, or 0, and `part` the
    file in an archive. `hint` says what to write in the file if they shall be read.
    """

    kind: str
    words: str
    line: int = 0
    page: int = 0
    hint: str = ""
    paragraph: int = 0
    part: str = ""

    @property
    def at(self) -> str:
        """Name the place in the file."""
        counted = (("line", self.line), ("page", self.page), ("paragraph", self.paragraph))
        named = [self.part] if self.part else []
        return " ".join([*named, *(f"{name} {number}" for name, number in counted if number)])


def warnings_of(omissions: Iterable[Omission], path: str) -> Iterator[Finding]:
    """
    Warn of what is left out: a warning for each kind, with its number and the first few.

    >>> [one] = warnings_of([Omission("running heads (fw)", "Kopf", 3)], "a.xml")
    >>> print(one)
    a.xml:3: warning[A006]: left out (running heads (fw): 1)
        line 3: Kopf
    """
    kinds: dict[str, list[Omission]] = {}
    for one in omissions:
        kinds.setdefault(one.kind, []).append(one)
    for kind, found in kinds.items():
        shown = [_shown(one) for one in found[:_SHOWN]]
        if len(found) > _SHOWN:
            shown.append(f"and {len(found) - _SHOWN} more: lesart read --left-out prints all")
        where = place(path, found[0].part, found[0].line)
        warning = left_out(where, f"left out ({kind}: {len(found)})")
        yield Finding(
            warning.where, warning.code, warning.message, tuple(shown), found[0].hint, "warning"
        )


def _shown(one: Omission) -> str:
    words = " ".join(one.words.split()) or "(without words)"
    cut = words if len(words) <= _WIDTH else f"{words[:_WIDTH]} …"
    return f"{one.at}: {cut}" if one.at else cut
