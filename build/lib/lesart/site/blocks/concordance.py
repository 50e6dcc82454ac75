"""Show the search for words in both languages: `/// concordance`."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.core.cache import cache_folder
from lesart.site.blocks.base import EditionBlock
from lesart.site.page_place import PagePlace
from lesart.write.html.concordance import concordance


class ConcordanceBlock(EditionBlock):
    """Show the search for words in both languages: `/// concordance`."""

    NAME = "concordance"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        place.meta["concordance"] = True
        cache = cache_folder(self.settings(place).root)
        links = self.links(place, "")
        return concordance(edition, self.pages(place, edition), links.glossary, cache)
