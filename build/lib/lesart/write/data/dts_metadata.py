"""Describe the edition and its texts in Dublin Core terms, as DTS asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lesart.model import Bilingual, Edition, Person, Text
from lesart.view.held import notice, private_notice
from lesart.view.record import is_licence, rights_address, written_name


def edition_core(edition: Edition) -> dict[str, Any]:
    """Describe the edition as a whole."""
    return _known(
        {
            "title": _both(edition.record.title),
            "creator": _names(edition.record.editors),
            "language": ["de", "en"],
            "license": rights_address(edition.record.licence),
        }
    )


def text_core(text: Text, edition: Edition) -> dict[str, Any]:
    """Describe a text; what is not certain of its first publication is left out."""
    record = text.record
    publication = record.publication
    statement = record.rights.statement
    core: dict[str, Any] = {
        "title": _both(record.title),
        "type": _both(record.kind),
        "creator": _names(record.authors),
        "contributor": _names(record.translators),
        "publisher": _names(edition.record.editors),
        "language": ["de", "en"],
        "identifier": record.id,
        "hasVersion": record.version,
        "rightsHolder": _said(record.rights.holder) if record.rights.holder else [],
        "license" if is_licence(statement) else "rights": rights_address(statement),
    }
    if publication.certainty != "unknown":
        core |= {"issued": publication.date} if publication.date else {}
        core |= {"source": _said(publication.container)} if publication.container else {}
    access = [said for said in (notice(text), private_notice(edition, text)) if said]
    core["accessRights"] = [{"lang": "en", "value": said} for said in access]
    return _known(core)


def _known(core: dict[str, Any]) -> dict[str, Any]:
    """Leave out what has no value."""
    return {name: value for name, value in core.items() if value}


def _both(words: Bilingual) -> list[dict[str, str]]:
    return [{"lang": "de", "value": words.de}, {"lang": "en", "value": words.en}]


def _said(words: str) -> list[dict[str, str]]:
    return [{"lang": "en", "value": words}]


def _names(people: Iterable[Person]) -> list[dict[str, str]]:
    return [{"lang": "en", "value": written_name(person)} for person in people]
