"""List the texts with their files, and hand those of the edition to the page."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.site.blocks.base import EditionBlock
from lesart.site.downloads import offered, offered_by_edition
from lesart.site.page_place import PagePlace
from lesart.write.html.page import downloads


class DownloadsBlock(EditionBlock):
    """List the texts with their files, and hand those of the edition to the page."""

    NAME = "downloads"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        if self.config["downloads"]:
            place.meta["downloads"] = offered_by_edition(edition)
        listed = [
            (text, self.links(place, text.record.id), offered(text)) for text in edition.texts
        ]
        return downloads(listed)
