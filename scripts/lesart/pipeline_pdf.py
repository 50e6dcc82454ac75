"""Compose what makes a PDF of an edition: its data as a book, and the press."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from lesart.model import Edition, Text
from lesart.printing import print_book, timestamp
from lesart.render.typst import book
from lesart.render.typst_scope import Layout


def make_pdf(
    edition: Edition,
    texts: Sequence[Text],
    layout: Layout = "parallel",
    cache: Path | None = None,
) -> bytes:
    """
    Print *texts*, all or some of those of the edition, as PDF.

    *cache* is a folder that keeps books, so that an unchanged one is not set again. Raises
    EditionError where the book cannot be set.
    """
    made = timestamp()
    date = datetime.fromtimestamp(made, UTC).date().isoformat()
    return print_book(book(edition, texts, layout, date), made, cache and cache / "pdf")
