"""
Turn links to references into links to places: `[there](siemons:3.4)` in any Markdown page.

A reference stands as data files have it, `siemons:3.4-3.6` or `note:siemons/3.4a`, or cites a
version, `siemons:3.4?v=1.0`; `term:herde` is an entry of the glossary. One that leads nowhere stops
the build.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from lesart.citing.known_texts import KnownText
from lesart.citing.resolve import Resolved, require
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.references import parse_reference
from lesart.core.web_address import is_harmful
from lesart.site.page_place import finding_on_page

GLOSSARY_PAGE = "glossary.md"
_TERM = "term"
# Of the addresses of the web, some look like references: `tel:3` calls somebody.
_SCHEME = re.compile(r"(?!(?:data|geo|mailto|sms|tel|urn):)([a-z][a-z0-9-]*):(?!//)\S")


@dataclass(frozen=True, slots=True)
class PageLinks:
    """
    Know the page that holds the links, its path in `docs`, and what they may name: the places of
    texts, and terms by their ids.
    """

    page: str
    texts: Sequence[KnownText]
    terms: Sequence[str] = ()

    def address(self, target: str) -> tuple[str, str]:
        """
        Give the address of a reference as it is written on the page, and its range if it is one.

        A browser finds the first place by itself; the range is for the script. Raises
        EditionError, with the page, where the reference leads nowhere.
        """
        kind, _, name = target.partition(":")
        try:
            if kind == _TERM:
                return self._entry(name), ""
            place = require(target, self.texts)
        except EditionError as error:
            where = Location(f"docs/{self.page}" if self.page else "", 0, target[:80])
            raise EditionError(replace(one, where=where) for one in error.findings) from None
        return self._written(place), "-".join(place.fragments) if place.first != place.last else ""

    def _entry(self, name: str) -> str:
        if name in self.terms:
            return f"{self._path(GLOSSARY_PAGE)}#{name}"
        near = difflib.get_close_matches(name, self.terms, 1)
        hint = f"did you mean “{near[0]}”?" if near else "ids are the names of files in glossary/"
        message = f"the glossary has no entry “{name[:60]}”"
        raise EditionError(Finding(Location(), "P016", message, hint=hint))

    def _path(self, page: str) -> str:
        return posixpath.relpath(page, posixpath.dirname(self.page) or ".")

    def _written(self, place: Resolved) -> str:
        page = self._path(f"texts/{place.text}.md")
        version = f"?v={place.version}" if place.version else ""
        return f"{page}{version}" + "".join(f"#{id_}" for id_ in place.fragments[:1])

    def is_reference(self, target: str) -> bool:
        """Tell whether a link's target is meant as a reference, be it right or wrong."""
        found = _SCHEME.match(target)
        names = {"note", _TERM, *(text.id for text in self.texts)}
        strict = parse_reference(target.partition("?")[0])
        return found is not None and (found[1] in names or strict is not None)


class ReferenceLinks(Treeprocessor):
    """Give links to references their addresses, before a generator looks at links."""

    def __init__(self, md: Markdown, look: Callable[[], PageLinks]) -> None:
        super().__init__(md)
        self.look = look

    def run(self, root: Element) -> None:
        """Go through the links of a page; the texts are read only where one may be meant."""
        found = [link for link in root.iter("a") if _SCHEME.match(link.get("href", ""))]
        with finding_on_page(self.md, "reading the links of the page"):
            for part in root.iter():
                target = part.get("href") or part.get("src") or ""
                if is_harmful(target.replace(AMP_SUBSTITUTE, "&")):
                    raise EditionError(_harmful(self.look().page, target))
            if found:
                self._rewrite(found, self.look())

    def _rewrite(self, links: Sequence[Element], page: PageLinks) -> None:
        for link in links:
            target = link.get("href", "")
            if page.is_reference(target):
                address, places = page.address(target)
                link.set("href", address)
                if places:
                    link.set("data-range", places)


def _harmful(page: str, target: str) -> Finding:
    shown = "".join(c if c.isprintable() else f"‹U+{ord(c):04X}›" for c in target)[:80]
    hint = "write the whole of it, such as https://example.org/page"
    message = "a page links with an address that is none of the web or of mail"
    return Finding(Location(f"docs/{page}" if page else ""), "M005", message, (shown,), hint)
