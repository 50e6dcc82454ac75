"""
List the files that stand in a built site beside its pages, and make them.

Pages name them (see `offered`), and `site` writes them once the generator has made the pages. Only
what the audience may see goes into a file: each is made from the edition as it was assembled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lesart.downloads_pdf import offered_edition_pdfs, offered_pdf, pdf_files
from lesart.model import Edition, Text
from lesart.render.tmx import text_pairs, write_tmx


@dataclass(frozen=True, slots=True)
class Download:
    """
    Offer one file of each text.

    `path` is relative to the site, with `{id}` for the text. `available` tells whether a text has
    it. Where `describes` is True the file is metadata, and the head of the page names it too.
    """

    path: str
    label: str
    media_type: str
    make: Callable[[Text, Edition], bytes]
    available: Callable[[Text], bool]
    describes: bool = False


def _has_both_sides(text: Text) -> bool:
    return text.original == "present" and not text.withheld


DOWNLOADS: tuple[Download, ...] = (
    Download(
        "downloads/{id}.tmx",
        "Translation memory (TMX)",
        "application/x-tmx+xml",
        lambda text, edition: write_tmx(text_pairs(text)).encode(),
        _has_both_sides,
    ),
)


def offered(text: Text) -> list[dict[str, str]]:
    """List the files of a text as its page names them: `href`, `label`, `type`, `rel`."""
    return [
        *offered_pdf(text),
        *(
            {
                "href": download.path.format(id=text.record.id),
                "label": download.label,
                "type": download.media_type,
                "rel": "describedby" if download.describes else "",
            }
            for download in DOWNLOADS
            if download.available(text)
        ),
    ]


def offered_with_edition(edition: Edition) -> list[dict[str, str]]:
    """List the files of the edition as a whole, as a page names them."""
    return offered_edition_pdfs(edition) if edition.texts else []


def files(edition: Edition, cache: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """
    Make every file of a site: its path relative to the site, and its bytes.

    *cache* is a folder that keeps what is slow to make.
    """
    yield from pdf_files(edition, cache)
    for text in edition.texts:
        for download in DOWNLOADS:
            if download.available(text):
                yield download.path.format(id=text.record.id), download.make(text, edition)
