"""
Read the blocks of the edition in Markdown pages, for MkDocs and for Zensical.

`/// bitext | siemons` becomes the page of a text, `/// passage | siemons:3.4-3.6` a quotation of
both sides, `/// contents` the list of texts, `/// glossary` all terms with their places,
`/// concordance` a search, and `/// downloads` the files beside the pages. Words of a text never
meet the Markdown parser: they enter as elements.
"""

from __future__ import annotations

import os
import posixpath
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from lesart import downloads, pipeline, references
from lesart.diagnostics import EditionError, Finding, Location
from lesart.downloads_programs import offered_to_programs
from lesart.model import Audience, EditionRecord, Text
from lesart.render import html
from lesart.render.html_concordance import concordance
from lesart.render.html_glossary import glossary
from lesart.render.metadata import is_licence, json_ld, meta_tags

ORIGINALS_PAGE = "about/originals.md"
RIGHTS_PAGE = "about/rights.md"
GLOSSARY_PAGE = "glossary.md"


@dataclass(frozen=True, slots=True)
class PagePlace:
    """
    Say where a page stands: the project's folder, the page's path in `docs`, its metadata.

    `site` is the address of the site, empty where it is not known, and `url` that of the page
    relative to it.
    """

    root: Path
    page: str = ""
    meta: dict[str, Any] = field(default_factory=dict)
    error: Callable[[str], Exception] | None = None
    site: str = ""
    url: str = ""

    def address(self, path: str) -> str:
        """Give the whole address of *path*, or *path* itself where that of the site is unknown."""
        return f"{self.site.rstrip('/')}/{path}" if self.site else path


def place_of(md: Markdown) -> PagePlace:
    """Find the place of the page that is being read, under either generator or none."""
    if "relpath" in md.treeprocessors:
        from mkdocs.exceptions import BuildError  # noqa: PLC0415  (only where MkDocs runs)

        relpath: Any = md.treeprocessors["relpath"]
        page = getattr(relpath.file, "page", None)
        root = Path(relpath.config.config_file_path or "mkdocs.yml").resolve().parent
        meta = page.meta if page else {}
        site = relpath.config.site_url or ""
        return PagePlace(root, relpath.file.src_uri, meta, BuildError, site, relpath.file.url)
    if "rendering_context" in md.preprocessors:
        context: Any = md.preprocessors["rendering_context"]
        root = Path(context.config["root_dir"])
        site = context.config.get("site_url") or ""
        page = context.page
        return PagePlace(root, page.path, page.meta, site=site, url=page.url)
    return PagePlace(Path.cwd())


class _EditionBlock(Block):  # type: ignore[misc]
    """Do what all blocks do: find the place, load the text, seal what was rendered."""

    ARGUMENT = None

    def on_validate(self, parent: Element) -> bool:
        return True

    def on_markdown(self) -> str:
        return "block"

    def on_create(self, parent: Element) -> Element:
        place = place_of(self.md)
        try:
            element = self.render(place, (self.argument or "").strip())
        except EditionError as error:
            # MkDocs shows its own kind of error as one message, any other as a traceback.
            raise (place.error(str(error)) if place.error else error) from None
        parent.append(seal(element))
        return element

    @abstractmethod
    def render(self, place: PagePlace, argument: str) -> Element: ...

    def settings(self, place: PagePlace) -> pipeline.Settings:
        audience = _audience(self.config["audience"], place)
        root = Path(self.config["root"]) if self.config["root"] else place.root
        folders = str(self.config["originals"] or "").split(os.pathsep)
        originals = tuple(place.root / folder for folder in folders if folder)
        return pipeline.Settings(root, originals, audience)

    def links(self, place: PagePlace, text_id: str) -> html.Links:
        here = posixpath.dirname(place.page) or "."
        pages = (f"texts/{text_id}.md", ORIGINALS_PAGE, RIGHTS_PAGE, GLOSSARY_PAGE)
        return html.Links(*(posixpath.relpath(page, here) for page in pages))

    def fault(self, place: PagePlace, message: str, hint: str) -> EditionError:
        page = f"docs/{place.page}" if place.page else ""
        written = f"/// {self.NAME} | {(self.argument or '')[:80]}".rstrip(" |")
        return EditionError(Finding(Location(page), "M001", message, (written,), hint))


class BitextBlock(_EditionBlock):
    """Show a whole text: `/// bitext | siemons`."""

    NAME = "bitext"

    def render(self, place: PagePlace, argument: str) -> Element:
        if not references.is_text_id(argument):
            raise self.fault(place, "the block names no text", "write: /// bitext | siemons")
        settings = self.settings(place)
        text = pipeline.load_text(settings, argument)
        self.describe(place, text, pipeline.load_record(settings))
        return html.text_page(text, self.links(place, argument))

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
        if is_licence(text.record.rights.statement):
            place.meta["license"] = text.record.rights.statement


class PassageBlock(_EditionBlock):
    """Quote a passage with its translation: `/// passage | siemons:3.4-3.6`."""

    NAME = "passage"

    def render(self, place: PagePlace, argument: str) -> Element:
        reference = references.parse_reference(argument)
        if reference is None:
            hint = "write: /// passage | siemons:3.4-3.6"
            raise self.fault(place, "the block holds no reference", hint)
        text = pipeline.load_text(self.settings(place), reference.text)
        known = [segment.id for row in text.rows for segment in row.segments]
        ids = references.expand(references.join_range(reference.first, reference.last), known)
        if not ids:
            hint = "the ids of a text stand in its segments.tsv"
            raise self.fault(place, f"there is no passage {reference}", hint)
        return html.passage(text, reference, ids, self.links(place, reference.text))


class ContentsBlock(_EditionBlock):
    """List the texts of the edition: `/// contents`."""

    NAME = "contents"

    def render(self, place: PagePlace, argument: str) -> Element:
        if argument:
            raise self.fault(place, "the block takes no argument", "write: /// contents")
        texts = pipeline.load_edition(self.settings(place)).texts
        return html.contents([(text, self.links(place, text.record.id)) for text in texts])


class GlossaryBlock(_EditionBlock):
    """Show the whole glossary: `/// glossary`."""

    NAME = "glossary"

    def render(self, place: PagePlace, argument: str) -> Element:
        if argument:
            raise self.fault(place, "the block takes no argument", "write: /// glossary")
        edition = pipeline.load_edition(self.settings(place))
        pages = {text.record.id: self.links(place, text.record.id).text for text in edition.texts}
        return glossary(edition, pages)


class ConcordanceBlock(_EditionBlock):
    """Show the search for words in both languages: `/// concordance`."""

    NAME = "concordance"

    def render(self, place: PagePlace, argument: str) -> Element:
        if argument:
            raise self.fault(place, "the block takes no argument", "write: /// concordance")
        edition = pipeline.load_edition(self.settings(place))
        pages = {text.record.id: self.links(place, text.record.id).text for text in edition.texts}
        place.meta["concordance"] = True
        return concordance(edition, pages, self.links(place, "").glossary)


class DownloadsBlock(_EditionBlock):
    """List the texts with their files, and hand those of the edition to the page."""

    NAME = "downloads"

    def render(self, place: PagePlace, argument: str) -> Element:
        if argument:
            raise self.fault(place, "the block takes no argument", "write: /// downloads")
        texts = pipeline.load_edition(self.settings(place)).texts
        place.meta["downloads"] = offered_to_programs() if self.config["downloads"] else []
        listed = [
            (text, self.links(place, text.record.id), downloads.offered(text)) for text in texts
        ]
        return html.downloads(listed)


_BLOCKS = (
    BitextBlock,
    PassageBlock,
    ContentsBlock,
    GlossaryBlock,
    ConcordanceBlock,
    DownloadsBlock,
)


class LesartExtension(BlocksExtension):  # type: ignore[misc]
    """Register the blocks; the options come from `mkdocs.yml`, and so from the environment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.config = {
            "audience": ["public", "for whom the site is built: public or private"],
            "originals": ["", "folders with originals, beside source_texts/originals"],
            "downloads": ["", "whether files stand beside the pages: any word for yes"],
            "root": ["", "the project's folder, where it is not that of mkdocs.yml"],
        }
        super().__init__(*args, **kwargs)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        """Register the blocks with the options."""
        for block in _BLOCKS:
            block_mgr.register(block, self.getConfigs())


def seal(element: Element) -> Element:
    """
    Close the words of *element* to everything that comes later on the way to the page.

    Atomic words are not parsed as Markdown. The serializer leaves what looks like a character
    reference as it stands, so each ampersand is written out here.

    >>> seal(html.make("p", "&lt; *x*")).text
    '&amp;lt; *x*'
    """
    for part in element.iter():
        part.text = AtomicString(_written(part.text)) if part.text else None
        part.tail = AtomicString(_written(part.tail)) if part.tail else None
        for name, value in part.attrib.items():
            part.set(name, _written(value))
    return element


def _written(words: str) -> str:
    return words.replace("&", "&amp;")


def _audience(written: Any, place: PagePlace) -> Audience:
    if written == "public":
        return "public"
    if written == "private":
        return "private"
    message = f"the audience “{str(written)[:40]}” is neither public nor private"
    raise EditionError(Finding(Location("mkdocs.yml"), "M002", message, hint="see LESART_AUDIENCE"))


def makeExtension(**kwargs: Any) -> LesartExtension:
    """Make the extension, as Python-Markdown asks for it."""
    return LesartExtension(**kwargs)
