"""
Write the glossary as OmegaT has it: a line a pair, with tabs between source, target and comment.

Words of an entry that the translation may not use stand in the comments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lesart.core.prose import plain
from lesart.model import Term


def format_omegat(terms: Sequence[Term]) -> str:
    """Write each German word of an entry with each rendering that may stand for it."""
    return "".join(
        "\t".join(map(_cell, row)) + "\n" for term in terms for row in _rows(term) if all(row[:2])
    )


def _rows(term: Term) -> Iterator[tuple[str, str, str]]:
    words = [term.lemma, *(one.lemma for one in term.also), *term.compounds]
    rejected = f"not: {', '.join(term.english.rejected)}" if term.english.rejected else ""
    for word in words:
        for rendering in term.english.preferred:
            said = ["preferred", rejected, plain(term.definition.en)]
            yield word, rendering, "; ".join(filter(None, said))
        for item in term.english.admitted:
            yield word, item.rendering, f"admitted: {item.reason}"


def _cell(words: str) -> str:
    # A line that begins with # is a comment to OmegaT, and a quotation mark begins no cell there.
    return " ".join(words.split()).lstrip("#")
