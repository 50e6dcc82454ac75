"""Know what stands in a printed book, and where the links in it lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lesart.core.findings import Location
from lesart.core.references import dom_id
from lesart.glossary.name_entries import all_forms, plain
from lesart.model import Edition, Language, Name, Text
from lesart.view.prose import find_aim
from lesart.view.targets import place_ids
from lesart.write.pdf.data import Run
from lesart.write.pdf.layouts import LAYOUTS


@dataclass(frozen=True, slots=True)
class PrintedWorks:
    """
    Hold the bibliography as a citation style has set it, all by key.

    `labels` name a work within a citation, without brackets; `entries` stand in the order of the
    bibliography. `names` are the people of each work as an index has them.
    """

    labels: Mapping[str, list[Run]] = field(default_factory=dict)
    entries: Mapping[str, list[Run]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """
    Hold what a book needs to know of itself.

    `texts` are printed in this order, in a `layout` of LAYOUTS, and `printed` holds, by text, the
    names of what is there of them; `places` and `notes` hold the ids of every text of the
    edition. With `prefixed`, the ids of a text get its id before them, as `siemons:p3.4`; a book
    of one text has them as the site has. `terms` and `cited` are the terms and works that it lists.
    `named` gives for each form of a name of the index its id. `address` is that of the site, empty
    where it is not known.
    """

    texts: tuple[Text, ...]
    printed: Mapping[str, frozenset[str]]
    layout: str
    places: Mapping[str, frozenset[str]]
    notes: Mapping[str, frozenset[str]]
    known_terms: frozenset[str]
    terms: frozenset[str]
    cited: frozenset[str]
    works: PrintedWorks
    address: str = ""
    prefixed: bool = False
    named: Mapping[str, str] = field(default_factory=dict)

    @property
    def sides(self) -> tuple[Language, ...]:
        """Give the languages that are printed, in reading order."""
        return LAYOUTS[self.layout].sides

    def label(self, text_id: str, name: str) -> str:
        """Give the name in this book of an element of a text's page."""
        return f"{text_id}:{name}" if self.prefixed else name

    def page(self, text_id: str, name: str = "") -> str:
        """Give the address on the web of a text, or of a place in it; nothing where unknown."""
        if not self.address:
            return ""
        return f"{self.address}texts/{text_id}/" + (f"#{name}" if name else "")

    def link(self, target: str, where: Location) -> Run:
        """
        Say where a link of prose leads: `to` a place in the book, a `url`, or nowhere.

        It leads nowhere when its place is not in this book and the site has no known address.
        Raises EditionError, with *where*, for a target that the edition does not have.
        """
        aim = find_aim(
            target,
            self.known_terms,
            lambda text, note: note in self.notes.get(text, ()),
            self.places,
            where,
        )
        if aim.kind == "web":
            return {"url": aim.name}
        return self._term(aim.name) if aim.kind == "term" else self.place(aim.text, aim.name)

    def place(self, text_id: str, name: str) -> Run:
        """
        Link with an element of a text: in this book, or else on the web.

        Of a text that is withheld a book has the notes and the apparatus, but no sentences; and a
        volume has only its part of a text.
        """
        if name in self.printed.get(text_id, ()):
            return {"to": self.label(text_id, name)}
        url = self.page(text_id, name)
        return {"url": url} if url else {}

    def name_key(self, name: str) -> str:
        """
        Say under what the index counts a name: one of the index by its id, another as written.

        Whom the bibliography calls as an entry is called in one of its forms, is that entry.
        """
        return f"name:{self.named.get(plain(name), name)}"

    def work(self, key: str) -> Run:
        """Link with an entry of the bibliography."""
        return {"to": f"bibliography:{key}"} if key in self.cited else {}

    def _term(self, name: str) -> Run:
        if name in self.terms:
            return {"to": f"glossary:{name}"}
        return {"url": f"{self.address}glossary/#{name}"} if self.address else {}


def make_scope(
    edition: Edition,
    texts: Sequence[Text],
    layout: str,
    cited: frozenset[str],
    works: PrintedWorks,
) -> Scope:
    """Make the scope of a book that prints *texts* of the edition and lists the works *cited*."""
    whole = len(texts) == len(edition.texts)
    of_texts = {term.id for text in texts for term in text.terms}
    return Scope(
        tuple(texts),
        {text.record.id: _names(text) for text in texts},
        layout,
        {text.record.id: place_ids(text) for text in edition.texts},
        {text.record.id: frozenset(note.id for note in text.notes) for text in edition.texts},
        frozenset(term.id for term in edition.glossary),
        frozenset(term.id for term in edition.glossary if whole or term.id in of_texts),
        cited,
        works,
        edition.address,
        len(texts) > 1,
        _named(edition.names),
    )


def _named(names: Sequence[Name]) -> dict[str, str]:
    forms = {form: id_ for id_, (_, english) in all_forms(names).items() for form in english}
    return forms | {name.id: name.id for name in names}


def _names(text: Text) -> frozenset[str]:
    """Name what a book has of a text."""
    places = set() if text.withheld else place_ids(text)
    notes = {f"n{note.id}" for note in text.notes}
    entries = {entry.id for entry in text.apparatus}
    return frozenset({"title"} | {dom_id(id_) for id_ in places} | notes | entries)
