"""The table of blocks: a new one is a file and a row."""

from __future__ import annotations

from collections.abc import Mapping

from lesart.site.blocks.base import EditionBlock
from lesart.site.blocks.bibliography import BibliographyBlock
from lesart.site.blocks.bitext import BitextBlock
from lesart.site.blocks.concordance import ConcordanceBlock
from lesart.site.blocks.contents import ContentsBlock
from lesart.site.blocks.corrections import CorrectionsBlock
from lesart.site.blocks.downloads import DownloadsBlock
from lesart.site.blocks.glossary import GlossaryBlock
from lesart.site.blocks.moved import MovedBlock
from lesart.site.blocks.names import NamesBlock
from lesart.site.blocks.notes import NotesBlock
from lesart.site.blocks.passage import PassageBlock
from lesart.site.blocks.rights import RightsBlock
from lesart.site.blocks.textual import TextualBlock

BLOCKS: Mapping[str, type[EditionBlock]] = {
    block.NAME: block
    for block in (
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
        MovedBlock,
    )
}
