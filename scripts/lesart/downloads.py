"""
List the files that stand in a built site beside its pages, and make them.

Pages name them (see `offered`), and `site` writes them once the generator has made the pages. Only
what the audience may see goes into a file: each is made from the edition as it was assembled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lesart.citing import CitedPlace, place_item
from lesart.citing.bibtex import write_bibtex
from lesart.citing.csljson import write_csl
from lesart.citing.ris import write_ris
from lesart.model import Edition, Text
from lesart.pipeline_citing import address_of
from lesart.render.tmx import text_pairs, write_tmx

Items = Sequence[Mapping[str, Any]]


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
        place = CitedPlace(text.record.id)
        address = address_of(place, edition.address)
        return write([place_item(text.record, edition.record, place, "both", address)]).encode()

    return made


def _always(text: Text) -> bool:
    return True


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
    *(
        Download(
            f"cite/{{id}}{suffix}", f"Reference ({name})", kind, _reference(write), _always, True
        )
        for suffix, name, kind, write in _WRITERS
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


def _bibliography(
    suffix: str, name: str, media_type: str, write: Callable[[Items], str]
) -> EditionDownload:
    return EditionDownload(
        f"downloads/bibliography{suffix}",
        f"Bibliography ({name})",
        media_type,
        lambda edition: write([work.item for work in edition.works]).encode(),
        lambda edition: bool(edition.works),
    )


EDITION_DOWNLOADS = tuple(_bibliography(*writer) for writer in _WRITERS)


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
