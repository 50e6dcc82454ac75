"""Print the data of a book with WeasyPrint, a peer, where that is installed."""

from __future__ import annotations

import importlib.util
from html import escape
from pathlib import Path
from typing import Any

Book = dict[str, Any]
FONT = Path(__file__).parents[1] / "lesart/face/assets/fonts/LibertinusSerif-Regular.latin.woff2"
STYLE = """
@font-face { font-family: Book; src: url(%s) }
@page { size: A4; margin: 25mm 21mm 23mm; @bottom-center { content: counter(page) } }
body { font: 9.7pt/1.4 Book; text-align: justify; hyphens: auto }
table { width: 100%%; border-spacing: 0; table-layout: fixed }
td { vertical-align: top } td.no { width: 13mm; text-align: center }
.note { float: footnote }
"""


def is_installed() -> bool:
    """Tell whether WeasyPrint can be imported."""
    return importlib.util.find_spec("weasyprint") is not None


def print_book(book: Book) -> bytes:
    """Set the texts and the glossary of *book* as tagged PDF: no contents, no index, no plan."""
    from weasyprint import HTML  # type: ignore[import-not-found]  # noqa: PLC0415

    page = "".join(_text(text) for text in book["texts"])
    terms = "".join(
        f'<p id="{escape(entry["label"])}"><b>{escape(entry["lemma"])}</b> '
        f"{''.join(_plain(runs) for runs in entry['en'])}</p>"
        for entry in book["glossary"]
    )
    made = f'<html lang="en"><title>Book</title><style>{STYLE % FONT.as_uri()}</style>{page}{terms}'
    return bytes(HTML(string=made).write_pdf(pdf_variant="pdf/ua-1"))


def _text(text: Book) -> str:
    return f"<h1>{escape(text['de'])}</h1>" + "".join(
        f'<table><tr id="{escape(row["label"])}"><td lang="de">{_side(row, "de")}'
        f'<td class="no">{escape(row["id"])}<td>{_side(row, "en")}</table>'
        for row in text["rows"]
    )


def _side(row: Book, side: str) -> str:
    return " ".join(
        "".join(_run(run, row["notes"]) for run in sentence["r"] if side == "de" or "fn" not in run)
        for sentence in row[side]
    )


def _run(run: Book, notes: dict[str, Any]) -> str:
    if "fn" in run:
        body = " ".join(_plain(runs) for runs in notes[run["fn"]]["body"])
        return f'<span class="note">{body}</span>'
    words = escape(run.get("t", ""))
    return f'<a href="#{escape(run["to"])}">{words}</a>' if "term" in run and "to" in run else words


def _plain(runs: list[Book]) -> str:
    return escape("".join(run.get("t", "") for run in runs))
