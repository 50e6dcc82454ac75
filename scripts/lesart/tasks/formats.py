"""
Know every format of files: a row of FORMATS for each.

The downloads of a site, the lists of files on its pages, `lesart export`, `lesart import` and
`lesart.write` take their formats from this table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lesart.citing import place_item
from lesart.citing.bibtex import write_bibtex
from lesart.citing.csljson import write_csl
from lesart.citing.ris import write_ris
from lesart.exchange.martif import format_martif
from lesart.exchange.omegat import format_omegat
from lesart.exchange.po import format_po, parse_po
from lesart.exchange.tbx import format_tbx, read_tbx
from lesart.exchange.term_csv import format_csv, read_csv
from lesart.exchange.tmx import text_pairs, write_tmx
from lesart.exchange.xliff import format_xliff, parse_xliff
from lesart.model import Edition, Term, Text
from lesart.store.read import read_edition_record
from lesart.store.terms import read_glossary
from lesart.tasks.citing import cited_address
from lesart.tasks.copy_facts import read_imprint
from lesart.tasks.edition import Settings
from lesart.tasks.exchange import Writer, export_memory, export_text
from lesart.tasks.format_types import Format, OfEdition, OfText, Take, Work
from lesart.tasks.pdf import make_pdf
from lesart.tasks.take import take_memory, terms_of, units_of
from lesart.view.held import private_notice
from lesart.write.data import dts
from lesart.write.data.annotations import MEDIA_TYPE, write_annotations
from lesart.write.data.json_text import write_json
from lesart.write.data.scaife import write_scaife
from lesart.write.data.skos import format_skos
from lesart.write.epub.book import write_epub
from lesart.write.html.cite import whole_text
from lesart.write.tei.document import write_tei

HOME, GLOSSARY, BIBLIOGRAPHY = "index.md", "glossary.md", "bibliography.md"
Items = Sequence[Mapping[str, Any]]


def _reference(suffix: str, name: str, media_type: str, write: Callable[[Items], str]) -> Format:
    """Describe what reference managers read: of a text as a whole, and of the works it cites."""

    def make(text: Text, edition: Edition) -> bytes:
        place = whole_text(text)
        address = cited_address(place, edition.address)
        return write([place_item(text.record, edition.record, place, "both", address)]).encode()

    return Format(
        suffix=suffix,
        media_type=media_type,
        text=OfText(
            label=f"Reference ({name})", path=f"cite/{{id}}{suffix}", make=make, describes=True
        ),
        edition=OfEdition(
            label=f"Bibliography ({name})",
            path=f"downloads/bibliography{suffix}",
            page=BIBLIOGRAPHY,
            make=lambda edition: write([work.item for work in edition.works]).encode(),
            available=lambda edition: bool(edition.works),
        ),
    )


def _glossary(
    suffix: str,
    name: str,
    media_type: str,
    write: Callable[[Sequence[Term], str, str], str],
    endings: tuple[str, ...] = (),
    take: Take | None = None,
    offered: bool = True,
) -> Format:
    """
    Describe a format of the glossary; *write* is given its terms, a title, and an address.

    A site has the file where it is *offered*; the others are for translators' programs.
    """

    def make(edition: Edition) -> bytes:
        base = f"{edition.address}glossary/" if edition.address else "urn:lesart:term:"
        return write(edition.glossary, edition.record.title.en, base).encode()

    def work(settings: Settings, _: Sequence[str], base: str) -> str:
        title = read_edition_record(settings.root).title.en
        return write(read_glossary(settings.root), title, base)

    return Format(
        suffix=suffix,
        media_type=media_type,
        edition=OfEdition(
            label=f"Glossary ({name})",
            path=f"downloads/glossary{suffix}" if offered else "",
            page=GLOSSARY,
            make=make,
            available=lambda edition: bool(edition.glossary),
        ),
        work=Work(of="glossary", make=work),
        endings=endings,
        take=take,
    )


def _units(media_type: str, write: Writer, take: Take, *endings: str) -> Format:
    """Describe a format for translators' programs, whose files begin with the units of a text."""
    work = Work(of="text", make=lambda settings, ids, _: export_text(settings, ids[0], write))
    return Format(suffix=endings[0], media_type=media_type, work=work, endings=endings, take=take)


_BIB = "application/x-bibtex"
FORMATS: dict[str, Format] = {
    "tmx": Format(
        suffix=".tmx",
        media_type="application/x-tmx+xml",
        text=OfText(
            label="Translation memory (TMX)",
            path="downloads/{id}.tmx",
            make=lambda text, edition: write_tmx(
                text_pairs(text), notice=private_notice(edition, text)
            ).encode(),
            available=lambda text: text.original == "present" and not text.held.any,
        ),
        work=Work(of="texts", make=lambda settings, ids, _: export_memory(settings, ids)),
        endings=(".tmx",),
        take=take_memory,
    ),
    "tei": Format(
        suffix=".tei.xml",
        media_type=dts.TEI,
        text=OfText(
            label="Text and notes (TEI)",
            path="downloads/{id}.tei.xml",
            make=lambda text, edition: write_tei(
                text, edition, f"downloads/{text.record.id}.tei.xml"
            ),
        ),
    ),
    "json": Format(
        suffix=".json",
        media_type="application/json",
        text=OfText(label="Text and notes (JSON)", path="downloads/{id}.json", make=write_json),
    ),
    "scaife": Format(
        suffix=".scaife.json",
        media_type="application/json",
        text=OfText(label="Alignment (Scaife stand-off JSON)", make=write_scaife),
    ),
    "epub": Format(
        suffix=".epub",
        media_type="application/epub+zip",
        text=OfText(
            label="E-book (EPUB)",
            path="downloads/{id}.epub",
            make=lambda text, edition: write_epub(edition, read_imprint(edition.address), text),
        ),
        edition=OfEdition(
            label="E-book of the whole edition (EPUB)",
            path="downloads/edition.epub",
            page=HOME,
            make=lambda edition: write_epub(edition, read_imprint(edition.address)),
            available=lambda edition: bool(edition.texts),
        ),
    ),
    # A long edition has several volumes, so a site has its printed books from `downloads_pdf`.
    "pdf": Format(
        suffix=".pdf",
        media_type="application/pdf",
        text=OfText(label="PDF", make=lambda text, edition: make_pdf(edition, [text])),
        edition=OfEdition(
            label="PDF of the whole edition",
            make=lambda edition: make_pdf(edition, edition.texts),
            available=lambda edition: bool(edition.texts),
        ),
    ),
    "annotations": Format(
        suffix=".jsonld",
        media_type=MEDIA_TYPE,
        text=OfText(
            label="Notes as Web Annotations (JSON-LD)",
            path="annotations/{id}.jsonld",
            make=lambda text, edition: write_annotations(text, edition, edition.address).encode(),
            available=lambda text: bool(text.notes),
            describes=True,
        ),
    ),
    "biblatex": _reference(".bib", "biblatex", _BIB, lambda items: write_bibtex(items, "biblatex")),
    "bibtex": _reference(
        "-bibtex.bib", "BibTeX", _BIB, lambda items: write_bibtex(items, "bibtex")
    ),
    "ris": _reference(".ris", "RIS", "application/x-research-info-systems", write_ris),
    "csl-json": _reference(
        ".json", "CSL-JSON", "application/vnd.citationstyles.csl+json", write_csl
    ),
    "skos": _glossary(".ttl", "SKOS", "text/turtle", format_skos),
    "tbx": _glossary(
        ".tbx",
        "TBX",
        "application/x-tbx+xml",
        lambda terms, title, _: format_tbx(terms, title),
        (".tbx", ".xml"),
        terms_of(read_tbx),
    ),
    "martif": _glossary(
        ".martif.tbx",
        "TBX of 2008",
        "application/x-tbx+xml",
        lambda terms, title, _: format_martif(terms, title),
        offered=False,
    ),
    "omegat": _glossary(
        ".utf8",
        "OmegaT",
        "text/tab-separated-values",
        lambda terms, *_: format_omegat(terms),
        offered=False,
    ),
    "csv": _glossary(
        ".csv",
        "CSV",
        "text/csv",
        lambda terms, *_: format_csv(terms),
        (".csv", ".tsv"),
        terms_of(read_csv),
    ),
    "po": _units("text/x-gettext-translation", format_po, units_of(parse_po), ".po"),
    "xliff": _units("application/xliff+xml", format_xliff, units_of(parse_xliff), ".xlf", ".xliff"),
}
"""The formats by the names that `lesart export` takes; a new one is a row."""


def taken_endings() -> list[str]:
    """List the endings of the files that `lesart import` takes, the usual one of each format."""
    return [one.endings[0] for one in FORMATS.values() if one.take]


def format_to_take(ending: str) -> Take | None:
    """
    Find what takes in a file by the ending of its name; None where nothing does.

    >>> format_to_take(".XLF") is FORMATS["xliff"].take, format_to_take(".docx")
    (True, None)
    """
    return next((one.take for one in FORMATS.values() if ending.lower() in one.endings), None)
