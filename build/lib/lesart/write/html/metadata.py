"""
Write the metadata of a text for the head of its page: tags by name, and JSON-LD.

The names are those that Zotero, Google Scholar and Hypothesis read: `citation_*` (Highwire) and
Dublin Core. `z:itemType` tells Zotero what a text is, for a page with a title and no journal
counts as a journal article. Metadata stands there for every text, withheld or not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from lesart.core.web_address import linked
from lesart.model import EditionRecord, Person, Record, Text
from lesart.view.record import inverted, is_licence, listed, rights_address, written_name

PDF = "application/pdf"
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def item_type(record: Record, edition: EditionRecord) -> str:
    """
    Say what a text is in Zotero's words: an article of a newspaper, or a page of this edition.

    What the editors wrote themselves appeared here, and so did what is not known to have
    appeared anywhere else.
    """
    own = record.authors and record.authors == edition.editors
    printed = record.publication.container and not own
    return "newspaperArticle" if printed else "webpage"


def meta_tags(
    text: Text, edition: EditionRecord, address: str = "", files: Sequence[Mapping[str, str]] = ()
) -> list[dict[str, str]]:
    """
    Give the names and contents by which reference managers know a text.

    *address* is that of the page, *files* what `downloads.offered` lists with whole addresses.
    """
    record = text.record
    statement = record.rights.statement
    publication = record.publication
    kind = item_type(record, edition)
    tags = [("z:itemType", kind), ("citation_title", record.title.de)]
    tags += [("citation_author", _unsplit(author)) for author in record.authors]
    date = publication.date if publication.certainty != "unknown" else ""
    tags += [("citation_publication_date", date.replace("-", "/")), ("citation_language", "de")]
    tags += [("citation_public_url", address)]
    tags += [("citation_pdf_url", file["href"]) for file in files if file["type"] == PDF]
    container = publication.container if kind == "newspaperArticle" else edition.title.en
    tags += [("prism.publicationName", container)]
    tags += [("DC.title", record.title.de), ("DC.title", record.title.en)]
    tags += [("DC.creator", inverted(author)) for author in record.authors]
    tags += [("DC.contributor", written_name(person)) for person in record.translators]
    tags += [("DC.date", date), ("DC.language", "de"), ("DC.language", "en")]
    tags += [("DC.identifier", record.id), ("DC.source", publication.container)]
    tags += [("DC.publisher", listed(written_name(person) for person in edition.editors))]
    tags += [
        ("DC.relation.isPartOf", edition.title.en),
        ("DC.rights", rights_address(statement) or statement),
    ]
    return [{"name": name, "content": content} for name, content in tags if content]


def _unsplit(person: Person) -> str:
    """Write a name so that Zotero does not part the last word of a body from the others."""
    return inverted(person) if person.given else f"{person.family},"


def json_ld(
    text: Text, edition: EditionRecord, address: str = "", files: Sequence[Mapping[str, str]] = ()
) -> str:
    """
    Describe a text and the original it translates as JSON-LD in the words of schema.org.

    The result may stand in a script element as it is: no character of it can end that element.
    """
    record = text.record
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": address,
        "url": address,
        "identifier": record.id,
        "name": record.title.en,
        "alternateName": record.title.de,
        "genre": record.kind.en,
        "author": _agents(record.authors),
        "translator": _agents(record.translators),
        "editor": _agents(edition.editors),
        "inLanguage": ["de", "en"],
        "version": record.version,
        "creditText": credit(record, edition),
        **_rights(record),
        "isAccessibleForFree": not text.withheld,
        "isPartOf": {
            "@type": "Collection",
            "name": edition.title.en,
            "alternateName": edition.title.de,
            "editor": _agents(edition.editors),
            "license": rights_address(edition.licence),
        },
        "translationOfWork": _original(record, address),
        "encoding": [
            {
                "@type": "MediaObject",
                "name": file["label"],
                "contentUrl": file["href"],
                "encodingFormat": file["type"],
            }
            for file in files
            if file["rel"] == "item"
        ],
    }
    return json.dumps(_filled(data), ensure_ascii=False).translate(_ESCAPES)


def credit(record: Record, edition: EditionRecord) -> str:
    """Name a text, its authors, translators and version in one line."""
    authors = listed(written_name(person) for person in record.authors)
    translators = listed(written_name(person) for person in record.translators)
    title = f"{record.title.de} / {record.title.en}"
    parts = [authors, title, translators and f"translated by {translators}"]
    parts += [edition.title.en, f"version {record.version}"]
    return ", ".join(part for part in parts if part)


def _original(record: Record, address: str) -> dict[str, Any]:
    publication = record.publication
    known = publication.certainty != "unknown"
    return {
        "@type": "Article",
        "@id": f"{address}#original" if address else "",
        "name": record.title.de,
        "inLanguage": "de",
        "author": _agents(record.authors),
        "datePublished": publication.date if known else "",
        "isPartOf": {"@type": "CreativeWork", "name": publication.container}
        if publication.container
        else {},
        "url": linked(publication.url),
        "workTranslation": {"@id": address} if address else {},
    }


def _rights(record: Record) -> dict[str, Any]:
    name = "license" if is_licence(record.rights.statement) else "usageInfo"
    return {name: rights_address(record.rights.statement), "copyrightNotice": record.rights.holder}


def _agents(people: Sequence[Person]) -> list[dict[str, str]]:
    return [
        _filled(
            {
                "@type": "Person" if person.given else "Organization",
                "name": written_name(person),
                "familyName": person.family if person.given else "",
                "givenName": person.given,
            }
        )
        for person in people
    ]


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known, at every depth."""
    kept = {k: _filled(v) if isinstance(v, dict) else v for k, v in data.items()}
    return {k: v for k, v in kept.items() if v not in ("", {}, [])}
