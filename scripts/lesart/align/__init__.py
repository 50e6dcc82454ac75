"""Bring a text and its translation together, sentence by sentence, from plain text alone."""

from __future__ import annotations

from pathlib import Path

from lesart.align.aligner import align, align_all
from lesart.align.dictionary import find, load, user_cache_folder
from lesart.align.inspect import guess_language, inspect, plainly_other
from lesart.align.types import Bead, BilingualLexicon, Options, Side, least_sure

__all__ = [
    "Bead",
    "BilingualLexicon",
    "Options",
    "Side",
    "align",
    "align_all",
    "guess_language",
    "inspect",
    "least_sure",
    "load_dictionary",
    "plainly_other",
]


def load_dictionary(name: str, source: str, target: str) -> BilingualLexicon | None:
    """
    Load a bilingual dictionary: a file, `auto` for an installed one if there is one, or `none`.

    Raises OSError or ValueError where a file that was named cannot be read.
    """
    if name == "none":
        return None
    path = find(source, target) if name == "auto" else Path(name)
    return load(path, source=source, target=target, cache=user_cache_folder()) if path else None
