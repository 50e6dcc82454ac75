"""Show a whole text: `/// bitext | siemons`."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

from lesart.core.elements import make
from lesart.core.references import is_text_id
from lesart.model import Edition, EditionRecord, Text
from lesart.site import downloads
from lesart.site.blocks.base import EditionBlock
from lesart.site.page_options import proposal_address
from lesart.site.page_place import PagePlace
from lesart.tasks.citing import cited_address
from lesart.tasks.edition import text_of
from lesart.write.html.cite import cite_section, whole_text
from lesart.write.html.metadata import json_ld, meta_tags
from lesart.write.html.page import text_page
from lesart.write.html.proposing import propose_link


class BitextBlock(EditionBlock):
    """Show a whole text: `/// bitext | siemons`."""

    NAME = "bitext"

    def render(self, place: PagePlace, argument: str) -> Element:
        if not is_text_id(argument):
            raise self.fault(place, "the block names no text", "write: /// bitext | mytext")
        edition = self.snapshot(place).edition
        text = text_of(edition, argument)
        self.describe(place, text, edition.record)
        here = [("Cite this text", "#cite-this-text")]
        here += [("Download PDF and EPUB", "#downloads")] if self.config["downloads"] else []
        links = replace(self.links(place, argument), here=tuple(here))
        page = text_page(text, links, self.setting(place, edition))
        page.append(self.citing(place, text, edition))
        to = proposal_address(self.config["proposals"])
        if to and not text.withheld:
            page.append(propose_link(text, to))
        if self.config["downloads"]:
            # The template of the page puts the list of files behind this.
            page.append(make("span", id="downloads"))
        return page

    def citing(self, place: PagePlace, text: Text, edition: Edition) -> Element:
        """Render how the text is cited."""
        made = self.snapshot(place).templates[text.record.id]
        whole = cited_address(whole_text(text), place.site)
        files = bool(self.config["downloads"])
        return cite_section(text, edition.record, made, whole, files)

    def describe(self, place: PagePlace, text: Text, edition: EditionRecord) -> None:
        """Hand the metadata of the text to the template of the page."""
        offered = downloads.offered(text) if self.config["downloads"] else []
        # A relative address is no address for those who read it outside the page.
        files = [{**file, "href": place.address(file["href"])} for file in offered if place.site]
        page = place.address(place.url) if place.site else ""
        place.meta["downloads"] = offered
        place.meta["head_tags"] = meta_tags(text, edition, page, files)
        place.meta["json_ld"] = json_ld(text, edition, page, files)
        place.meta["cite_as"] = page
        if (known := text.record.rights.known) and known.licence:
            place.meta["license"] = known.address
