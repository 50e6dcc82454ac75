"""Read a PDF by `pdftotext`, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from lesart.exchange.readers.places import broken, place
from lesart.source.joins import decide_joins
from lesart.source.lexicon import load_lexicon
from lesart.source.normalize import split_lines

_LEAST_SECONDS = 9.0
_MOST_SECONDS = 300.0
_BYTES_A_SECOND = 50_000
"""Slower than any machine; what takes longer for its size does not come to an end."""
_LARGEST = 50_000_000
_FILE = Path("/dev/stdin")


def read_pdf(data: bytes, path: str) -> Iterator[str]:
    """Read a PDF by `pdftotext`; its raw lines are joined as `decide_joins` says."""
    program = shutil.which("pdftotext")
    if not program:
        hint = "install poppler-utils, or give text"
        raise broken(place(path), "pdftotext is not installed", hint)
    yield from join_lines(split_lines(_text(program, data, path)))


def _text(program: str, data: bytes, path: str) -> str:
    """
    Run the program on a file without a name, of which nothing is left whatever happens.

    Over a pipe it looks for the missing end of a damaged file without an end of its own.
    """
    command = [program, "-enc", "UTF-8", "-nopgbrk", str(_FILE) if _FILE.exists() else "-", "-"]
    seconds = min(_MOST_SECONDS, _LEAST_SECONDS + len(data) / _BYTES_A_SECOND)
    with TemporaryFile() as given, TemporaryFile() as said, TemporaryFile() as faults:
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
        return said.read().decode("utf-8", "replace")


def join_lines(lines: list[str]) -> Iterator[str]:
    """Join raw lines to paragraphs; empty lines and breaks part them."""
    decided = {decision.line: decision.join for decision in decide_joins(lines, load_lexicon())}
    words: list[str] = []
    for number, line in enumerate(lines, 1):
        words.append(line.strip())
        join = decided.get(number, "break")
        if join == "break":
            yield "".join(words)
            words = []
        elif join == "join":
            words[-1] = words[-1].removesuffix("-").removesuffix("\u00ad")
        elif join == "space":
            words.append(" ")
