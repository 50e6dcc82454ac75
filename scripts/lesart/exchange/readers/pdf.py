"""Read a PDF by the boxes of `pdftotext`, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from lesart.core.findings import Finding
from lesart.exchange.readers.line_ends import join_line_ends
from lesart.exchange.readers.omissions import Omission
from lesart.exchange.readers.pdf_boxes import Line, read_lines
from lesart.exchange.readers.pdf_columns import part_columns
from lesart.exchange.readers.pdf_notes import take_notes
from lesart.exchange.readers.pdf_order import in_reading_order
from lesart.exchange.readers.pdf_paragraphs import (
    paragraphs_of,
    with_lost_hyphens,
    without_furniture,
)
from lesart.exchange.readers.places import broken, left_out, place
from lesart.exchange.readers.roles import Block

_LEAST_SECONDS = 9.0
_MOST_SECONDS = 300.0
_BYTES_A_SECOND = 50_000
"""Slower than any machine; what takes longer for its size does not come to an end."""
_LARGEST = 200_000_000
_SHOWN = 20
_PICTURES = "where they are pictures of text, let a program recognise it first (OCR)"
_FILE = Path("/dev/stdin")


def read_pdf(data: bytes, path: str) -> Iterator[Block | Finding | Omission]:
    """
    Read a PDF by `pdftotext`: its words in the order of columns and pages.

    Page numbers, running heads and feet are left out; footnotes are the author's. Words that are
    divided at line ends or pages are joined.
    """
    program = shutil.which("pdftotext")
    if not program:
        hint = "install poppler-utils, or give text"
        raise broken(place(path), "pdftotext is not installed", hint)
    with TemporaryFile() as said:
        _run(program, data, path, said)
        lines, empty = read_lines(said)
    if not lines:
        raise broken(place(path), "no page of the file has text", _PICTURES)
    yield from blocks_of(lines, path)
    if empty:
        shown = ", ".join(map(str, empty[:_SHOWN])) + (" …" if len(empty) > _SHOWN else "")
        yield left_out(place(path), f"pages without text: {len(empty)} ({shown})", _PICTURES)


def blocks_of(lines: Sequence[Line], path: str) -> Iterator[Block | Finding | Omission]:
    """Make blocks of the lines of a file, and name what is no part of its text."""
    text, furniture = without_furniture(lines)
    running, notes = take_notes(in_reading_order(part_columns(text)))
    running, lost = with_lost_hyphens(running)
    blocks, told = join_line_ends([*paragraphs_of(running), *notes.blocks], place(path))
    yield from blocks
    yield from furniture
    yield from notes.omitted
    yield from told
    if lost:
        message = f"{lost} words are joined that end lines without a hyphen"
        hint = "the file has lost its hyphens: look at these words in what was read"
        yield Finding(place(path), "A012", message, (), hint, "warning")


def _run(program: str, data: bytes, path: str, said: IO[bytes]) -> None:
    """
    Run the program on a file without a name, of which nothing is left whatever happens.

    Over a pipe it looks for the missing end of a damaged file without an end of its own.
    """
    source = str(_FILE) if _FILE.exists() else "-"
    command = [program, "-enc", "UTF-8", "-bbox-layout", source, "-"]
    seconds = min(_MOST_SECONDS, _LEAST_SECONDS + len(data) / _BYTES_A_SECOND)
    with TemporaryFile() as given, TemporaryFile() as faults:
        given.write(data)
        given.seek(0)
        try:
            done = subprocess.run(
                command, stdin=given, stdout=said, stderr=faults, check=False, timeout=seconds
            )
        except subprocess.TimeoutExpired:
            message = f"pdftotext does not come to an end within {seconds:.0f} seconds"
            raise broken(place(path), message, "print it to a new PDF, or give its text") from None
        if done.returncode:
            faults.seek(0)
            reason = faults.readline(200).decode("utf-8", "replace").strip()
            hint = reason or "print it to a new PDF, or give its text"
            raise broken(place(path), "pdftotext cannot read it", hint)
        if said.tell() > _LARGEST:
            message = f"its text has more than {_LARGEST:,} bytes"
            raise broken(place(path), message, "part it, or give its text")
        said.seek(0)
