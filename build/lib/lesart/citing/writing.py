"""Fill the templates of a citation, and write it in the formats that people and programs use."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from lesart.citing.bibtex import write_bibtex
from lesart.citing.csljson import write_csl
from lesart.citing.gaps import ACCESSED, ADDRESS, EMPHASIS, LOCATOR, OPTIONAL, WITH_PLACE
from lesart.citing.ris import write_ris
from lesart.citing.styles import STYLES, StyleName
from lesart.languages.de import GERMAN
from lesart.languages.en import ENGLISH

Format = Literal["text", "html", "markdown", "bibtex", "biblatex", "ris", "csl-json"]
FORMATS: tuple[Format, ...] = get_args(Format)
_MLA_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_GROUP = re.compile(f"{OPTIONAL[0]}([^{OPTIONAL[1]}]*){OPTIONAL[1]}")


@dataclass(frozen=True, slots=True)
class Citation:
    """Hold a citation with its gaps filled, in one format: for text or note, and for a list."""

    cited: str
    entry: str


def written_access(day: date, style: StyleName) -> str:
    """
    Write the date of access as a style has it.

    >>> [written_access(date(2026, 9, 2), name) for name in ("apa", "mla", "de")]
    ['September 2, 2026', '2 Sept. 2026', '2. September 2026']
    """
    form = STYLES[style].dates
    if form == "us":
        return f"{ENGLISH.months[day.month - 1]} {day.day}, {day.year}"
    if form == "mla":
        return f"{day.day} {_MLA_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}. {GERMAN.months[day.month - 1]} {day.year}"


def fill(template: str, locator: str, address: str, accessed: str, format_: Format = "text") -> str:
    """Fill the gaps of a template; a group whose gap has nothing to hold is left out."""
    values = {LOCATOR: locator, ADDRESS: address, ACCESSED: accessed}
    held = values | {WITH_PLACE: locator}

    def keep(group: re.Match[str]) -> str:
        lacks = any(mark in group[1] and not value for mark, value in held.items())
        return "" if lacks else group[1]

    words = _GROUP.sub(keep, template).replace(WITH_PLACE, "")
    if format_ == "html":
        words = html.escape(words, quote=False)
        values = {mark: html.escape(value, quote=False) for mark, value in values.items()}
        values[ADDRESS] = f'<a href="{html.escape(address)}">{values[ADDRESS]}</a>'
    marks = {"html": ("<i>", "</i>"), "markdown": ("*", "*")}.get(format_, ("", ""))
    for mark, value in {**values, **dict(zip(EMPHASIS, marks, strict=True))}.items():
        words = words.replace(mark, value)
    return words


def write_item(item: Mapping[str, Any], format_: Format) -> str:
    """Write an item for a reference manager. Raises KeyError for a format of words."""
    writers = {
        "bibtex": lambda: write_bibtex([item], "bibtex"),
        "biblatex": lambda: write_bibtex([item], "biblatex"),
        "ris": lambda: write_ris([item]),
        "csl-json": lambda: write_csl([item]),
    }
    return writers[format_]()
