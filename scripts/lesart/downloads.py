"""
List the files that stand in a built site beside its pages, and make them.

Pages name them (see `offered`), and `site` writes them once the generator has made the pages. Only
what the audience may see goes into a file: each is made from the edition as it was assembled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lesart.imprint import read_imprint
from lesart.model import Edition, Text
from lesart.render.epub import write_epub
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
    Download(
        "downloads/{id}.epub",
        "E-book (EPUB)",
        "application/epub+zip",
        lambda text, edition: write_epub(edition, read_imprint(), text),
        lambda text: True,
    ),
)


@dataclass(frozen=True, slots=True)
class EditionDownload:
    """Offer one file of the edition as a whole; `available` tells whether it has any content."""

    path: str
    label: str
    media_type: str
    make: Callable[[Edition], bytes]
    available: Callable[[Edition], bool]


EDITION_DOWNLOADS: tuple[EditionDownload, ...] = (
    EditionDownload(
        "downloads/edition.epub",
        "E-book of the whole edition (EPUB)",
        "application/epub+zip",
        lambda edition: write_epub(edition, read_imprint()),
        lambda edition: bool(edition.texts),
    ),
)


def offered_with_edition(edition: Edition) -> list[dict[str, str]]:
    """List the files of the edition as a whole, as a page names them."""
    return [
        {"href": download.path, "label": download.label, "type": download.media_type, "rel": ""}
        for download in EDITION_DOWNLOADS
        if download.available(edition)
    ]


def offered(text: Text) -> list[dict[str, str]]:
    """List the files of a text as its page names them: `href`, `label`, `type`, `rel`."""
    return [
        {
            "href": download.path.format(id=text.record.id),
            "label": download.label,
            "type": download.media_type,
            "rel": "describedby" if download.describes else "",
        }
        for download in DOWNLOADS
        if download.available(text)
    ]


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Make every file of a site: its path relative to the site, and its bytes."""
    for whole in EDITION_DOWNLOADS:
        if whole.available(edition):
            yield whole.path, whole.make(edition)
    for text in edition.texts:
        for download in DOWNLOADS:
            if download.available(text):
                yield download.path.format(id=text.record.id), download.make(text, edition)
