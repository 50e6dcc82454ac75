"""Show the whole glossary: `/// glossary`."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.site.blocks.base import EditionBlock
from lesart.site.page_place import PagePlace
from lesart.write.html.glossary import glossary


class GlossaryBlock(EditionBlock):
    """Show the whole glossary: `/// glossary`."""

    NAME = "glossary"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        self.offer(place, edition)
        return glossary(edition, self.pages(place, edition), self.cited(place))
