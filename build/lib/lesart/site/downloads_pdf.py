"""List the PDF files that stand in a built site, and make them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lesart.core.extras import has
from lesart.model import Edition, Text
from lesart.tasks.pdf import file_names, make_pdfs
from lesart.write.pdf.layouts import LAYOUTS, Layout

MEDIA_TYPE = "application/pdf"


def offered_pdf(text: Text) -> list[dict[str, str]]:
    """Name the PDF of a text as its page does, or each of its volumes; none without typesetter."""
    if not has("pdf"):
        return []
    return list(_named(f"downloads/{text.record.id}.pdf", "Download PDF", [text]))


def offered_edition_pdfs(edition: Edition) -> list[dict[str, str]]:
    """Name the PDFs of the whole edition, as a page does; none without typesetter."""
    if not has("pdf"):
        return []
    return [
        one
        for layout in LAYOUTS.values()
        for one in _named(_path(layout), layout.label, edition.texts)
    ]


def _path(layout: Layout) -> str:
    return f"downloads/edition{layout.suffix}.pdf"


def _named(path: str, label: str, texts: Sequence[Text]) -> Iterator[dict[str, str]]:
    names = file_names(path, texts)
    for number, name in enumerate(names, 1):
        said = label if len(names) == 1 else f"{label}, volume {number}"
        yield {"href": name, "label": said, "type": MEDIA_TYPE, "rel": ""}


def pdf_files(edition: Edition, cache: Path | None) -> Iterator[tuple[str, bytes]]:
    """Make every PDF of a site; those of *cache* that are still true are taken from there."""
    if not has("pdf"):
        return
    for text in edition.texts:
        names = file_names(f"downloads/{text.record.id}.pdf", [text])
        yield from zip(names, make_pdfs(edition, [text], cache=cache), strict=True)
    for name, layout in LAYOUTS.items() if edition.texts else ():
        names = file_names(_path(layout), edition.texts)
        yield from zip(names, make_pdfs(edition, edition.texts, name, cache), strict=True)
