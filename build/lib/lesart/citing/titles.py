"""
Write the title of a cited text: quotation marks, translation in brackets, translators, capitals.

The processor gets a gap for it: CSL has no field for the translation of a title, and takes those
who translated one part of a book for the translators of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lesart.citing.sources import (
    Side,
    authors_of,
    csl_name,
    in_quotation,
    is_own,
    joined_names,
    notes_to,
    running,
    spoken,
)
from lesart.model import EditionRecord, Record, Title

TITLE = "\ue00f"
Kind = Side | Literal["note"]
# Where English titles have the capitals of a sentence: nowhere, in brackets, everywhere.
Capitals = Literal["kept", "sentence in brackets", "sentence"]
_YEAR = r"\[?\d{4}\??\]?"
_GAP = re.compile(rf"“{TITLE}([,.]?)”((?: (?:\({_YEAR}\) )?(?:{_YEAR}|n\.d)\.)?)")
_BARE_GAP = re.compile(f"{TITLE}(\\.?)")


@dataclass(frozen=True, slots=True)
class PartTitle:
    """
    Hold the title of a cited text: its words, their translation or nothing, and, where it is the
    editors' notes to it that are cited, the names of its authors.

    `translators` are named after the title: those of this text who did not edit the whole.
    """

    words: str
    translation: str
    translators: tuple[str, ...]
    of_notes: bool
    by: str


def english_title(title: Title, capitals: Capitals) -> str:
    """Give an English title that stands outside brackets."""
    return title.sentence or title.en if capitals == "sentence" else title.en


def part_title(
    record: Record, edition: EditionRecord, kind: Kind, capitals: Capitals, lang: str
) -> PartTitle:
    """Make the title of a text; *lang* is the language of the style."""
    title = record.title
    words = english_title(title, capitals) if kind == "en" else title.de
    translation = ""
    if kind in ("both", "note") or (kind == "de" and capitals == "sentence"):
        translation = title.en if capitals == "kept" else title.sentence or title.en
    translators: tuple[str, ...] = ()
    if kind in ("en", "both") and not is_own(record) and not by_editors(record, edition):
        translators = tuple(spoken(running(csl_name(person))) for person in record.translators)
    return PartTitle(words, translation, translators, kind == "note", authors_of(record, lang))


def by_editors(record: Record, edition: EditionRecord) -> bool:
    """Tell whether the editors of the whole translated a text."""
    return record.translators == edition.editors


def quoted_title(template: str, title: PartTitle) -> str:
    """
    Fill the gap for the title in what an English style made that puts titles in quotation marks.

    Translators follow in the manner of a note after a comma, of a list after a full stop; between
    them and the title may stand the year of the original, or both years. Notes have no title but a
    description, which begins in lower case within a sentence.
    """

    def write(found: re.Match[str]) -> str:
        stop, year = found[1], found[2]
        if title.of_notes:
            notes = notes_to(title.words, title.translation, title.by, "en")
            within = stop == "," and found.start() > 0
            return f"{notes[0].lower() if within else notes[0]}{notes[1:]}{stop}{year}"
        names = joined_names(title.translators, "en")
        said = ""
        if names and stop:
            said = f" trans. {names}," if stop == "," else f" Translated by {names}."
        return f"{_in_quotes(title, stop)}{year}{said}"

    return _GAP.sub(write, template)


def unquoted(template: str, title: PartTitle, lang: str) -> str:
    """Fill the gap for the title where it stands without quotation marks; no stop follows ? or !"""
    words = f"{title.words} [{title.translation}]" if title.translation else title.words
    if title.of_notes:
        words = notes_to(title.words, title.translation, title.by, lang)
    return _BARE_GAP.sub(lambda found: words + _stop(words, found[1]), template)


def _in_quotes(title: PartTitle, stop: str) -> str:
    """Quote a title as in American English: marks within marks, comma and full stop inside."""
    words = in_quotation(title.words, "en")
    stop = _stop(words, stop)
    if title.translation:
        return f"“{words}” [{title.translation}]{stop}"
    return f"“{words[:-1]}{stop}’”" if words.endswith("’") else f"“{words}{stop}”"


def _stop(words: str, stop: str) -> str:
    """Leave a full stop out behind a title that ends with a mark of its own."""
    return "" if stop == "." and words.endswith(("?", "!", ".", "?’", "!’")) else stop


def with_gap(item: dict[str, Any], moved: Sequence[str]) -> dict[str, Any]:
    """Put the gap into an item, without the translators where they are *moved* to the title."""
    kept = {key: value for key, value in item.items() if not (moved and key == "translator")}
    return kept | {"title": TITLE}
