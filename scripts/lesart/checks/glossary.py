"""Check entries of the glossary, and hold the translation to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lesart.checks.checked import Checked
from lesart.checks.translation import unit_location
from lesart.core import references
from lesart.core.findings import Location, Problem
from lesart.glossary.entry_draft import gaps_of
from lesart.glossary.expansion import allowed
from lesart.glossary.terminology import find_terms

_LINK = re.compile(r"\]\(([a-z][a-z0-9-]*+:[^()/]*+)\)")


def moved_occurrence(edition: Checked) -> Iterator[Problem]:
    """The places of terms in terms.tsv are not those that are found in the text."""
    for text in edition.texts:
        if text.segments is None or edition.terminology is None:
            continue
        found = set(find_terms(edition.terminology, text))
        for one in sorted(found ^ set(text.occurrences)):
            where = Location(f"{text.folder}/terms.tsv", 0, f"{text.record.id}:{one.unit}")
            state = "is not in the file" if one in found else "is in the file alone"
            yield where, (f"“{one.form}” ({one.term}) {state}",), "run `lesart terms --update`"


def wrong_rendering(edition: Checked) -> Iterator[Problem]:
    """A term is rendered by none of its agreed renderings."""
    for text, deviation in edition.deviations:
        if not deviation.rejected:
            term = deviation.term
            evidence = (f"de: {deviation.source} ({term.lemma})", f"en: {deviation.unit.text}")
            yield (
                unit_location(text, deviation.unit),
                evidence,
                f"agreed: {', '.join(allowed(term))}",
            )


def rejected_rendering(edition: Checked) -> Iterator[Problem]:
    """A rejected rendering of a term stands in the translation."""
    for text, deviation in edition.deviations:
        if deviation.rejected:
            term = deviation.term
            evidence = (f"“{deviation.rejected}” ({term.lemma})", f"en: {deviation.unit.text}")
            yield (
                unit_location(text, deviation.unit),
                evidence,
                f"agreed: {', '.join(allowed(term))}",
            )


def unfilled_entry(edition: Checked) -> Iterator[Problem]:
    """An entry has words that stand there to be replaced."""
    for term in edition.terminology.terms.values() if edition.terminology else ():
        if gaps := gaps_of(term):
            hint = "write what it says, or take the line out"
            yield Location(term.path), (f"{', '.join(gaps)} ({term.lemma})",), hint


def shared_rendering(edition: Checked) -> Iterator[Problem]:
    """Two terms that are to be kept apart share a rendering."""
    terms = edition.terminology.terms if edition.terminology else {}
    for term in terms.values():
        for other in (terms[id_] for id_ in term.apart if id_ in terms):
            for words in sorted(set(allowed(term)) & set(allowed(other))):
                yield (
                    Location(term.path),
                    (f"“{words}”: {term.id}, {other.id}",),
                    "give one of them another",
                )


def broken_entry_link(edition: Checked) -> Iterator[Problem]:
    """An entry of the glossary names a term or a place that there is not."""
    terms = edition.terminology.terms if edition.terminology else {}
    ids = {
        text.record.id: {e.id for e in text.ledger} | {place.id for place in text.places}
        for text in edition.texts
    }
    for term in terms.values():
        body = f"{term.definition.de}\n{term.definition.en}"
        named = [*term.related, *term.apart, *re.findall(r"\]\(term:([^)]*)\)", body)]
        for name in sorted(set(named) - terms.keys()):
            yield Location(term.path), (f"term:{name}",), "ids are the names of files in glossary/"
        links = [link for link in _LINK.findall(body) if not link.startswith("term:")]
        places = [*(overruling.at for overruling in (*term.skip, *term.include)), *links]
        for written in sorted(set(places)):
            reference = references.parse_reference(written)
            known = ids.get(reference.text, set()) if reference else set()
            if reference is None or not {reference.first, reference.last} <= known:
                yield Location(term.path), (written,), "a place is written as mytext:3.4"
