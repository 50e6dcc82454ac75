"""List the PDF files that stand in a built site, and make them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lesart.model import Edition, Text
from lesart.tasks.pdf import file_names, make_pdfs
from lesart.write.pdf.scope import Layout

MEDIA_TYPE = "application/pdf"
WHOLE: Mapping[Layout, tuple[str, str]] = {
    "parallel": ("downloads/edition.pdf", "Whole edition (PDF, both languages side by side)"),
    "facing": ("downloads/edition-facing.pdf", "Whole edition (PDF, facing pages for print)"),
    "stacked": ("downloads/edition-stacked.pdf", "Whole edition (PDF, small pages)"),
    "english": ("downloads/edition-english.pdf", "Whole edition (PDF, English alone)"),
    "german": ("downloads/edition-german.pdf", "Whole edition (PDF, German alone)"),
}


def offered_pdf(text: Text) -> list[dict[str, str]]:
    """Name the PDF of a text as its page does, or each of its volumes."""
    return list(_named(f"downloads/{text.record.id}.pdf", "Download PDF", [text]))


def offered_edition_pdfs(edition: Edition) -> list[dict[str, str]]:
    """Name the PDFs of the whole edition, as a page does."""
    return [one for path, label in WHOLE.values() for one in _named(path, label, edition.texts)]


def _named(path: str, label: str, texts: Sequence[Text]) -> Iterator[dict[str, str]]:
    names = file_names(path, texts)
    for number, name in enumerate(names, 1):
        said = label if len(names) == 1 else f"{label}, volume {number}"
        yield {"href": name, "label": said, "type": MEDIA_TYPE, "rel": ""}


def pdf_files(edition: Edition, cache: Path | None) -> Iterator[tuple[str, bytes]]:
    """Make every PDF of a site; those of *cache* that are still true are taken from there."""
    for text in edition.texts:
        names = file_names(f"downloads/{text.record.id}.pdf", [text])
        yield from zip(names, make_pdfs(edition, [text], cache=cache), strict=True)
    for layout, (path, _) in WHOLE.items() if edition.texts else ():
        names = file_names(path, edition.texts)
        yield from zip(names, make_pdfs(edition, edition.texts, layout, cache), strict=True)
