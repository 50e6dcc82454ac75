"""Read a PDF by `pdftotext`, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

from lesart.exchange.readers.places import broken, place
from lesart.source.joins import decide_joins
from lesart.source.lexicon import load_lexicon
from lesart.source.normalize import split_lines

_SECONDS = 120


def read_pdf(data: bytes, path: str) -> Iterator[str]:
    """Read a PDF by `pdftotext`; its raw lines are joined as `decide_joins` says."""
    program = shutil.which("pdftotext")
    if not program:
        hint = "install poppler-utils, or give text"
        raise broken(place(path), "pdftotext is not installed", hint)
    command = [program, "-enc", "UTF-8", "-nopgbrk", "-", "-"]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        message = f"pdftotext does not come to an end within {_SECONDS} seconds"
        raise broken(place(path), message, "give its text") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise broken(place(path), "pdftotext cannot read it", reason[0][:120] if reason else "")
    yield from join_lines(split_lines(done.stdout.decode("utf-8", "replace")))


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
