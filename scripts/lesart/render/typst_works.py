"""Write the bibliography for the press: a label for each citation, an entry for each work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from lesart import model
from lesart.citations import format_works
from lesart.model import Edition, Person, Text, Work
from lesart.prose import Citation, Emphasis, Link, Piece, parse_paragraphs
from lesart.render.typst_runs import chinese_apart
from lesart.render.typst_scope import PrintedWorks, Run


def cited_keys(edition: Edition, texts: Sequence[Text], whole: bool) -> frozenset[str]:
    """Tell which works are cited in what a book prints; in the whole edition all are listed."""
    if whole:
        return frozenset(work.key for work in edition.works)
    ids = {text.record.id for text in texts}
    terms = {term.id for text in texts for term in text.terms}
    words = [note.body for text in texts for note in text.notes]
    words += [f"{t.textual.de}\n\n{t.textual.en}" for t in texts if t.textual]
    for term in edition.glossary:
        if term.id in terms:
            words += [term.definition.de, term.definition.en]
    words += [c.body for c in edition.corrections if any(text in ids for text, _ in c.notes)]
    keys = {source.key for text in texts for note in text.notes for source in note.sources}
    for pieces in (pieces for one in words for pieces in parse_paragraphs(one)):
        keys.update(_keys(pieces))
    return frozenset(work.key for work in edition.works if work.key in keys)


def _keys(pieces: Iterable[Piece]) -> Iterable[str]:
    for piece in pieces:
        if isinstance(piece, Citation):
            yield from (key for key, _ in piece.works)
        elif isinstance(piece, Emphasis | Link):
            yield from _keys(piece.within)


def printed_works(works: Sequence[Work]) -> PrintedWorks:
    """Set a bibliography in the edition's style."""
    formatted = format_works(tuple(works))
    ordered = sorted(formatted.values(), key=lambda one: one.rank)
    return PrintedWorks(
        {one.key: _set(one.label) for one in ordered},
        {one.key: _set(one.entry) for one in ordered},
        {one.key: tuple(people_of(one)) for one in works},
    )


def _set(runs: Iterable[model.Run]) -> list[Run]:
    made: list[Run] = []
    for run in runs:
        more: Run = {"em": True} if run.emphasis else {}
        more |= {"url": run.href} if run.href else {}
        made += [{**part, **more} for part in chinese_apart(run.words)]
    return made


def people_of(work: Work) -> list[str]:
    """Name the authors, or else the editors, of a work as an index does: family name first."""
    return [_inverted(name) for name in work.item.get("author") or work.item.get("editor") or ()]


def _inverted(name: Mapping[str, str]) -> str:
    """Write a name as the bibliography does: a particle stands last and does not sort."""
    given = " ".join(
        part for part in (name.get("given"), name.get("non-dropping-particle")) if part
    )
    return ", ".join(part for part in (name.get("family") or name.get("literal"), given) if part)


def inverted_person(person: Person) -> str:
    """
    Write a name as an index does.

    >>> inverted_person(Person("Muster", "Eva")), inverted_person(Person("The editors"))
    ('Muster, Eva', 'editors, The')
    """
    body = re.sub(r"^(The) (.+)$", r"\2, \1", person.family) if not person.given else person.family
    return ", ".join(part for part in (body, person.given) if part)
