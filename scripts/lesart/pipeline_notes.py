"""Compose what the pages of notes, corrections and textual introductions ask for."""

from __future__ import annotations

from lesart import store
from lesart.model import Text
from lesart.pipeline import Settings, load_sources, load_text
from lesart.transmission import Transmission, survey


def load_transmission(settings: Settings, text_id: str) -> tuple[Text, Transmission | None]:
    """
    Read a text and the figures of its way from its witness; None where it has no recipe.

    Raises EditionError where the edition has no such text or its files are broken.
    """
    text = load_text(settings, text_id)
    recipe = load_sources(settings, text_id).recipe
    if recipe is None:
        return text, None
    lines = store.read_fingerprint(settings.root, text_id, recipe.witness)
    return text, survey(recipe, len(lines))


def has_page(settings: Settings, page: str) -> bool:
    """Tell whether the site has the page whose path in `docs` is *page*."""
    return (settings.root / "docs" / page).is_file()
