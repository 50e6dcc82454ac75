"""Read gold sets: `DOC.de` and `DOC.en`, one sentence a line, a blank line between paragraphs."""

from __future__ import annotations

from pathlib import Path

from lesart.align import Side


def read_side(path: Path, language: str) -> Side:
    """Read one side of a document with the paragraph of each sentence."""
    sentences: list[str] = []
    paragraphs: list[int] = []
    paragraph = 0
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            sentences.append(line.strip())
            paragraphs.append(paragraph)
        else:
            paragraph += 1
    return Side(sentences, language, paragraphs)
