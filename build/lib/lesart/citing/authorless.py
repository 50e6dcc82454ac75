"""
Begin a citation with the title where nobody is known to have written the text.

The processor gets a gap for the author: without one its styles would begin with the editors of
the whole. An entry then begins with the title, and a date that stood before it follows; in the
running text a shortened title stands for the author.
"""

from __future__ import annotations

import re
from typing import Any

from lesart.citing.gaps import LOCATOR, WITH_PLACE, optional
from lesart.citing.sources import GERMAN, in_quotation, notes_to
from lesart.citing.titles import TITLE, Kind
from lesart.core.reference_forms import main_title, without_article
from lesart.model import Title

NOBODY = "\ue010"
_ENTRY = re.compile(rf"^{NOBODY}[.,] (.*?)(“?{TITLE}(?: \([^()]*, Trans\.\))?)([.,]?”?)")
_CLOSING = re.compile(r"[’”]*$")
_PLACE = optional(f", {LOCATOR}")


def with_author(item: dict[str, Any]) -> dict[str, Any]:
    """Put the gap into an item that has no authors."""
    return item if "author" in item else item | {"author": [{"literal": NOBODY}]}


def begun_note(note: str) -> str:
    """Let a note begin with the title."""
    return note.removeprefix(f"{NOBODY}, ")


def begun_entry(entry: str, lang: str) -> str:
    """Let an entry begin with its title, and the date follow it if it stood before."""

    def write(found: re.Match[str]) -> str:
        date, title, stop = found[1].rstrip(), found[2], found[3]
        if not date:
            return f"{title}{stop}"
        return f"{title}, {date}" if lang == GERMAN else f"{title}{stop} {date}"

    return _ENTRY.sub(write, entry)


def begun_cited(cited: str, title: str) -> str:
    """
    Let *title* stand for the author in the running text, a comma within its quotation marks.

    >>> begun_cited(f"({NOBODY}, 2026)", "“The ‘Net’”"), begun_cited(f"({NOBODY} 2026)", "“Net”")
    ('(“The ‘Net,’” 2026)', '(“Net” 2026)')
    """
    closing = "".join(_CLOSING.findall(title))
    head = title.removesuffix(closing)
    # A place has its own comma, which falls away with it.
    placed = f"{head}{optional(f'{WITH_PLACE},')}{closing}{optional(f' {LOCATOR}')}"
    for was, becomes in ((f"{NOBODY}{_PLACE}", placed), (f"{NOBODY},", f"{head},{closing}")):
        cited = cited.replace(was, becomes)
    return cited.replace(NOBODY, title)


def short_title(title: Title, kind: Kind, lang: str, article: bool) -> str:
    """
    Name a text in the running text by its main title, in quotation marks; notes by what they are.

    Without *article* an English title loses the one it begins with. What would be shorter still,
    such as its first noun phrase, no rule can tell.
    """
    words = main_title(title.en if kind == "en" else title.de)
    if kind == "note":
        return notes_to(words, "", "", lang)
    if kind == "en" and not article:
        words = without_article(words)
    inner = in_quotation(words, lang)
    return f"„{inner}“" if lang == GERMAN else f"“{inner}”"
