"""Quote a passage with its translation: `/// passage | siemons:3.4-3.6`."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from lesart.citing.known_texts import KnownText
from lesart.citing.resolve import require
from lesart.core.findings import EditionError
from lesart.core.references import Reference, parse_reference
from lesart.site.blocks.base import EditionBlock
from lesart.site.page_place import PagePlace
from lesart.tasks.edition import text_of
from lesart.tasks.references import covered
from lesart.write.html.page import passage


class PassageBlock(EditionBlock):
    """Quote a passage with its translation: `/// passage | siemons:3.4-3.6`."""

    NAME = "passage"

    def render(self, place: PagePlace, argument: str) -> Element:
        reference = parse_reference(argument)
        if reference is None:
            hint = "write: /// passage | mytext:3.4-3.6"
            raise self.fault(place, "the block holds no reference", hint)
        shared = self.snapshot(place)
        found = self.found(place, reference, shared.known)
        text = text_of(shared.edition, found.text)
        ids = covered(text, found.first, found.last)
        return passage(text, found, ids, self.links(place, found.text))

    def found(
        self, place: PagePlace, reference: Reference, texts: Sequence[KnownText]
    ) -> Reference:
        """Give the place that holds the passage today: a signpost may lead on."""
        try:
            there = require(str(reference), texts)
        except EditionError as error:
            fault = error.findings[0]
            raise self.fault(place, fault.message, fault.hint) from None
        return Reference(there.text, there.first, there.last)
