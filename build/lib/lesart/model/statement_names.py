"""The names that people give to rights statements and licences, beside those of the statements."""

from __future__ import annotations

import re

SPDX = re.compile(r"https?://(?:www\.)?spdx\.org/licenses/(CC[A-Za-z0-9.-]+?)(?:\.html|\.json)?/?")
_LONG = re.compile(
    r"(?:creative commons )?attribution(?P<nc> non ?commercial)?"
    r"(?:(?P<sa> share ?alike)|(?P<nd> no ?deriv(?:ative)?s?(?: works)?))?"
    r" v?(?P<version>\d\.\d)(?P<rest>(?: (?:international|unported|generic|licen[cs]e))*)"
)
_NAMES = {
    "CC0": "cc0 1.0 universal|creative commons zero|cc zero|creative commons zero v1.0 universal",
    "public domain": (
        "pdm|pdm 1.0|cc pdm 1.0|in the public domain|public domain mark 1.0 universal|gemeinfrei"
    ),
    "InC": (
        "copyright|copyrighted|in copyright, all rights reserved|urheberrechtlich geschützt"
        "|alle rechte vorbehalten|geschützt"
    ),
    "InC-OW-EU": "orphan work|verwaist|verwaistes werk",
    "InC-RUU": "holder unknown|rights holder unknown|rechteinhaber unbekannt",
    "CNE": "unknown|not known|not evaluated|not yet evaluated|unbekannt|nicht geprüft",
    "UND": "undetermined|unclear|ungeklärt",
}


def folded(written: str) -> str:
    """Make names equal that differ by case, hyphens, commas and blanks alone."""
    return re.sub(r"[\s\-–—_,]+", " ", written).strip().casefold()


_KNOWN = {folded(name): short for short, names in _NAMES.items() for name in names.split("|")}


def short_name(written: str) -> str:
    """
    Give the short name for what people write, an address of SPDX among it; else the words itself.

    >>> short_name("Creative Commons Attribution-ShareAlike 4.0 International")
    'cc by sa 4.0'
    >>> short_name("https://spdx.org/licenses/CC-BY-4.0.html"), short_name("gemeinfrei")
    ('CC-BY-4.0', 'public domain')
    """
    if found := SPDX.fullmatch(written.strip()):
        return found[1]
    bare = folded(written)
    if long := _LONG.fullmatch(bare):
        parts = [kind for kind in ("nc", "sa", "nd") if long[kind]]
        return " ".join(("cc by", *parts, long["version"]))
    return _KNOWN.get(bare, written)
