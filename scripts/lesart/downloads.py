"""
List the files that stand in a built site beside its pages, and make them.

Pages name them (see `offered`), and `site` writes them once the generator has made the pages. Only
what the audience may see goes into a file: each is made from the edition as it was assembled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lesart.downloads_programs import program_files
from lesart.model import Edition, Text
from lesart.render import dts
from lesart.render.interchange import write_json
from lesart.render.tei import write_tei
from lesart.render.tmx import text_pairs, write_tmx


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


def _has_both_sides(text: Text) -> bool:
    return text.original == "present" and not text.withheld


def _tei(text: Text, edition: Edition) -> bytes:
    return write_tei(text, edition, f"downloads/{text.record.id}.tei.xml")


DOWNLOADS: tuple[Download, ...] = (
    Download(
        "downloads/{id}.tmx",
        "Translation memory (TMX)",
        "application/x-tmx+xml",
        lambda text, edition: write_tmx(text_pairs(text)).encode(),
        _has_both_sides,
    ),
    Download("downloads/{id}.tei.xml", "Text and notes (TEI)", dts.TEI, _tei, lambda text: True),
    Download(
        "downloads/{id}.json",
        "Text and notes (JSON)",
        "application/json",
        write_json,
        lambda text: True,
    ),
)


def offered(text: Text) -> list[dict[str, str]]:
    """List the files of a text as its page names them: `href`, `label`, `type`, `rel`."""
    return [
        {
            "href": download.path.format(id=text.record.id),
            "label": download.label,
            "type": download.media_type,
            "rel": "describedby" if download.describes else "item",
        }
        for download in DOWNLOADS
        if download.available(text)
    ]


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Make every file of a site: its path relative to the site, and its bytes."""
    for text in edition.texts:
        for download in DOWNLOADS:
            if download.available(text):
                yield download.path.format(id=text.record.id), download.make(text, edition)
    yield from program_files(edition)
