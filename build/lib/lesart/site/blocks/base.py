"""Do what all blocks of pages do: find the place, ask for the edition, seal what was rendered."""

from __future__ import annotations

from abc import abstractmethod
from xml.etree.ElementTree import Element

from pymdownx.blocks.block import Block

from lesart.core.findings import EditionError
from lesart.model import Edition
from lesart.site.block_words import Holder, block_fault
from lesart.site.downloads import offered_with_edition
from lesart.site.page_links import GLOSSARY_PAGE
from lesart.site.page_options import page_settings
from lesart.site.page_place import PagePlace, finding_on_page, place_of, seal
from lesart.site.snapshot import Snapshot, snapshot_of
from lesart.tasks.edition import Settings
from lesart.tasks.notes import has_page
from lesart.view.prose import Cited
from lesart.view.targets import edition_targets
from lesart.write.html.page import Links, NoteSetting

ORIGINALS_PAGE = "about/originals.md"
RIGHTS_PAGE = "about/rights.md"
CORRECTIONS_PAGE = "corrections.md"
BIBLIOGRAPHY_PAGE = "bibliography.md"


class EditionBlock(Block):  # type: ignore[misc]
    """
    Show something of the edition; a block has a `NAME` and says in `render` what it shows.

    `config` holds the options of the Markdown extension.
    """

    ARGUMENT = None

    def on_validate(self, parent: Element) -> bool:
        return True

    def on_markdown(self) -> str:
        return "block"

    def on_create(self, parent: Element) -> Element:
        with finding_on_page(self.md, f"making the block /// {self.NAME}"):
            element = self.render(place_of(self.md), (self.argument or "").strip())
        parent.append(seal(element))
        self._held = Holder(element, (self.NAME, self.argument or ""))
        return element

    def on_add(self, block: Element) -> Element:
        return self._held

    def on_end(self, block: Element) -> None:
        with finding_on_page(self.md, f"ending the block /// {self.NAME}"):
            self._held.end(self.md)

    @abstractmethod
    def render(self, place: PagePlace, argument: str) -> Element:
        """Make what the block shows. Raises EditionError where it cannot be."""

    def settings(self, place: PagePlace) -> Settings:
        """Say which edition the page is for, and for whom."""
        return page_settings(self.config, place)

    def snapshot(self, place: PagePlace) -> Snapshot:
        """Give the edition as all pages of the build share it."""
        return snapshot_of(self.settings(place), place.build)

    def links(self, place: PagePlace, text_id: str) -> Links:
        """Give the addresses of the pages to which that of a text leads, as this page has them."""
        settings = self.settings(place)

        def perhaps(page: str) -> str:
            return place.relative(page) if has_page(settings, page) else ""

        return Links(
            text=place.relative(f"texts/{text_id}.md"),
            originals=place.relative(ORIGINALS_PAGE),
            rights=place.relative(RIGHTS_PAGE),
            glossary=place.relative(GLOSSARY_PAGE),
            corrections=perhaps(CORRECTIONS_PAGE),
            textual=perhaps(f"texts/{text_id}-textual.md"),
        )

    def pages(self, place: PagePlace, edition: Edition) -> dict[str, str]:
        """Give the address of the page of each text, as this page writes it."""
        return {
            text.record.id: place.relative(f"texts/{text.record.id}.md") for text in edition.texts
        }

    def setting(self, place: PagePlace, edition: Edition) -> NoteSetting:
        """Say to what the notes on this page may lead."""
        links = self.links(place, "")
        # A link to the page itself is a fragment alone, which both generators leave as it is.
        pages = {
            id_: "" if place.page == f"texts/{id_}.md" else address
            for id_, address in self.pages(place, edition).items()
        }
        targets = edition_targets(edition, pages, links.glossary, self.cited(place))
        return NoteSetting(targets, edition.corrections, links.corrections)

    def nothing(self, place: PagePlace, argument: str) -> None:
        """Raise EditionError where a block that takes no argument was given one."""
        if argument:
            raise self.fault(place, "the block takes no argument", f"write: /// {self.NAME}")

    def cited(self, place: PagePlace) -> Cited:
        """Know the works that prose on this page may cite."""
        return Cited(self.snapshot(place).works, place.relative(BIBLIOGRAPHY_PAGE))

    def offer(self, place: PagePlace, edition: Edition) -> None:
        """Hand the files that stand with this page to its template."""
        if self.config["downloads"]:
            place.meta["downloads"] = offered_with_edition(edition, place.page)

    def fault(self, place: PagePlace, message: str, hint: str) -> EditionError:
        """Say what is wrong with the block on this page."""
        return block_fault(place, (self.NAME, self.argument or ""), message, hint)
