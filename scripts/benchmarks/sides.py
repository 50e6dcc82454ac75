"""
Read gold sets: `DOC.de` and `DOC.en`, one sentence a line, a blank line between paragraphs.

Texts of our own are files of blocks, a bead each: lines of the source begin with `<`, lines of
the target with `>`; `---` begins a paragraph on both sides.
"""

from __future__ import annotations

from pathlib import Path

from lesart.align import Bead, Side


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


def read_blocks(path: Path) -> tuple[Side, Side, list[Bead]]:
    """Read a text of blocks; its name begins with both languages, as in `de-fr-letter.txt`."""
    source, target, _ = path.stem.split("-", 2)
    sentences: list[list[str]] = [[], []]
    paragraphs: list[list[int]] = [[], []]
    beads: list[Bead] = []
    paragraph = 0
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.strip().splitlines()
        paragraph += "---" in lines
        members: list[list[int]] = [[], []]
        for line in lines:
            if line.startswith(("< ", "> ")):
                which = int(line[0] == ">")
                members[which].append(len(sentences[which]))
                sentences[which].append(line[2:])
                paragraphs[which].append(paragraph)
        if any(members):
            beads.append(Bead(tuple(members[0]), tuple(members[1])))
    return (
        Side(sentences[0], source, paragraphs[0]),
        Side(sentences[1], target, paragraphs[1]),
        beads,
    )
