"""Read the index of names: `glossary/names.yml`, one entry a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lesart.core import references, web_address
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.records import convert, read_yaml
from lesart.model import Bilingual, Name, NameKind, Overruling, Strict

PATH = "glossary/names.yml"


@dataclass(frozen=True, slots=True)
class _Forms(Strict):
    """List forms of a name in each language."""

    de: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry(Strict):
    """
    Hold a name: its heading in both languages, and the forms in which it stands in the texts.

    `same_as` is the address of an authority record, `term` an entry of the glossary; `skip` are
    places where the rules are overruled.
    """

    id: str
    kind: NameKind
    de: str
    en: str = ""
    forms: _Forms = field(default_factory=_Forms)
    about: str = ""
    same_as: str = ""
    term: str = ""
    skip: tuple[Overruling, ...] = ()


@dataclass(frozen=True, slots=True)
class NamesFile(Strict):
    """List the names of the index: `names.yml`."""

    names: tuple[_Entry, ...]


def parse_names(data: bytes, path: str) -> tuple[Name, ...]:
    """
    Read `names.yml`, in its order; a heading without English stands for both languages.

    Raises EditionError with the line of every fault: unknown keys and kinds, an id out of form or
    given twice, a heading or form without letter or figure, an authority record that is no
    address, a skip without a reason.
    """
    if not data.strip():
        return ()
    document = read_yaml(data, path)
    names: list[Name] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    for number, entry in enumerate(convert(document, NamesFile).names):
        where = Location(path, document.line(("names", number)))
        findings += _faults(entry, seen, where)
        seen.add(entry.id)
        names.append(_name(entry, where.line))
    if findings:
        raise EditionError(findings)
    return tuple(names)


def _name(entry: _Entry, line: int) -> Name:
    german = _spaced(entry.de)
    return Name(
        entry.id,
        entry.kind,
        Bilingual(german, _spaced(entry.en) or german),
        entry.about,
        tuple(map(_spaced, entry.forms.de)),
        tuple(map(_spaced, entry.forms.en)),
        entry.same_as,
        entry.term,
        entry.skip,
        line,
    )


def _spaced(words: str) -> str:
    """Write words with single blanks, and letters as the texts have them, composed."""
    return unicodedata.normalize("NFC", " ".join(words.split()))


def _faults(entry: _Entry, seen: set[str], where: Location) -> Iterator[Finding]:
    if not references.is_text_id(entry.id) or entry.id in seen:
        message = f"the id “{entry.id[:60]}” is out of form or given twice"
        hint = "lower-case letters, figures and single hyphens, such as foucault"
        yield Finding(where, "I001", message, hint=hint)
    headings = (entry.de, entry.en) if entry.en else (entry.de,)
    forms = (*map(plain, map(_spaced, headings)), *entry.forms.de, *entry.forms.en)
    if not all(any(map(str.isalnum, form)) for form in forms):
        message = f"a heading or a form of “{entry.id[:60]}” has neither letter nor figure"
        yield Finding(where, "I002", message)
    if entry.same_as and (why := web_address.address_fault(entry.same_as)):
        message = f"the authority record of “{entry.id[:60]}” is no address"
        yield Finding(where, "I003", message, (entry.same_as[:120], why), "such as https://…")
    for one in entry.skip:
        reference = references.parse_reference(one.at)
        if reference is None or not references.is_segment(reference.first):
            message = f"“{one.at[:60]}” is no reference to a sentence"
            yield Finding(where, "I004", message, hint="such as mytext:3.4")
        if not one.reason.strip():
            yield Finding(where, "I005", f"the exception at {one.at[:60]} needs a reason")


def plain(heading: str) -> str:
    """
    Write a heading as a text has the name, without what is in brackets.

    >>> plain("Foucault, Michel"), plain("Kostka, Genia (scholar)"), plain("Xi Jinping")
    ('Michel Foucault', 'Genia Kostka', 'Xi Jinping')
    """
    bare = heading.partition(" (")[0]
    first, comma, rest = bare.partition(", ")
    return f"{rest} {first}" if comma else bare


def other_heading(name: Name) -> str:
    """
    Give the German heading without its brackets, or nothing where the English one shows it too.

    >>> other_heading(Name("x", "place", Bilingual("Peking", "Beijing")))
    'Peking'
    >>> other_heading(Name("x", "organisation", Bilingual("Merics", "Institute (MERICS)")))
    ''
    """
    german = name.heading.de.partition(" (")[0]
    return "" if german.casefold() in name.heading.en.casefold() else german


def all_forms(names: Sequence[Name]) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """
    Give the German and the English forms of each name, by id, not inflected.

    The heading is one of them, and of a person the family name alone, unless it is a form of
    another entry too.
    """
    named = {name.id: _own_forms(name) for name in names}
    families = {
        name.id: name.heading.en.partition(", ")[0]
        for name in names
        if name.kind == "person" and ", " in name.heading.en
    }
    taken = list(families.values())
    taken += [form for de, en in named.values() for form in de | en]
    for id_, family in families.items():
        german, english = named[id_]
        if taken.count(family) == 1 + (family in german | english):
            named[id_] = german | {family}, english | {family}
    return named


def _own_forms(name: Name) -> tuple[frozenset[str], frozenset[str]]:
    german = frozenset((plain(name.heading.de), *name.german))
    return german, frozenset((plain(name.heading.en), *name.english))
