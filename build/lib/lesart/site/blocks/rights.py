"""Tell what the public sees of each text: `/// rights`; or under each statement."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.site.blocks.base import EditionBlock
from lesart.site.page_place import PagePlace
from lesart.write.html.rights import decisions, text_rights


class RightsBlock(EditionBlock):
    """Tell what the public sees of each text: `/// rights`; or under each statement."""

    NAME = "rights"

    def render(self, place: PagePlace, argument: str) -> Element:
        if argument == "statements":
            return decisions()
        self.nothing(place, argument)
        return text_rights(edition := self.snapshot(place).edition, self.pages(place, edition))
