"""Compose what the pages of notes, corrections and textual introductions ask for."""

from __future__ import annotations

from lesart.model import Sources
from lesart.source.transmission import Transmission, survey
from lesart.store.originals import read_fingerprint
from lesart.tasks.edition import Settings


def load_transmission(settings: Settings, sources: Sources) -> Transmission | None:
    """
    Read the figures of a text's way from its witness; None where it has no recipe.

    Raises EditionError where the fingerprint of the witness is broken.
    """
    if sources.recipe is None:
        return None
    witness = sources.recipe.witness
    lines = read_fingerprint(settings.root, sources.record.id, witness)
    return survey(sources.recipe, len(lines))


def has_page(settings: Settings, page: str) -> bool:
    """Tell whether the site has the page whose path in `docs` is *page*."""
    return (settings.root / "docs" / page).is_file()
