"""Show the index of names: `/// names`."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.site.blocks.base import EditionBlock
from lesart.site.page_place import PagePlace
from lesart.write.html.names import names


class NamesBlock(EditionBlock):
    """Show the index of names: `/// names`."""

    NAME = "names"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        self.offer(place, edition)
        return names(edition, self.pages(place, edition), self.links(place, "").glossary)
