"""Write the bibliography for the press: a label for each citation, an entry for each work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from lesart import model
from lesart.annotation.notes import corrections_on
from lesart.citing.works import all_mentions, format_works
from lesart.model import Edition, Person, Text, Work
from lesart.write.pdf.data import Run
from lesart.write.pdf.runs import chinese_apart
from lesart.write.pdf.scope import PrintedWorks


def listed_keys(edition: Edition, texts: Sequence[Text], whole: bool) -> frozenset[str]:
    """Tell which works a book lists: those cited in what it prints, all in the whole edition."""
    if whole:
        return frozenset(work.key for work in edition.works)
    corrections = corrections_on(edition.corrections, (text.record.id for text in texts))
    of_texts = {term.id for text in texts for term in text.terms}
    terms = [term for term in edition.glossary if term.id in of_texts]
    cited = {mention.key for mention in all_mentions(texts, corrections, terms)}
    return frozenset(work.key for work in edition.works if work.key in cited)


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
        if run.href:
            more["url"] = run.href
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
