"""Show the textual introduction of a text: `/// textual | siemons`."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.core.references import is_text_id
from lesart.site.blocks.base import EditionBlock
from lesart.site.page_place import PagePlace
from lesart.tasks.edition import text_of
from lesart.tasks.notes import load_transmission
from lesart.write.html.textual import textual


class TextualBlock(EditionBlock):
    """Show the textual introduction of a text: `/// textual | siemons`."""

    NAME = "textual"

    def render(self, place: PagePlace, argument: str) -> Element:
        if not is_text_id(argument):
            raise self.fault(place, "the block names no text", "write: /// textual | mytext")
        shared = self.snapshot(place)
        edition = shared.edition
        text = text_of(edition, argument)
        facts = load_transmission(self.settings(place), shared.source(argument))
        targets = self.setting(place, edition).targets
        return textual(text, facts, self.links(place, argument).text, targets)
