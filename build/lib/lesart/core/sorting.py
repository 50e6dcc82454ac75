"""Sort words as a dictionary does."""

from __future__ import annotations

import unicodedata


def sort_key(words: str) -> tuple[str, str]:
    """
    Sort as a German dictionary does, umlauts with their vowels.

    >>> sorted(["Zahl", "Überwachung", "Ufer", "ähnlich"], key=sort_key)
    ['ähnlich', 'Überwachung', 'Ufer', 'Zahl']
    """
    bare = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c)), words
