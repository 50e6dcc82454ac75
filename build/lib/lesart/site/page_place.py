"""Know where a page stands, under either generator, and close its words to what comes later."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AtomicString

from lesart.core.findings import EditionError
from lesart.core.unforeseen import finding_of


@dataclass(frozen=True, slots=True)
class PagePlace:
    """
    Say where a page stands: the project's folder, the page's path in `docs`, its metadata.

    `site` is the address of the site, empty where it is not known, and `url` that of the page
    relative to it. `build` is an object that all pages of one build share, where there is one, and
    `built` the folder into which it writes.
    """

    root: Path
    page: str = ""
    meta: dict[str, Any] = field(default_factory=dict)
    error: type[Exception] | None = None
    site: str = ""
    url: str = ""
    build: object = None
    built: Path | None = None

    def relative(self, page: str) -> str:
        """Write the address of another page, its path in `docs`, as this page writes it."""
        return _relative(page, posixpath.dirname(self.page) or ".")

    def address(self, path: str) -> str:
        """Give the whole address of *path*, or *path* itself where that of the site is unknown."""
        return f"{self.site.rstrip('/')}/{path}" if self.site else path


@lru_cache(maxsize=100_000)
def _relative(page: str, folder: str) -> str:
    # Each page of a large edition names all others, and most stand in one folder.
    return posixpath.relpath(page, folder)


def page_of(md: Markdown) -> Any:
    """Give the page that is being read as its generator has it; None outside of both."""
    if "relpath" in md.treeprocessors:
        relpath: Any = md.treeprocessors["relpath"]
        return getattr(relpath.file, "page", None)
    if "rendering_context" in md.preprocessors:
        context: Any = md.preprocessors["rendering_context"]
        return context.page
    return None


def place_of(md: Markdown) -> PagePlace:
    """Find the place of the page that is being read, under either generator or none."""
    if "relpath" in md.treeprocessors:
        from mkdocs.exceptions import BuildError  # noqa: PLC0415  (only where MkDocs runs)

        relpath: Any = md.treeprocessors["relpath"]
        page = getattr(relpath.file, "page", None)
        root = Path(relpath.config.config_file_path or "mkdocs.yml").resolve().parent
        meta = page.meta if page else {}
        site = relpath.config.site_url or ""
        file, build = relpath.file, relpath.files
        built = Path(relpath.config.site_dir)
        return PagePlace(root, file.src_uri, meta, BuildError, site, file.url, build, built)
    if "rendering_context" in md.preprocessors:
        context: Any = md.preprocessors["rendering_context"]
        root = Path(context.config["root_dir"])
        site = context.config.get("site_url") or ""
        page = context.page
        return PagePlace(root, page.path, page.meta, site=site, url=page.url)
    return PagePlace(Path.cwd())


def fault_of(error: EditionError, place: PagePlace) -> Exception:
    """Give an error as the generator shows it best: MkDocs shows its own kind as one message."""
    return place.error(str(error)) if place.error else error


@contextmanager
def finding_on_page(md: Markdown, doing: str) -> Iterator[None]:
    """Make a finding of whatever stops the page that is being read, as its generator shows it."""
    try:
        yield
    except EditionError as error:
        raise fault_of(error, place_of(md)) from None
    except Exception as error:
        place = place_of(md)
        if place.error and isinstance(error, place.error):
            raise
        found = finding_of(error, doing, f"docs/{place.page}" if place.page else "")
        raise fault_of(EditionError(found), place) from None


class Sealed(AtomicString):
    """Words of the edition on a page, told apart from whatever else is not parsed, as code is."""


def seal(element: Element) -> Element:
    """
    Close the words of *element* to everything that comes later on the way to the page.

    Atomic words are not parsed as Markdown. The serializer leaves what looks like a character
    reference as it stands, so each ampersand is written out here.

    >>> from lesart.core.elements import make
    >>> seal(make("p", "&lt; *x*")).text
    '&amp;lt; *x*'
    """
    for part in element.iter():
        part.text = Sealed(_written(part.text)) if part.text else None
        part.tail = Sealed(_written(part.tail)) if part.tail else None
        for name, value in part.attrib.items():
            part.set(name, _written(value))
    return element


def _written(words: str) -> str:
    return words.replace("&", "&amp;")
