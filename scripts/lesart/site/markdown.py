"""
Read the blocks of the edition in Markdown pages, for MkDocs and for Zensical.

`/// bitext | siemons` becomes the page of a text, `/// passage | siemons:3.4-3.6` a quotation of
both sides, `/// contents` the list of texts, `/// glossary` all terms with their places,
`/// concordance` a search, `/// names` the index of names, and `/// bibliography` the works cited.
`/// notes` shows all notes, `/// corrections` the corrections, `/// textual | siemons` the textual
introduction of a text, `/// downloads` the files beside the pages, and `/// rights` what is public
of each text and why. Words of a text never meet the Markdown parser: they enter as elements. A
block holds no words of the page.
"""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from lesart.citing.resolve import KnownText, require
from lesart.citing.works import format_works
from lesart.core import references
from lesart.core.cache import cache_folder
from lesart.core.elements import make
from lesart.core.findings import EditionError
from lesart.core.references import Reference
from lesart.model import Edition, EditionRecord, Text
from lesart.site import downloads
from lesart.site.block_words import Holder, LeftBlocks, block_fault
from lesart.site.brackets import find_brackets_once
from lesart.site.page_audience import AUDIENCES, DRAFTS, AudienceGuard, choice
from lesart.site.page_links import GLOSSARY_PAGE, PageLinks, ReferenceLinks
from lesart.site.page_place import PagePlace, place_of, seal, told
from lesart.site.page_words import PageWords
from lesart.site.snapshot import Snapshot, snapshot_of
from lesart.tasks import citing as pipeline_citing
from lesart.tasks import edition as pipeline
from lesart.tasks import notes as pipeline_notes
from lesart.tasks.references import covered, load_known, load_terms
from lesart.view.prose import Cited
from lesart.view.targets import edition_targets
from lesart.write.html import page as html
from lesart.write.html.all_notes import all_notes
from lesart.write.html.bibliography import bibliography
from lesart.write.html.cite import cite_section, whole_text
from lesart.write.html.concordance import concordance
from lesart.write.html.corrections import corrections
from lesart.write.html.glossary import glossary
from lesart.write.html.metadata import json_ld, meta_tags
from lesart.write.html.names import names
from lesart.write.html.rights import decisions, text_rights
from lesart.write.html.textual import textual

ORIGINALS_PAGE = "about/originals.md"
RIGHTS_PAGE = "about/rights.md"
CORRECTIONS_PAGE = "corrections.md"
BIBLIOGRAPHY_PAGE = "bibliography.md"


class _EditionBlock(Block):  # type: ignore[misc]
    """Do what all blocks do: find the place, load the text, seal what was rendered."""

    ARGUMENT = None

    def on_validate(self, parent: Element) -> bool:
        return True

    def on_markdown(self) -> str:
        return "block"

    def on_create(self, parent: Element) -> Element:
        with told(self.md, f"making the block /// {self.NAME}"):
            element = self.render(place_of(self.md), (self.argument or "").strip())
        parent.append(seal(element))
        self._held = Holder(element, (self.NAME, self.argument or ""))
        return element

    def on_add(self, block: Element) -> Element:
        return self._held

    def on_end(self, block: Element) -> None:
        with told(self.md, f"ending the block /// {self.NAME}"):
            self._held.end(self.md)

    @abstractmethod
    def render(self, place: PagePlace, argument: str) -> Element: ...

    def settings(self, place: PagePlace) -> pipeline.Settings:
        audience = choice("audience", self.config["audience"], AUDIENCES)
        root = Path(self.config["root"]) if self.config["root"] else place.root
        folders = str(self.config["originals"] or "").split(os.pathsep)
        originals = tuple(place.root / folder for folder in folders if folder)
        allowed = choice("drafts", self.config["drafts"], DRAFTS) == "allow"
        return pipeline.Settings(root, originals, audience, allow_drafts=allowed)

    def snapshot(self, place: PagePlace) -> Snapshot:
        return snapshot_of(self.settings(place), place.build)

    def links(self, place: PagePlace, text_id: str) -> html.Links:
        settings = self.settings(place)

        def perhaps(page: str) -> str:
            return place.relative(page) if pipeline_notes.has_page(settings, page) else ""

        return html.Links(
            text=place.relative(f"texts/{text_id}.md"),
            originals=place.relative(ORIGINALS_PAGE),
            rights=place.relative(RIGHTS_PAGE),
            glossary=place.relative(GLOSSARY_PAGE),
            corrections=perhaps(CORRECTIONS_PAGE),
            textual=perhaps(f"texts/{text_id}-textual.md"),
        )

    def pages(self, place: PagePlace, edition: Edition) -> dict[str, str]:
        return {
            text.record.id: place.relative(f"texts/{text.record.id}.md") for text in edition.texts
        }

    def setting(self, place: PagePlace, edition: Edition) -> html.NoteSetting:
        links = self.links(place, "")
        # A link to the page itself is a fragment alone, which both generators leave as it is.
        pages = {
            id_: "" if place.page == f"texts/{id_}.md" else address
            for id_, address in self.pages(place, edition).items()
        }
        targets = edition_targets(edition, pages, links.glossary, self.cited(place, edition))
        return html.NoteSetting(targets, edition.corrections, links.corrections)

    def nothing(self, place: PagePlace, argument: str) -> None:
        """Raise EditionError where a block that takes no argument was given one."""
        if argument:
            raise self.fault(place, "the block takes no argument", f"write: /// {self.NAME}")

    def cited(self, place: PagePlace, edition: Edition) -> Cited:
        """Know the works that prose on this page may cite."""
        return Cited(format_works(edition.works), place.relative(BIBLIOGRAPHY_PAGE))

    def offer(self, place: PagePlace, edition: Edition) -> None:
        """Hand the files that stand with this page to its template."""
        if self.config["downloads"]:
            place.meta["downloads"] = downloads.offered_with_edition(edition, place.page)

    def fault(self, place: PagePlace, message: str, hint: str) -> EditionError:
        return block_fault(place, (self.NAME, self.argument or ""), message, hint)


class BitextBlock(_EditionBlock):
    """Show a whole text: `/// bitext | siemons`."""

    NAME = "bitext"

    def render(self, place: PagePlace, argument: str) -> Element:
        if not references.is_text_id(argument):
            raise self.fault(place, "the block names no text", "write: /// bitext | siemons")
        edition = self.snapshot(place).edition
        text = pipeline.text_of(edition, argument)
        self.describe(place, text, edition.record)
        here = [("Cite this text", "#cite-this-text")]
        here += [("Download PDF and EPUB", "#downloads")] if self.config["downloads"] else []
        links = replace(self.links(place, argument), here=tuple(here))
        page = html.text_page(text, links, self.setting(place, edition))
        page.append(self.citing(place, text, edition))
        if self.config["downloads"]:
            # The template of the page puts the list of files behind this.
            page.append(make("span", id="downloads"))
        return page

    def citing(self, place: PagePlace, text: Text, edition: Edition) -> Element:
        """Render how the text is cited."""
        made = self.snapshot(place).templates[text.record.id]
        whole = pipeline_citing.address_of(whole_text(text), place.site)
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


class PassageBlock(_EditionBlock):
    """Quote a passage with its translation: `/// passage | siemons:3.4-3.6`."""

    NAME = "passage"

    def render(self, place: PagePlace, argument: str) -> Element:
        reference = references.parse_reference(argument)
        if reference is None:
            hint = "write: /// passage | siemons:3.4-3.6"
            raise self.fault(place, "the block holds no reference", hint)
        settings = self.settings(place)
        found = self.found(place, reference, load_known(settings))
        text = pipeline.load_text(settings, found.text)
        ids = covered(text, found.first, found.last)
        return html.passage(text, found, ids, self.links(place, found.text))

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


class ContentsBlock(_EditionBlock):
    """List the texts of the edition: `/// contents`."""

    NAME = "contents"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        self.offer(place, edition)
        return html.contents([(text, self.links(place, text.record.id)) for text in edition.texts])


class GlossaryBlock(_EditionBlock):
    """Show the whole glossary: `/// glossary`."""

    NAME = "glossary"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        self.offer(place, edition)
        return glossary(edition, self.pages(place, edition), self.cited(place, edition))


class ConcordanceBlock(_EditionBlock):
    """Show the search for words in both languages: `/// concordance`."""

    NAME = "concordance"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        place.meta["concordance"] = True
        cache = cache_folder(self.settings(place).root)
        links = self.links(place, "")
        return concordance(edition, self.pages(place, edition), links.glossary, cache)


class NamesBlock(_EditionBlock):
    """Show the index of names: `/// names`."""

    NAME = "names"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        self.offer(place, edition)
        return names(edition, self.pages(place, edition), self.links(place, "").glossary)


class NotesBlock(_EditionBlock):
    """Show all notes: `/// notes`."""

    NAME = "notes"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        return all_notes(edition, self.setting(place, edition))


class CorrectionsBlock(_EditionBlock):
    """Show the corrections: `/// corrections`."""

    NAME = "corrections"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        return corrections(edition, self.setting(place, edition).targets)


class TextualBlock(_EditionBlock):
    """Show the textual introduction of a text: `/// textual | siemons`."""

    NAME = "textual"

    def render(self, place: PagePlace, argument: str) -> Element:
        if not references.is_text_id(argument):
            raise self.fault(place, "the block names no text", "write: /// textual | siemons")
        settings = self.settings(place)
        edition = self.snapshot(place).edition
        text = pipeline.text_of(edition, argument)
        facts = pipeline_notes.load_transmission(settings, text.record)
        targets = self.setting(place, edition).targets
        return textual(text, facts, self.links(place, argument).text, targets)


class BibliographyBlock(_EditionBlock):
    """Show the works that the edition cites: `/// bibliography`."""

    NAME = "bibliography"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        self.offer(place, edition)
        works = format_works(edition.works)
        pages = self.pages(place, edition)
        links = self.links(place, "")
        return bibliography(edition, works, pages, links.glossary, links.corrections)


class DownloadsBlock(_EditionBlock):
    """List the texts with their files, and hand those of the edition to the page."""

    NAME = "downloads"

    def render(self, place: PagePlace, argument: str) -> Element:
        self.nothing(place, argument)
        edition = self.snapshot(place).edition
        if self.config["downloads"]:
            place.meta["downloads"] = downloads.offered_by_edition(edition)
        listed = [
            (text, self.links(place, text.record.id), downloads.offered(text))
            for text in edition.texts
        ]
        return html.downloads(listed)


class RightsBlock(_EditionBlock):
    """Tell what the public sees of each text: `/// rights`; or under each statement."""

    NAME = "rights"

    def render(self, place: PagePlace, argument: str) -> Element:
        if argument == "statements":
            return decisions()
        self.nothing(place, argument)
        return text_rights(edition := self.snapshot(place).edition, self.pages(place, edition))


_BLOCKS = (
    BitextBlock,
    PassageBlock,
    ContentsBlock,
    GlossaryBlock,
    ConcordanceBlock,
    NamesBlock,
    NotesBlock,
    CorrectionsBlock,
    TextualBlock,
    BibliographyBlock,
    DownloadsBlock,
    RightsBlock,
)


class LesartExtension(BlocksExtension):  # type: ignore[misc]
    """Register the blocks; the options come from `mkdocs.yml`, and so from the environment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.config = {
            "audience": ["public", "for whom the site is built: public or private"],
            "drafts": ["refuse", "what a text with unreviewed drafts is for the public: allow"],
            "originals": ["", "folders with originals, beside source_texts/originals"],
            "downloads": ["", "whether files stand beside the pages: any word for yes"],
            "root": ["", "the project's folder, where it is not that of mkdocs.yml"],
        }
        super().__init__(*args, **kwargs)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        """Register the blocks with the options, and the links to references."""
        for block in _BLOCKS:
            block_mgr.register(block, self.getConfigs())
        md.preprocessors.register(AudienceGuard(md, self.getConfigs()), "lesart-audience", 100)
        find_brackets_once(md)
        # After footnotes are read (50), which may hold blocks; before code is coloured (30) and
        # the inline markup read (20), so that words stand as they were written.
        md.preprocessors.register(PageWords(md), "lesart-words", 0)
        left = LeftBlocks(md, [block.NAME for block in _BLOCKS])
        md.treeprocessors.register(left, "lesart-blocks", 40)

        def look() -> PageLinks:
            place = place_of(md)
            settings = pipeline.Settings(Path(self.getConfig("root") or place.root))
            return PageLinks(place.page, load_known(settings), load_terms(settings))

        # After the inline markup (20), and before MkDocs looks at links (0).
        md.treeprocessors.register(ReferenceLinks(md, look), "lesart-references", 15)


def makeExtension(**kwargs: Any) -> LesartExtension:
    """Make the extension, as Python-Markdown asks for it."""
    return LesartExtension(**kwargs)
