"""Show the works that the edition cites: `/// bibliography`."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.site.blocks.base import EditionBlock
from lesart.site.page_place import PagePlace
from lesart.write.html.bibliography import bibliography


class BibliographyBlock(EditionBlock):
    """Show the works that the edition cites: `/// bibliography`."""

    NAME = "bibliography"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        shared = self.snapshot(place)
        edition = shared.edition
        self.offer(place, edition)
        pages = self.pages(place, edition)
        links = self.links(place, "")
        return bibliography(edition, shared.works, pages, links.glossary, links.corrections)
