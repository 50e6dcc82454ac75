"""Know where the links of the editors' prose lead in a whole edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lesart.model import Edition, Text
from lesart.view.prose import NOTHING_CITED, Cited, Targets


def edition_targets(
    edition: Edition, pages: Mapping[str, str], glossary: str, cited: Cited = NOTHING_CITED
) -> Targets:
    """
    Collect all places and terms; *pages* and *glossary* are addresses as a page writes them.

    *cited* are the works of the bibliography, which may be known already formatted.
    """
    terms = frozenset(term.id for term in edition.glossary)
    return Targets(pages, _Places(edition), terms, glossary, cited)


def place_ids(text: Text) -> frozenset[str]:
    """Give the ids of all paragraphs and sentences of a text."""
    ids = (id_ for row in text.rows for id_ in (row.id, *(one.id for one in row.segments)))
    return frozenset(ids)


class _Places(Mapping[str, frozenset[str]]):
    """Give by text the ids of its paragraphs and sentences, collected when a link asks for them."""

    def __init__(self, edition: Edition) -> None:
        self._texts = {text.record.id: text for text in edition.texts}
        self._found: dict[str, frozenset[str]] = {}

    def __getitem__(self, text_id: str) -> frozenset[str]:
        if text_id not in self._found:
            self._found[text_id] = place_ids(self._texts[text_id])
        return self._found[text_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
