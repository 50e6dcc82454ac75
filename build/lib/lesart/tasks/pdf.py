"""Compose what makes a PDF of an edition: its data as a book or several volumes, and the press."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path, PurePosixPath

from lesart.model import Edition, Text
from lesart.write.pdf.book import book
from lesart.write.pdf.typesetting import print_book, timestamp
from lesart.write.pdf.volumes import volumes


def make_pdf(
    edition: Edition,
    texts: Sequence[Text],
    layout: str = "parallel",
    cache: Path | None = None,
    volume: str = "",
) -> bytes:
    """
    Print *texts*, all or some of those of the edition, as PDF.

    *cache* is a folder that keeps books, so that an unchanged one is not set again. Raises
    EditionError where the book cannot be set.
    """
    made = timestamp()
    date = datetime.fromtimestamp(made, UTC).date().isoformat()
    data = book(edition, texts, layout, date, volume=volume)
    return print_book(data, made, cache and cache / "pdf")


def make_pdfs(
    edition: Edition,
    texts: Sequence[Text],
    layout: str = "parallel",
    cache: Path | None = None,
) -> Iterator[bytes]:
    """
    Print *texts* as one book, or a very long edition as several volumes (see `volumes`).

    Each volume is set in a process of its own, which gives its memory back.
    """
    parts = volumes(texts)
    if len(parts) < 2:
        yield make_pdf(edition, texts, layout, cache)
        return
    for number, part in enumerate(parts, 1):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            name = f"volume {number} of {len(parts)}"
            yield pool.submit(make_pdf, edition, part, layout, cache, name).result()


def file_names(path: str, texts: Sequence[Text]) -> list[str]:
    """
    Name the files of a book: *path* alone, or with the number of each volume before the suffix.

    >>> file_names("edition.pdf", [])
    ['edition.pdf']
    """
    count = len(volumes(texts))
    one = PurePosixPath(path)
    numbered = [str(one.with_stem(f"{one.stem}-{n}")) for n in range(1, count + 1)]
    return numbered if count > 1 else [path]
