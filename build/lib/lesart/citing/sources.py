"""Make the CSL-JSON item of a text of the edition: what is known of it, and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, get_args

from lesart.model import EditionRecord, Person, Record

Side = Literal["de", "en", "both"]
SIDES: tuple[Side, ...] = get_args(Side)
GERMAN = "de"
_QUOTED = re.compile(r"[„“]([^„“”]*)[“”]")


def source_item(
    record: Record, edition: EditionRecord, side: Side, lang: str, note: bool = False
) -> dict[str, Any]:
    """
    Describe one text as a part of the edition; *lang* is the language in which it is described.

    Citing German alone leaves out the translators. With *note* it is the editors' notes to the
    text that are cited, and the editors are the authors. Where nobody is known to have written a
    text, the item has no authors: the editors are those of the edition and not of the text.
    """
    title = _title(record, side)
    if note:
        title = notes_to(record.title.de, record.title.en, authors_of(record, lang), lang)
    editors = [csl_name(person) for person in edition.editors]
    authors = editors if note else [csl_name(person) for person in record.authors]
    item: dict[str, Any] = {
        "id": record.id,
        "type": "chapter",
        "title": title,
        "container-title": edition.title.de if lang == GERMAN else edition.title.en,
        "version": record.version,
    }
    if authors:
        item["author"] = [bare_name(name) for name in authors]
    people = {"editor": editors, "translator": [csl_name(person) for person in record.translators]}
    for role, names in people.items():
        hidden = role == "translator" and (side == "de" or note)
        if names and names != authors and not hidden:
            item[role] = [running(name) for name in names]
    if edition.date:
        item["issued"] = {"date-parts": [[int(edition.date[:4])]]}
    if not note and (date := original_date(record)):
        item["original-date"] = {"literal": date}
    return item


def is_own(record: Record) -> bool:
    """Tell whether a text was written for the edition: those who translated it wrote it too."""
    return bool(record.authors) and record.authors == record.translators


def original_date(record: Record) -> str:
    """
    Give the year in which the original appeared, with a question mark where it is not certain.

    It is empty for what was written for the edition, and where no year is known.
    """
    date = record.publication.date
    if is_own(record) or not date:
        return ""
    return date[:4] if record.publication.certainty == "certain" else f"{date[:4]}?"


def first_published(record: Record, lang: str) -> tuple[str, str]:
    """
    Say where the original appeared: words, and the name of the paper that follows them.

    Both are empty for what was written for the edition.
    """
    if is_own(record):
        return "", ""
    german = lang == GERMAN
    container = record.publication.container
    if not container or record.publication.certainty == "unknown":
        said = "Ort der Erstveröffentlichung unbekannt" if german else (
            "Place of first publication unknown"
        )  # fmt: skip
        return said, ""
    if record.publication.certainty == "likely":
        return ("Zuerst vermutlich in:" if german else "Probably first published in"), container
    return ("Zuerst in:" if german else "First published in"), container


def _title(record: Record, side: Side) -> str:
    title = record.title
    return f"{title.de} [{title.en}]" if side == "both" else getattr(title, side)


def notes_to(title: str, translation: str, by: str, lang: str) -> str:
    """
    Describe the editors' notes to a text; they have no title.

    >>> notes_to("Die Uhr", "The Clock", "Ada Korn", "en")
    'Notes to “Die Uhr” [The Clock], by Ada Korn'
    """
    gloss = f" [{translation}]" if translation else ""
    inner = in_quotation(title, lang)
    if lang == GERMAN:
        author = f"{by}, " if by else ""
        return f"Anmerkungen zu {author}„{inner}“{gloss}"
    author = f", by {by}" if by else ""
    return f"Notes to “{inner}”{gloss}{author}"


def in_quotation(title: str, lang: str) -> str:
    """
    Write the quotation marks of a title, German or English, as they stand within a quotation.

    >>> in_quotation("Das „System“", "en"), in_quotation("The “System”", "de")
    ('Das ‘System’', 'The ‚System‘')
    """
    first, last = ("‚", "‘") if lang == GERMAN else ("‘", "’")
    return _QUOTED.sub(lambda found: f"{first}{found[1]}{last}", title)


def authors_of(record: Record, lang: str) -> str:
    """Name the authors of a text as a sentence does; nothing where the editors wrote it."""
    names = [spoken(csl_name(person)) for person in record.authors]
    return "" if is_own(record) else joined_names(names, lang)


def joined_names(names: Sequence[str], lang: str) -> str:
    """Join names as a sentence does; nothing for none."""
    *first, last = names or ("",)
    return f"{', '.join(first)} {'und' if lang == GERMAN else 'and'} {last}" if first else last


def csl_name(person: Person) -> dict[str, str]:
    """Name a person as CSL-JSON does."""
    if person.given:
        return {"family": person.family, "given": person.given}
    return {"literal": person.family}


def bare_name(name: dict[str, str]) -> dict[str, str]:
    """
    Take the article off the name of a body, as a list of works does.

    >>> bare_name({"literal": "The Lesart editors"})
    {'literal': 'Lesart editors'}
    """
    return {key: re.sub(r"^[Tt]he ", "", words) for key, words in name.items()}


def running(name: dict[str, str]) -> dict[str, str]:
    """Write the article of a body's name as within a sentence."""
    return {key: re.sub(r"^The ", "the ", words) for key, words in name.items()}


def spoken(name: dict[str, str]) -> str:
    """Write a name as one says it."""
    return name.get("literal") or f"{name.get('given', '')} {name['family']}".strip()
