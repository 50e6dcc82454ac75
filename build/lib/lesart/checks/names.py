"""
Check the index of names against the texts.

Each check is a function whose docstring is the message, as in `check`, which runs them.
"""

from __future__ import annotations

from collections.abc import Iterator

from lesart.checks.checked import Checked
from lesart.core.findings import Location, Problem
from lesart.glossary.name_entries import PATH, all_forms
from lesart.glossary.name_places import (
    find_named,
    find_named_in_english,
    find_named_in_notes,
    unanswered,
)
from lesart.model import Name

UPDATE = "run `lesart names --update`"


def unfound_name(edition: Checked) -> Iterator[Problem]:
    """A name of the index stands in no text and in no note."""
    found: set[str] = set()
    for text in edition.texts:
        german = text.named if text.segments is None else find_named(edition.naming, text)
        found.update(one.term for one in german)
        found.update(one.term for one in find_named_in_english(edition.naming, text))
        found.update(one.term for one in find_named_in_notes(edition.naming, text.notes))
    for name in edition.naming.names.values():
        if name.id not in found:
            hint = "give the forms in which the texts have it, or take it out"
            yield Location(PATH, name.line), (f"“{name.heading.en}” ({name.id})",), hint


def shared_form(edition: Checked) -> Iterator[Problem]:
    """Two names of the index share a form."""
    names = edition.naming.names
    owners: dict[tuple[str, str], list[Name]] = {}
    for id_, sides in all_forms(tuple(names.values())).items():
        for lang, forms in zip(("de", "en"), sides, strict=True):
            for form in sorted(forms):
                owners.setdefault((lang, form), []).append(names[id_])
    for (lang, form), sharing in owners.items():
        for name in sharing[1:]:
            evidence = f"“{form}” ({lang}): {sharing[0].id}, {name.id}"
            yield Location(PATH, name.line), (evidence,), "leave it to one of them"


def moved_name(edition: Checked) -> Iterator[Problem]:
    """The places of names in names.tsv are not those that are found in the text."""
    for text in edition.texts:
        if text.segments is None:
            continue
        found = set(find_named(edition.naming, text))
        for one in sorted(found ^ set(text.named)):
            where = Location(f"{text.folder}/names.tsv", 0, f"{text.record.id}:{one.unit}")
            state = "is not in the file" if one in found else "is in the file alone"
            yield where, (f"“{one.form}” ({one.term}) {state}",), UPDATE


def unanswered_name(edition: Checked) -> Iterator[Problem]:
    """A name stands in the original, and its translation unit does not have it."""
    for text in edition.texts:
        units = {id_: unit for unit in text.units for id_ in unit.segments}
        for segment, form, name in unanswered(edition.naming, text):
            unit = units[segment]
            where = Location(f"{text.folder}/en.tsv", unit.line, f"{text.record.id}:{segment}")
            hint = f"put it in, add the form to {PATH}, or waive it with a reason"
            yield where, (f"de: {form} ({name.heading.en})", f"en: {unit.text}"), hint


def broken_name_link(edition: Checked) -> Iterator[Problem]:
    """A name leads to an entry of the glossary, or skips a place, that there is not."""
    terms = edition.terminology.terms if edition.terminology else {}
    places = {f"{text.record.id}:{entry.id}" for text in edition.texts for entry in text.ledger}
    for name in edition.naming.names.values():
        if name.term and name.term not in terms:
            hint = "ids are the names of files in glossary/"
            yield Location(PATH, name.line), (f"term: {name.term}",), hint
        for one in name.skip:
            if one.at not in places:
                yield Location(PATH, name.line), (f"skip: {one.at}",), "such as mytext:3.4"
