"""
Hold the pages of an EPUB, and find where the links between them lead.

Within the book a link names a unit and an id, whatever file they come to lie in: `text:siemons#p3`
for a text with its notes, `book:glossary#herde` for one of the pages that all texts share; or it
names a file, `file:glossary.xhtml`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element

from lesart.citing.works import format_works
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.references import dom_id
from lesart.model import Bilingual, Edition, Person, Text
from lesart.view.prose import Cited, Targets
from lesart.view.targets import edition_targets

GLOSSARY = "book:glossary"
WORKS = "book:works"
CORRECTIONS = "book:corrections"
NAMES = "book:names"
_INTERNAL = re.compile(r"((?:text|book):[a-z0-9-]+)(?:#(.*))?")


@dataclass(frozen=True, slots=True)
class Imprint:
    """
    Say what an edition does not know of itself: when this copy was made, and where its site is.

    `made` is UTC. `address` ends in a slash, or is empty where the site has no address.
    """

    made: datetime
    address: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """
    Name what one EPUB holds: `texts` of the edition, all of them or one.

    `targets` know all places of the edition, also those which are not in the book, and all works;
    `notes` are the addresses of all notes.
    """

    edition: Edition
    texts: tuple[Text, ...]
    imprint: Imprint
    targets: Targets
    notes: frozenset[str]

    @property
    def single(self) -> Text | None:
        """Give the text of a book of one text that is not the whole edition."""
        alone = len(self.texts) == 1 and len(self.edition.texts) > 1
        return self.texts[0] if alone else None

    @property
    def title(self) -> Bilingual:
        """Give the title of the book."""
        return self.single.record.title if self.single else self.edition.record.title

    @property
    def authors(self) -> list[Person]:
        """List who wrote the texts; the editors, who may have written some, come last."""
        found = dict.fromkeys(person for text in self.texts for person in text.record.authors)
        return sorted(found, key=lambda person: person in self.edition.record.editors)


@dataclass(frozen=True, slots=True)
class Heading:
    """
    Name a part of a page for the contents; one of `depth` 2 belongs to the one before it.

    A heading of a text has its `german` words too.
    """

    id: str
    label: str
    german: str = ""
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """
    Hold one document of the book.

    `path` is relative to the package; `label` is what the contents call it, without German where
    it is the editors' own; `kind` is a term of the EPUB vocabulary for landmarks; `level` is 2 for
    a page that belongs to the one before it in the contents, 0 for one of which they name the
    headings alone.
    """

    path: str
    unit: str
    title: str
    label: Bilingual
    body: Element
    kind: str = ""
    level: int = 1
    headings: tuple[Heading, ...] = ()


def bind(edition: Edition, imprint: Imprint, text: Text | None = None) -> Book:
    """Say what a book holds: the whole edition, or one text of it."""
    pages = {one.record.id: f"text:{one.record.id}" for one in edition.texts}
    cited = Cited(format_works(edition.works), WORKS)
    targets = edition_targets(edition, pages, GLOSSARY, cited)
    notes = frozenset(
        targets.address(f"note:{one.record.id}/{note.id}", note.path)
        for one in edition.texts
        for note in one.notes
    )
    return Book(edition, (text,) if text else edition.texts, imprint, targets, notes)


class Index:
    """Know in which file each id of a book stands."""

    def __init__(self, book: Book, pages: Iterable[Page]) -> None:
        self._book = book
        self._files: dict[tuple[str, str], str] = {}
        for page in pages:
            self._files.setdefault((page.unit, ""), page.path)
            for element in page.body.iter():
                if id_ := element.get("id"):
                    self._add(page, id_)

    def _add(self, page: Page, id_: str) -> None:
        if (page.unit, id_) in self._files:
            message = f"the id “{id_}” stands twice"
            where = Location(reference=page.unit.partition(":")[2])
            raise EditionError(Finding(where, "U001", message, hint="`lesart check` may say why"))
        self._files[page.unit, id_] = page.path

    def resolve(self, address: str, path: str) -> str | None:
        """
        Give an address as it is written in the file *path*; None where the book has no such place.

        What the edition has and the book has not, is on the site, if its address is known. Raises
        EditionError for a link to what does not exist.
        """
        if address.startswith("page:"):
            return _relative(address.removeprefix("page:"), path)
        found = _INTERNAL.fullmatch(address)
        if not found:
            return address
        unit, id_ = found[1], found[2] or ""
        if file := self._files.get((unit, id_)):
            return f"{_relative(file, path)}#{id_}" if id_ else _relative(file, path)
        if self._is_elsewhere(unit):
            return self._on_the_site(unit, id_)
        where = Location(reference=posixpath.basename(path))
        message = f"the link to “{unit.partition(':')[2]}#{id_}” leads nowhere"
        raise EditionError(Finding(where, "U002", message, hint="does the note or place exist?"))

    def _is_elsewhere(self, unit: str) -> bool:
        """Tell whether a book of one text may lack the unit, or a part of it."""
        text = self._book.single
        return text is not None and unit != f"text:{text.record.id}"

    def _on_the_site(self, unit: str, id_: str) -> str | None:
        kind, _, name = unit.partition(":")
        if not self._book.imprint.address or unit not in (GLOSSARY, f"text:{name}"):
            return None
        folder = f"texts/{name}/" if kind == "text" else "glossary/"
        return f"{self._book.imprint.address}{folder}{f'#{id_}' if id_ else ''}"


def _relative(file: str, path: str) -> str:
    return posixpath.relpath(file, posixpath.dirname(path) or ".")


def place(text_id: str, id_: str) -> str:
    """
    Give the address of a paragraph or segment within the book.

    >>> place("siemons", "3.4")
    'text:siemons#p3.4'
    """
    return f"text:{text_id}#{dom_id(id_)}"
