"""The file with which the entry of a term begins, and the words in it that wait for others."""

from __future__ import annotations

import re

from lesart.model import Term

ENTRY = """\
---
{lemma}grammar: GENDER., -GENITIVE, -PLURAL
english:
  preferred: [RENDERING]
  admitted:
    - {{rendering: OTHER, reason: WHERE IT FITS}}
  rejected: []
related: []
source: WHERE THE EQUIVALENT COMES FROM
---

# de

DEFINITION

# en

DEFINITION
"""

_GAPS = (
    *("GENDER", "-GENITIVE", "-PLURAL", "RENDERING", "OTHER", "WHERE IT FITS"),
    *("WHERE THE EQUIVALENT COMES FROM", "DEFINITION"),
)
_GAP = re.compile("|".join(rf"(?<!\w){re.escape(gap)}(?!\w)" for gap in _GAPS))


def gaps_of(term: Term) -> list[str]:
    """List the words of the first file that still stand in an entry, in their order."""
    english = term.english
    admitted = [word for one in english.admitted for word in (one.rendering, one.reason)]
    said = (term.grammar, *english.preferred, *admitted, term.source)
    said = (*said, term.definition.de, term.definition.en)
    return list(dict.fromkeys(found[0] for words in said for found in _GAP.finditer(words)))
