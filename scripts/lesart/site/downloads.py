"""
List the files that stand in a built site beside its pages, and make them.

Pages name them (see `offered`), and `site` writes them once the generator has made the pages. Only
what the audience may see goes into a file: each is made from the edition as it was assembled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lesart.citing import place_item
from lesart.citing.bibtex import write_bibtex
from lesart.citing.csljson import write_csl
from lesart.citing.ris import write_ris
from lesart.exchange.tbx import format_tbx
from lesart.exchange.term_csv import format_csv
from lesart.exchange.tmx import text_pairs, write_tmx
from lesart.model import Edition, Text
from lesart.site.copy_facts import read_imprint
from lesart.site.downloads_dts import dts_files
from lesart.site.downloads_pdf import offered_edition_pdfs, offered_pdf, pdf_files
from lesart.tasks.citing import address_of
from lesart.view.held import private_notice
from lesart.write.data import dts
from lesart.write.data.annotations import MEDIA_TYPE, write_annotations
from lesart.write.data.json_text import write_json
from lesart.write.data.skos import format_skos
from lesart.write.epub.book import write_epub
from lesart.write.html.cite import whole_text
from lesart.write.tei.document import write_tei

HOME = "index.md"
Items = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Download:
    """
    Offer one file of each text.

    `path` is relative to the site, with `{id}` for the text. `available` tells whether a text has
    it. The head of the page names the file: as metadata where `describes` is True, else as content.
    """

    path: str
    label: str
    media_type: str
    make: Callable[[Text, Edition], bytes]
    available: Callable[[Text], bool]
    describes: bool = False


_BIB = "application/x-bibtex"
_WRITERS: tuple[tuple[str, str, str, Callable[[Items], str]], ...] = (
    (".bib", "biblatex", _BIB, lambda items: write_bibtex(items, "biblatex")),
    ("-bibtex.bib", "BibTeX", _BIB, lambda items: write_bibtex(items, "bibtex")),
    (".ris", "RIS", "application/x-research-info-systems", write_ris),
    (".json", "CSL-JSON", "application/vnd.citationstyles.csl+json", write_csl),
)


def _reference(write: Callable[[Items], str]) -> Callable[[Text, Edition], bytes]:
    """Describe a text as a whole for a reference manager."""

    def made(text: Text, edition: Edition) -> bytes:
        place = whole_text(text)
        address = address_of(place, edition.address)
        return write([place_item(text.record, edition.record, place, "both", address)]).encode()

    return made


def _always(text: Text) -> bool:
    return True


def _has_both_sides(text: Text) -> bool:
    return text.original == "present" and not text.held.any


def _tei(text: Text, edition: Edition) -> bytes:
    return write_tei(text, edition, f"downloads/{text.record.id}.tei.xml")


DOWNLOADS: tuple[Download, ...] = (
    Download(
        "downloads/{id}.tmx",
        "Translation memory (TMX)",
        "application/x-tmx+xml",
        lambda text, edition: write_tmx(
            text_pairs(text), notice=private_notice(edition, text)
        ).encode(),
        _has_both_sides,
    ),
    Download("downloads/{id}.tei.xml", "Text and notes (TEI)", dts.TEI, _tei, _always),
    Download(
        "downloads/{id}.json", "Text and notes (JSON)", "application/json", write_json, _always
    ),
    Download(
        "downloads/{id}.epub",
        "E-book (EPUB)",
        "application/epub+zip",
        lambda text, edition: write_epub(edition, read_imprint(edition.address), text),
        _always,
    ),
    Download(
        "annotations/{id}.jsonld",
        "Notes as Web Annotations (JSON-LD)",
        MEDIA_TYPE,
        lambda text, edition: write_annotations(text, edition, edition.address).encode(),
        lambda text: bool(text.notes),
        describes=True,
    ),
    *(
        Download(
            f"cite/{{id}}{suffix}", f"Reference ({name})", kind, _reference(write), _always, True
        )
        for suffix, name, kind, write in _WRITERS
    ),
)


@dataclass(frozen=True, slots=True)
class EditionDownload:
    """
    Offer one file of the edition as a whole on the page `page`.

    `available` tells whether it has any content.
    """

    page: str
    path: str
    label: str
    media_type: str
    make: Callable[[Edition], bytes]
    available: Callable[[Edition], bool]


def _bibliography(
    suffix: str, name: str, media_type: str, write: Callable[[Items], str]
) -> EditionDownload:
    return EditionDownload(
        "bibliography.md",
        f"downloads/bibliography{suffix}",
        f"Bibliography ({name})",
        media_type,
        lambda edition: write([work.item for work in edition.works]).encode(),
        lambda edition: bool(edition.works),
    )


def _skos(edition: Edition) -> str:
    base = f"{edition.address}glossary/" if edition.address else "urn:lesart:term:"
    return format_skos(edition.glossary, edition.record.title.en, base)


def _glossary(
    suffix: str, name: str, media_type: str, write: Callable[[Edition], str]
) -> EditionDownload:
    return EditionDownload(
        "glossary.md",
        f"downloads/glossary{suffix}",
        f"Glossary ({name})",
        media_type,
        lambda edition: write(edition).encode(),
        lambda edition: bool(edition.glossary),
    )


EDITION_DOWNLOADS = (
    EditionDownload(
        HOME,
        "downloads/edition.epub",
        "E-book of the whole edition (EPUB)",
        "application/epub+zip",
        lambda edition: write_epub(edition, read_imprint(edition.address)),
        lambda edition: bool(edition.texts),
    ),
    *(_bibliography(*writer) for writer in _WRITERS),
    _glossary(".ttl", "SKOS", "text/turtle", _skos),
    _glossary(
        ".tbx",
        "TBX",
        "application/x-tbx+xml",
        lambda edition: format_tbx(edition.glossary, edition.record.title.en),
    ),
    _glossary(".csv", "CSV", "text/csv", lambda edition: format_csv(edition.glossary)),
)


def offered_with_edition(edition: Edition, page: str) -> list[dict[str, str]]:
    """List the files of the edition as a whole that stand on *page*, as the page names them."""
    printed = offered_edition_pdfs(edition) if page == HOME and edition.texts else []
    return printed + [
        {"href": download.path, "label": download.label, "type": download.media_type, "rel": ""}
        for download in EDITION_DOWNLOADS
        if download.page == page and download.available(edition)
    ]


def offered(text: Text) -> list[dict[str, str]]:
    """List the files of a text as its page names them: `href`, `label`, `type`, `rel`."""
    return [
        *offered_pdf(text),
        *(
            {
                "href": download.path.format(id=text.record.id),
                "label": download.label,
                "type": download.media_type,
                "rel": "describedby" if download.describes else "item",
            }
            for download in DOWNLOADS
            if download.available(text)
        ),
    ]


def offered_by_edition(edition: Edition) -> list[dict[str, str]]:
    """List all files of the edition as a whole, the entry point of DTS first."""
    entry = {"href": dts.ENTRY, "label": "Entry point (DTS)", "type": "application/ld+json"}
    pages = dict.fromkeys([HOME, *(download.page for download in EDITION_DOWNLOADS)])
    others = [one for page in pages for one in offered_with_edition(edition, page)]
    return [{**entry, "rel": ""}, *others]


def files(edition: Edition, cache: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """
    Make every file of a site: its path relative to the site, and its bytes.

    *cache* is a folder that keeps what is slow to make.
    """
    for whole in EDITION_DOWNLOADS:
        if whole.available(edition):
            yield whole.path, whole.make(edition)
    for text in edition.texts:
        for download in DOWNLOADS:
            if download.available(text):
                yield download.path.format(id=text.record.id), download.make(text, edition)
    yield from dts_files(edition)
    yield from pdf_files(edition, cache)
