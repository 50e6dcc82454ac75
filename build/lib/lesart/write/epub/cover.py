"""
Draw the cover of an EPUB.

A PNG and no SVG: the shelves of reading systems show no other picture. Typst sets it from a fixed
template; titles and names are data to it.
"""

from __future__ import annotations

import json
from pathlib import Path

from lesart.core.elements import visible
from lesart.core.extras import has
from lesart.view.record import named
from lesart.write.epub.pages import Book

_FOLDER = Path(__file__).parent
_DOTS_PER_INCH = 144


def cover(book: Book) -> bytes:
    """
    Draw the cover: 1200 × 1920 pixels, the same bytes for the same title and names.

    Empty where the typesetter is not installed: then the book has none.
    """
    if not has("pdf"):
        return b""
    import typst  # noqa: PLC0415  (not every installation has it)

    record = book.edition.record
    text = book.single
    names = named(book.authors)
    first, second = (book.title.de, "de"), (book.title.en, "en")
    if text is None:
        first, second = second, first
    data = {
        "title": visible(first[0]),
        "title_lang": first[1],
        "subtitle": visible(second[0]),
        "subtitle_lang": second[1],
        "authors": visible(names),
        "kind": visible(text.record.kind.en) if text else "A bilingual reader edition",
        "foot": visible(record.title.en if text else named(record.editors)),
    }
    picture: bytes = typst.compile(
        str(_FOLDER / "cover.typ"),
        format="png",
        ppi=_DOTS_PER_INCH,
        sys_inputs={"cover": json.dumps(data)},
        font_paths=[str(_FOLDER.parent / "pdf" / "template" / "fonts")],
        ignore_system_fonts=True,
    )
    return picture
