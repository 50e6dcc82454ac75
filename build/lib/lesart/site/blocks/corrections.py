"""Show the corrections: `/// corrections`."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.site.blocks.base import EditionBlock
from lesart.site.page_place import PagePlace
from lesart.write.html.corrections import corrections


class CorrectionsBlock(EditionBlock):
    """Show the corrections: `/// corrections`."""

    NAME = "corrections"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        return corrections(edition, self.setting(place, edition).targets)
