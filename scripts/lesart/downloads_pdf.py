"""List the PDF files that stand in a built site, and make them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lesart.model import Edition, Text
from lesart.pipeline_pdf import make_pdf
from lesart.render.typst_scope import Layout

MEDIA_TYPE = "application/pdf"
WHOLE: Mapping[Layout, tuple[str, str]] = {
    "parallel": ("downloads/edition.pdf", "Whole edition (PDF, both languages side by side)"),
    "facing": ("downloads/edition-facing.pdf", "Whole edition (PDF, facing pages for print)"),
    "stacked": ("downloads/edition-stacked.pdf", "Whole edition (PDF, small pages)"),
    "english": ("downloads/edition-english.pdf", "Whole edition (PDF, English alone)"),
    "german": ("downloads/edition-german.pdf", "Whole edition (PDF, German alone)"),
}


def offered_pdf(text: Text) -> dict[str, str]:
    """Name the PDF of a text as its page does."""
    return {
        "href": f"downloads/{text.record.id}.pdf",
        "label": "Download PDF",
        "type": MEDIA_TYPE,
        "rel": "",
    }


def offered_edition_pdfs() -> list[dict[str, str]]:
    """Name the PDFs of the whole edition, as a page does."""
    return [
        {"href": path, "label": label, "type": MEDIA_TYPE, "rel": ""}
        for path, label in WHOLE.values()
    ]


def pdf_files(edition: Edition, cache: Path | None) -> Iterator[tuple[str, bytes]]:
    """Make every PDF of a site; those of *cache* that are still true are taken from there."""
    for text in edition.texts:
        yield f"downloads/{text.record.id}.pdf", make_pdf(edition, [text], cache=cache)
    for layout, (path, _) in WHOLE.items():
        yield path, make_pdf(edition, edition.texts, layout, cache)
