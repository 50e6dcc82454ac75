"""
Say how far a term is agreed on, in the words that other programs have for it.

A word that is not known here is none: it never counts as agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Status = Literal["preferred", "admitted", "unknown", "rejected"]
ORDER: tuple[Status, ...] = ("preferred", "admitted", "unknown", "rejected")
"""From the most favourable to the least."""

ADMINISTRATIVE = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "rejected": "deprecatedTerm-admn-sts",
}
"""The values of ISO 30042 for what the glossary knows."""

# ISO 12620 and its XML, and what Multiterm, TermWeb, Crossterm, memoQ and IATE write instead.
_WORDS: dict[Status, str] = {
    "preferred": "preferred recommended approved",
    "admitted": "admitted accepted allowed permitted acceptable legal regulated standardized "
    "standardised",
    "rejected": "deprecated superseded forbidden obsolete rejected prohibited disallowed avoid "
    "avoided notrecommended donotuse notused notapproved notaccepted unacceptable unapproved "
    "unauthorized invalid wrong outdated archaic banned blacklisted denied negative nonpreferred "
    "notpreferred discouraged withdrawn abgelehnt verboten veraltet unzulaessig nichtverwenden",
}
_KNOWN: dict[str, Status] = {word: name for name, words in _WORDS.items() for word in words.split()}


def read_status(said: Iterable[str]) -> Status:
    """
    Give the least favourable of what is *said* of a term; preferred where nothing is.

    >>> read_status([]), read_status(["supersededTerm-admn-sts"]), read_status(["Do not use"])
    ('preferred', 'rejected', 'rejected')
    >>> read_status(["preferredTerm", "forbidden"]), read_status(["under review"])
    ('rejected', 'unknown')
    """
    found = [_KNOWN.get(_bare(word), "unknown") for word in said if word.strip()]
    return max(found, key=ORDER.index, default="preferred")


def _bare(word: str) -> str:
    letters = re.sub(r"[^a-z]", "", word.lower().replace("ä", "ae"))
    return letters.removesuffix("admnsts").removesuffix("term")
