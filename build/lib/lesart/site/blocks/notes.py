"""Show all notes: `/// notes`."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.site.blocks.base import EditionBlock
from lesart.site.page_place import PagePlace
from lesart.write.html.all_notes import all_notes


class NotesBlock(EditionBlock):
    """Show all notes: `/// notes`."""

    NAME = "notes"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        return all_notes(edition, self.setting(place, edition))
