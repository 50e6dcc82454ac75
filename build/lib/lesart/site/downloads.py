"""
List the files that stand in a built site beside its pages, and make them.

Pages name them (see `offered`), and `site` writes them once the generator has made the pages. Only
what the audience may see goes into a file: each is made from the edition as it was assembled.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lesart.model import Edition, Text
from lesart.site.downloads_dts import dts_files
from lesart.site.downloads_pdf import offered_edition_pdfs, offered_pdf, pdf_files
from lesart.tasks.format_types import OfEdition, OfText
from lesart.tasks.formats import FORMATS, HOME
from lesart.write.data import dts


def _of_text() -> list[tuple[OfText, str]]:
    """List what a site offers of each text, and its media type."""
    made = [(format_.text, format_.media_type) for format_ in FORMATS.values()]
    return [(one, media_type) for one, media_type in made if one and one.path]


def _of_edition() -> list[tuple[OfEdition, str]]:
    """List what a site offers of the edition as a whole, and its media type."""
    made = [(format_.edition, format_.media_type) for format_ in FORMATS.values()]
    return [(whole, media_type) for whole, media_type in made if whole and whole.path]


def offered_with_edition(edition: Edition, page: str) -> list[dict[str, str]]:
    """List the files of the edition as a whole that stand on *page*, as the page names them."""
    printed = offered_edition_pdfs(edition) if page == HOME and edition.texts else []
    return printed + [
        {"href": whole.path, "label": whole.label, "type": media_type, "rel": ""}
        for whole, media_type in _of_edition()
        if whole.page == page and whole.available(edition)
    ]


def offered(text: Text) -> list[dict[str, str]]:
    """List the files of a text as its page names them: `href`, `label`, `type`, `rel`."""
    return [
        *offered_pdf(text),
        *(
            {
                "href": one.path.format(id=text.record.id),
                "label": one.label,
                "type": media_type,
                "rel": "describedby" if one.describes else "item",
            }
            for one, media_type in _of_text()
            if one.available(text)
        ),
    ]


def offered_by_edition(edition: Edition) -> list[dict[str, str]]:
    """List all files of the edition as a whole, the entry point of DTS first."""
    entry = {"href": dts.ENTRY, "label": "Entry point (DTS)", "type": "application/ld+json"}
    pages = dict.fromkeys([HOME, *(whole.page for whole, _ in _of_edition())])
    others = [one for page in pages for one in offered_with_edition(edition, page)]
    return [{**entry, "rel": ""}, *others]


def files(edition: Edition, cache: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """
    Make every file of a site: its path relative to the site, and its bytes.

    *cache* is a folder that keeps what is slow to make.
    """
    for whole, _ in _of_edition():
        if whole.available(edition):
            yield whole.path, whole.make(edition)
    for text in edition.texts:
        for one, _ in _of_text():
            if one.available(text):
                yield one.path.format(id=text.record.id), one.make(text, edition)
    yield from dts_files(edition)
    yield from pdf_files(edition, cache)
