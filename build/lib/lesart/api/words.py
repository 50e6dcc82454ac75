"""Read files of others, cut running text into sentences, align two texts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lesart.align import Bead, Side
from lesart.align import align as align_sides
from lesart.core.findings import Finding
from lesart.core.sentences import split_sentences
from lesart.exchange.readers import read_with_roles
from lesart.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class FileParagraph:
    """Hold one paragraph of a file, and what it is: `heading`, `item`, `quote`, `paragraph` …"""

    role: str
    text: str


def read(
    path: str | os.PathLike[str], *, warnings: list[Finding] | None = None
) -> list[FileParagraph]:
    r"""
    Read the paragraphs of a file by the reader of READERS for its ending.

    What the reader leaves out is appended to *warnings*. Raises EditionError where the file cannot
    be read, and OSError where it is not there.

    >>> import lesart, pathlib
    >>> file = pathlib.Path("probe.md")
    >>> _ = file.write_text("# Vom Wiegen\n\nEin *Satz*.\n", encoding="utf-8")
    >>> [(one.role, one.text) for one in lesart.read(file)]
    [('heading', 'Vom Wiegen'), ('paragraph', 'Ein Satz.')]
    """
    read = read_with_roles(Path(path).read_bytes(), os.fspath(path), warnings)
    return [FileParagraph(role, words) for role, words in read]


def split(text: str, language: str = "de") -> list[str]:
    """
    Cut running text into sentences; joined by one blank they give the paragraph again.

    *language* is a code of LANGUAGES. Raises ValueError for another.

    >>> import lesart
    >>> lesart.split("Am 4. Juni sprach Dr. Wolf. Dann ging er.")
    ['Am 4. Juni sprach Dr. Wolf.', 'Dann ging er.']
    """
    if language not in LANGUAGES:
        raise ValueError(f"no language “{language}”; there are {', '.join(LANGUAGES)}")
    return split_sentences(text, language)


def align(
    source: Sequence[str], target: Sequence[str], *, languages: tuple[str, str] = ("de", "en")
) -> list[Bead]:
    """
    Bring the sentences of two texts together: every sentence stands in one bead, none cross.

    >>> import lesart
    >>> german = ["Das Haus ist alt.", "Der Hund schläft."]
    >>> [str(bead) for bead in lesart.align(german, ["The house is old.", "The dog is asleep."])]
    ['0:0', '1:1']
    """
    return align_sides(Side(source, languages[0]), Side(target, languages[1]))
