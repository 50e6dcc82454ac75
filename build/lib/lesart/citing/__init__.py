"""Cite places of the edition: a paragraph, a sentence, a range, a turn, a note, a whole text."""

from lesart.citing.gaps import ACCESSED, ADDRESS, EMPHASIS, LOCATOR, OPTIONAL, WITH_PLACE
from lesart.citing.items import place_item
from lesart.citing.locators import WORDS, CitedPlace, locate
from lesart.citing.sources import SIDES, Side, source_item
from lesart.citing.styles import (
    STYLES,
    StyleName,
    Template,
    Templates,
    templates,
)
from lesart.citing.writing import FORMATS, Citation, Format, fill, write_item, written_access

__all__ = [
    "ACCESSED",
    "ADDRESS",
    "EMPHASIS",
    "FORMATS",
    "LOCATOR",
    "OPTIONAL",
    "SIDES",
    "STYLES",
    "WITH_PLACE",
    "WORDS",
    "Citation",
    "CitedPlace",
    "Format",
    "Side",
    "StyleName",
    "Template",
    "Templates",
    "fill",
    "locate",
    "place_item",
    "source_item",
    "templates",
    "write_item",
    "written_access",
]
