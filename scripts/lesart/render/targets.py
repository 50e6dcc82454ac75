"""Know where the links of the editors' prose lead in a whole edition."""

from __future__ import annotations

from collections.abc import Mapping

from lesart.model import Edition
from lesart.render.prose import NOTHING_CITED, Cited, Targets


def edition_targets(
    edition: Edition,
    pages: Mapping[str, str],
    glossary: str,
    cited: Cited = NOTHING_CITED,
    places: Mapping[str, frozenset[str]] | None = None,
) -> Targets:
    """
    Collect all places and terms; *pages* and *glossary* are addresses as a page writes them.

    *cited* are the works of the bibliography, which may be known already formatted, and *places*
    those of the edition, which may be known already.
    """
    known = places_of(edition) if places is None else places
    return Targets(pages, known, frozenset(term.id for term in edition.glossary), glossary, cited)


def places_of(edition: Edition) -> dict[str, frozenset[str]]:
    """Collect the ids of all paragraphs and sentences, by text."""
    return {
        text.record.id: frozenset(
            id_ for row in text.rows for id_ in (row.id, *(segment.id for segment in row.segments))
        )
        for text in edition.texts
    }
