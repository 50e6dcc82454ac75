"""Render the header of a TEI document: what the text is, whose, from which copies, how encoded."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lesart.core.web_address import linked
from lesart.model import Bilingual, Edition, Person, Record, Text
from lesart.view.addresses import page_path
from lesart.view.held import notice, private_notice
from lesart.view.record import is_licence, rights_address, rights_name
from lesart.view.structure import note_rows
from lesart.write.tei.elements import is_iso, tei
from lesart.write.tei.shapes import writer_of

LANGUAGES = {"de": "German", "en": "English"}
_MISSING = (
    "The original was not at hand when this file was made: each of its sentences is given by its "
    "first words."
)
_METHOD = (
    "Only faults of transmission are emended, each with its transmitted reading (sic) and the "
    "reason (in the apparatus).",
    "Paragraphs and sentences are numbered once and for ever; @n holds the number. A seg of the "
    "translation points with @corresp to every sentence it renders.",
)


def header(text: Text, edition: Edition) -> Element:
    """Render the whole `teiHeader` of a text."""
    return tei(
        "teiHeader",
        tei(
            "fileDesc",
            _title(text),
            tei(
                "editionStmt",
                tei("edition", f"Version {text.record.version}", n=text.record.version),
            ),
            _publication(text, edition),
            tei(
                "seriesStmt",
                *_both("title", edition.record.title),
                *(tei("editor", _name(person)) for person in edition.record.editors),
            ),
            *_notes(text.record),
            _source(text.record),
        ),
        _encoding(text),
        tei(
            "profileDesc",
            tei("langUsage", *(tei("language", n, ident=id_) for id_, n in LANGUAGES.items())),
            *_speakers(text.record),
        ),
    )


def short_header(text: Text, edition: Edition, collection: str) -> Element:
    """Render the least header a document of one passage needs; it names its *collection*."""
    return tei(
        "teiHeader",
        tei(
            "fileDesc",
            _title(text),
            tei(
                "editionStmt",
                tei("edition", f"Version {text.record.version}", n=text.record.version),
            ),
            _publication(text, edition),
            tei("sourceDesc", tei("p", tei("ref", "The whole text", target=collection))),
        ),
    )


def _both(tag: str, words: Bilingual) -> list[Element]:
    return [tei(tag, words.de, xml_lang="de"), tei(tag, words.en, xml_lang="en")]


def _name(person: Person) -> Element:
    if not person.given:
        return tei("orgName", person.family)
    return tei("persName", tei("forename", person.given), " ", tei("surname", person.family))


def _title(text: Text) -> Element:
    record = text.record
    writer = writer_of(text) if note_rows(text) else ""
    return tei(
        "titleStmt",
        *_both("title", record.title),
        *(
            tei("author", _name(person), xml_id="" if number else writer)
            for number, person in enumerate(record.authors)
        ),
        *(tei("editor", _name(person), role="translator") for person in record.translators),
    )


def _publication(text: Text, edition: Edition) -> Element:
    record = text.record
    statement = record.rights.statement
    target, name = rights_address(statement), rights_name(statement)
    licence = is_licence(statement)
    said = [tei("licence", name, target=target)] if licence else []
    if not said:
        named = tei("ref", name, target=target) if target else name
        holder = f". Rights: {record.rights.holder}." if record.rights.holder else "."
        said = [tei("p", named, holder)]
    said += _both("p", record.rights.note) if record.rights.note else []
    permission, copy = record.rights.said_permission, private_notice(edition, text)
    said += [tei("p", told) for told in (permission, notice(text), copy) if told]
    # TEI wants somebody here; where no editor is named, the edition stands for them.
    publishers = [tei("publisher", _name(person)) for person in edition.record.editors]
    address = [tei("idno", edition.address + page_path(record.id), type="URI")]
    return tei(
        "publicationStmt",
        *(publishers or [tei("authority", edition.record.title.en)]),
        tei("idno", record.id, type="lesart"),
        *(address if edition.address else []),
        tei("availability", *said, status="free" if licence and not copy else "restricted"),
    )


def _notes(record: Record) -> list[Element]:
    note = record.publication.note
    return [tei("notesStmt", *_both("note", note))] if note else []


def _source(record: Record) -> Element:
    publication = record.publication
    certainty = {"certain": "high", "likely": "medium", "unknown": "low"}[publication.certainty]
    parts = [tei("author", _name(person)) for person in record.authors]
    parts.append(tei("title", record.title.de, level="a", xml_lang="de"))
    if publication.container:
        parts.append(tei("title", publication.container, level="m", cert=certainty))
    if publication.date:
        when = publication.date if is_iso(publication.date) else ""
        parts.append(tei("date", publication.date, when=when, cert=certainty))
    if linked(publication.url):
        parts.append(tei("ref", publication.url, target=publication.url))
    sources: list[Element] = [tei("bibl", *parts)]
    if record.witnesses:
        witnesses = [
            tei(
                "witness",
                tei(
                    "bibl",
                    *_both("note", witness.description),
                    tei("idno", witness.sha256, type="SHA-256"),
                ),
                xml_id=f"witness-{witness.siglum}",
                n=witness.siglum,
            )
            for witness in record.witnesses
        ]
        sources.append(tei("listWit", *witnesses))
    return tei("sourceDesc", *sources)


def _encoding(text: Text) -> Element:
    said = [
        *_METHOD,
        *([_MISSING] if text.original == "missing" and not text.held.original else []),
    ]
    structure = tei(
        "citeStructure",
        tei("citeStructure", unit="sentence", match="seg", use="substring-after(@n, '.')",
            delim="."),
        unit="paragraph",
        match="//div[@type='edition']//(p|ab|head)",
        use="@n",
    )  # fmt: skip
    return tei(
        "encodingDesc",
        tei("editorialDecl", *(tei("p", words) for words in said)),
        tei("refsDecl", structure),
    )


def _speakers(record: Record) -> Iterator[Element]:
    if not record.speakers:
        return
    people = [
        tei("person", *_both("persName", speaker.name), xml_id=f"speaker-{id_}")
        for id_, speaker in record.speakers.items()
    ]
    yield tei("particDesc", tei("listPerson", *people))
