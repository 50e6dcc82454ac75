"""Make the id of an entry of the glossary from its lemma."""

from __future__ import annotations

import unicodedata

from lesart.core.references import is_text_id

_SPELLED = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}


def entry_id(lemma: str) -> str:
    """
    Make the id of an entry from its lemma; nothing where it would not begin with a letter.

    >>> entry_id("Öffentliche Bloßstellung"), entry_id("3-D-Druck")
    ('oeffentliche-blossstellung', '')
    """
    spelled = lemma.lower().translate(_SPELLED)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    made = "-".join("".join(c if c.isalnum() else " " for c in plain).split())
    return made if is_text_id(made) else ""
