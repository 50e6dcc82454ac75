"""
Read the blocks of the edition in Markdown pages, for MkDocs and for Zensical.

Each block stands in a file of its own in `blocks`. Words of a text never meet the Markdown parser:
they enter as elements. A block holds no words of the page.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension

from lesart.site.block_words import LeftBlocks
from lesart.site.blocks.table import BLOCKS
from lesart.site.brackets import find_brackets_once
from lesart.site.page_links import PageLinks, ReferenceLinks
from lesart.site.page_options import AudienceGuard, page_settings
from lesart.site.page_place import place_of
from lesart.site.page_words import PageWords
from lesart.site.snapshot import snapshot_of


class LesartExtension(BlocksExtension):  # type: ignore[misc]
    """Register the blocks; the options come from `mkdocs.yml`, and so from the environment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.config = {
            "audience": ["public", "for whom the site is built: public or private"],
            "drafts": ["refuse", "what a text with unreviewed drafts is for the public: allow"],
            "originals": ["", "folders with originals, beside source_texts/originals"],
            "downloads": ["", "whether files stand beside the pages: any word for yes"],
            "proposals": ["", "where readers' proposals go: mailto:… or https://…/issues/new"],
            "root": ["", "the project's folder, where it is not that of mkdocs.yml"],
        }
        super().__init__(*args, **kwargs)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        """Register the blocks with the options, and the links to references."""
        for block in BLOCKS.values():
            block_mgr.register(block, self.getConfigs())
        md.preprocessors.register(AudienceGuard(md, self.getConfigs()), "lesart-audience", 100)
        find_brackets_once(md)
        # After footnotes are read (50), which may hold blocks; before code is coloured (30) and
        # the inline markup read (20), so that words stand as they were written.
        md.preprocessors.register(PageWords(md), "lesart-words", 0)
        left = LeftBlocks(md, BLOCKS)
        md.treeprocessors.register(left, "lesart-blocks", 40)

        def look() -> PageLinks:
            place = place_of(md)
            shared = snapshot_of(page_settings(self.getConfigs(), place), place.build)
            return PageLinks(place.page, shared.known, shared.terms)

        # After the inline markup (20), and before MkDocs looks at links (0).
        md.treeprocessors.register(ReferenceLinks(md, look), "lesart-references", 15)


def makeExtension(**kwargs: Any) -> LesartExtension:
    """Make the extension, as Python-Markdown asks for it."""
    return LesartExtension(**kwargs)
