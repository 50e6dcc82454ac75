"""
Read what a reader proposes for a unit: a small form of fields, one a line, from an issue or mail.

```
Reference: wolken:2.1
Version: 1.0
Source: Man kann es versuchen.
Translation: One can try.
Proposed: One may try.
Reason: ‘can’ says more than the German does.
```

A field goes on in the lines below it. Programs for mail wrap and quote lines, hosts of issues put
code between fences: neither changes what is read.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.references import Reference, parse_reference
from lesart.core.tables import read_lines

FIELDS = ("Reference", "Version", "Source", "Translation", "Proposed", "Reason")
CUT = "… (cut)"
"""What ends words of the edition that are too long for an address; see `propose.js`."""

_NEEDED = ("Reference", "Translation", "Proposed")
_FIELD = re.compile(rf"({'|'.join(FIELDS)}):(?:\s+(.*))?", re.DOTALL)
_QUOTE = re.compile(r"(?:> ?)+")
_FENCE = re.compile(r"`{3,}\w*|~{3,}\w*")
_HINT = "the link of the page writes the form: " + ", ".join(f"{one}: …" for one in FIELDS)


@dataclass(frozen=True, slots=True)
class ProposedWording:
    """
    Hold what a reader proposes; `translation` is what stood there, `proposed` what is to stand.

    `line` is that of the field `Proposed`; `left` are lines before the form, which are left out.
    """

    place: Reference
    translation: str
    proposed: str
    version: str = ""
    source: str = ""
    reason: str = ""
    line: int = 0
    left: tuple[int, ...] = ()

    def stands(self, words: str) -> bool:
        """
        Tell whether *words* are those that the reader saw, as far as the form holds them.

        >>> one = ProposedWording(Reference("wolken", "2.1", "2.1"), "One can … (cut)", "")
        >>> one.stands("One can try."), one.stands("One may try.")
        (True, False)
        """
        seen = self.translation
        if seen.endswith(CUT):
            return words.startswith(seen.removesuffix(CUT).rstrip())
        return " ".join(words.split()) == seen


def parse_proposal(data: bytes, path: str) -> ProposedWording:
    """Read a form. Raises EditionError, with the line, where a field lacks or stands twice."""
    fields, lines, left = _fields(data, path)
    for name in _NEEDED:
        if not fields.get(name):
            said = "is empty" if name in fields else "lacks"
            raise _fault(path, lines.get(name, 0), f"the field {name} {said}")
    place = parse_reference(fields["Reference"])
    if place is None:
        shown = fields["Reference"][:60]
        raise _fault(path, lines["Reference"], f"“{shown}” is not a reference such as wolken:2.1")
    return ProposedWording(
        place,
        translation=fields["Translation"],
        proposed=fields["Proposed"],
        version=fields.get("Version", ""),
        source=fields.get("Source", ""),
        reason=fields.get("Reason", ""),
        line=lines["Proposed"],
        left=tuple(left),
    )


def _fields(data: bytes, path: str) -> tuple[dict[str, str], dict[str, int], list[int]]:
    fields: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    left: list[int] = []
    last = ""
    for number, written in enumerate(read_lines(data, path), 1):
        line = unicodedata.normalize("NFC", _QUOTE.sub("", written, count=1).strip())
        if not line or _FENCE.fullmatch(line):
            continue
        if found := _FIELD.fullmatch(line):
            last = found[1]
            if last in fields:
                message = f"the field {last} stands in line {lines[last]} already"
                raise _fault(path, number, message, "one form a file")
            fields[last], lines[last] = [found[2] or ""], number
        elif last:
            fields[last].append(line)
        else:
            left.append(number)
    return {name: " ".join(" ".join(words).split()) for name, words in fields.items()}, lines, left


def _fault(path: str, line: int, message: str, hint: str = _HINT) -> EditionError:
    return EditionError(Finding(Location(path, line), "X015", message, (), hint))
