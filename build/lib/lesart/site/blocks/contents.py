"""List the texts of the edition: `/// contents`."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.site.blocks.base import EditionBlock
from lesart.site.page_place import PagePlace
from lesart.write.html.page import contents


class ContentsBlock(EditionBlock):
    """List the texts of the edition: `/// contents`."""

    NAME = "contents"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        self.offer(place, edition)
        return contents([(text, self.links(place, text.record.id)) for text in edition.texts])
