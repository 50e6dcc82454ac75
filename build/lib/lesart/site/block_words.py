"""
Hold the words that stand inside a block which shows none, and find the line of a block.

All that a block of the edition shows comes from the data. Words that an editor writes between its
first and its last line would end up within a list or a quotation, so they stop the build.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from lesart.core.findings import EditionError, Finding, Location
from lesart.site.page_place import PagePlace, Sealed, finding_on_page, place_of

_INSIDE = "words stand inside the block, which shows nothing but what the edition holds"
_OUTSIDE = "write them before the block, or after the line /// that ends it"
_UNREAD = "the block cannot be read, and would stand on the page as it is written"
_EMPTY = "indent nothing between its first line and the line /// that ends it"
_LONGEST = 80


def block_fault(
    place: PagePlace,
    block: tuple[str, str],
    message: str,
    hint: str,
    code: str = "M001",
    words: str = "",
) -> EditionError:
    """Say what is wrong with a *block*, given by its name and its argument, on a page."""
    name, argument = block
    where = Location()
    if place.page:
        where = Location(f"docs/{place.page}", block_line(place.root / "docs" / place.page, *block))
    written = f"/// {name} | {argument[:_LONGEST]}".rstrip(" |")
    return EditionError(Finding(where, code, message, tuple(filter(None, (written, words))), hint))


class Holder(Element):
    """
    Hold what an editor writes into a block of the edition, given by its name and its argument.

    It stands within *shown*, what the block shows, until the block ends.
    """

    def __init__(self, shown: Element, block: tuple[str, str]) -> None:
        super().__init__("div")
        self._shown, self._block = shown, block
        shown.append(self)

    def end(self, md: Markdown) -> None:
        """Leave the page; raise where an editor has written something into the block."""
        self._shown.remove(self)
        if words := words_within(md, self):
            place = place_of(md)
            raise block_fault(place, self._block, _INSIDE, _OUTSIDE, "M003", words)


def words_within(md: Markdown, held: Element) -> str:
    """
    Give the first words of what stands in *held*, on one line; the names of elements without any.

    Comments are no words, and are left out. Code is quoted as it was written; what holds another
    block of the edition is named and not quoted.
    """
    said: list[str] = []
    for child in held:
        if any(isinstance(part.text, Sealed) for part in child.iter()):
            said.append("(another block)")
            continue
        words = HTML_PLACEHOLDER_RE.sub(lambda found: _stashed(md, found), _written(child)).strip()
        if words or child.tag != "p":
            said.append(words or f"<{child.tag}>")
    return " ".join(" ".join([held.text or "", *said]).split())[:_LONGEST]


def _written(element: Element) -> str:
    # Code is atomic, and was escaped when it was read.
    return "".join(
        unescape(words) if isinstance(words, AtomicString) else words
        for words in element.itertext()
    )


def _stashed(md: Markdown, found: re.Match[str]) -> str:
    """Give HTML that was put aside as it is written; nothing for a comment."""
    index = int(found[1])
    kept = md.htmlStash.rawHtmlBlocks
    raw = kept[index] if index < len(kept) else ""
    words = _written(raw) if isinstance(raw, Element) else str(raw)
    return re.sub(r"<!--.*?-->", "", words, flags=re.DOTALL)


def block_line(page: Path, name: str, argument: str) -> int:
    """Find the 1-based line on which a block begins; 0 where that is not one line alone."""
    if not page.is_file():
        return 0
    begins = re.compile(rf"\s*/{{3,}}\s*{name}\s*(?:\|\s*{re.escape(argument)}\s*)?", re.IGNORECASE)
    lines = page.read_text("utf-8", errors="replace").splitlines()
    found = [number for number, line in enumerate(lines, 1) if begins.fullmatch(line)]
    return found[0] if len(found) == 1 else 0


class LeftBlocks(Treeprocessor):
    """
    See to blocks without a last line of their own, and to those that were not read at all.

    A block ends with the block around it, or with the page, where nothing else ends it. *names*
    are those of the blocks of the edition.
    """

    def __init__(self, md: Markdown, names: Collection[str]) -> None:
        super().__init__(md)
        self._begins = re.compile(
            rf"^ {{0,3}}/{{3,}} *({'|'.join(names)}) *(?:\| *(.*?) *)?$",
            re.IGNORECASE | re.MULTILINE,
        )

    def run(self, root: Element) -> None:
        """Look at the whole page, before its inline markup is read."""
        with finding_on_page(self.md, "looking for blocks that were left open"):
            self._look(root)

    def _look(self, root: Element) -> None:
        for holder in [part for part in root.iter("div") if isinstance(part, Holder)]:
            holder.end(self.md)
        for part in root.iter("p"):
            words = part.text or ""
            found = None if isinstance(words, AtomicString) else self._begins.search(words)
            if found:
                block = (found[1].lower(), found[2] or "")
                more = " ".join(words[found.end() :].split())[:_LONGEST]
                place = place_of(self.md)
                raise block_fault(place, block, _UNREAD, _EMPTY, "M004", more)
