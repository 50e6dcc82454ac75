"""Put the record of a text into words: names, dates, rights, counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lesart.core.elements import count
from lesart.core.web_address import linked
from lesart.model import ApparatusEntry, Person, Publication, Rights, Text, parse_statement
from lesart.translation.relations import coverage_of

_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_COUNTED = ("paragraph", "turn", "verse", "quote", "item", "stage", "lacuna")
MONTHS = dict(enumerate(_NAMES.split("|"), 1))


def written_name(person: Person) -> str:
    """
    Write a name as it is spoken.

    >>> written_name(Person("Muster", "Eva")), written_name(Person("The editors"))
    ('Eva Muster', 'The editors')
    """
    return f"{person.given} {person.family}".strip()


def inverted(person: Person) -> str:
    """
    Write a name as lists of authors have it.

    >>> inverted(Person("Muster", "Eva")), inverted(Person("The editors"))
    ('Muster, Eva', 'The editors')
    """
    return ", ".join(part for part in (person.family, person.given) if part)


def listed(names: Iterable[str]) -> str:
    """
    Write names as a list.

    >>> listed(["A", "B", "C"]), listed(["A"]), listed([])
    ('A, B and C', 'A', '')
    """
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def named(people: Iterable[Person], begin: bool = True) -> str:
    """
    Write people as a list; *begin* says that a sentence or a line begins with it.

    >>> named([Person("Muster", "Eva"), Person("The editors")]), named([Person("The editors")])
    ('Eva Muster and the editors', 'The editors')
    >>> named([Person("The editors")], begin=False)
    'the editors'
    """
    names = [written_name(person) for person in people]
    within = [re.sub(r"^The ", "the ", name) for name in names]
    return listed([*names[:1], *within[1:]] if begin else within)


def edited_by(editors: Iterable[Person], begin: bool = True) -> str:
    """
    Say who edited; nothing where no editor is named.

    >>> edited_by([Person("The editors")]), edited_by([], begin=False)
    ('Edited by the editors', '')
    """
    names = named(editors, begin=False)
    said = f"Edited by {names}" if begin else f"edited by {names}"
    return said if names else ""


def written_date(date: str) -> str:
    """
    Write an ISO date in British English; what is not one stays as it is.

    >>> written_date("2018-08-05"), written_date("2018-08"), written_date("2018"), written_date("?")
    ('5 August 2018', 'August 2018', '2018', '?')
    """
    found = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", date)
    if not found or int(found[2]) not in MONTHS:
        return date
    day = f"{int(found[3])} " if found[3] else ""
    return f"{day}{MONTHS[int(found[2])]} {found[1]}"


def rights_name(statement: str) -> str:
    """
    Name a rights statement or licence; what is not known stays as it is written.

    >>> rights_name("http://rightsstatements.org/vocab/InC/1.0/")
    'In copyright'
    >>> rights_name("https://creativecommons.org/licenses/by/4.0/")
    'CC BY 4.0'
    """
    known = parse_statement(statement)
    return known.name if known else statement


def rights_address(statement: str) -> str:
    """
    Give the address of a rights statement or licence; nothing where it is none that is known.

    >>> rights_address("CC BY 4.0"), rights_address("javascript:alert(1)")
    ('https://creativecommons.org/licenses/by/4.0/', '')
    """
    known = parse_statement(statement)
    return known.address if known else ""


def is_licence(statement: str) -> bool:
    """Tell a licence from a statement that only says whose the rights are."""
    known = parse_statement(statement)
    return known is not None and known.licence


def rights_said(rights: Rights) -> list[str]:
    """Say of the rights in a text what its statement does not: the holder, permission, a note."""
    holder = f"{rights.holder}." if rights.holder else ""
    note = rights.note.en if rights.note else ""
    return [said for said in (holder, rights.said_permission, note) if said]


def people(text: Text) -> list[str]:
    """Say who wrote and who translated a text."""
    authors = listed(written_name(person) for person in text.record.authors)
    translators = listed(written_name(person) for person in text.record.translators)
    translators = re.sub(r"^The ", "the ", translators)
    if authors.lower() == translators.lower():
        return [f"written and translated by {translators}"] if authors else []
    return [said for said in (authors, translators and f"translated by {translators}") if said]


def facts(text: Text) -> list[str]:
    """Count what a text holds, and say how far its translation is reviewed."""
    paragraphs = sum(row.role in _COUNTED for row in text.rows)
    sentences = sum(len(row.segments) for row in text.rows)
    units = [unit for row in text.rows for unit in row.units]
    reviewed = sum(unit.state == "reviewed" for unit in units)
    said = [count(paragraphs, "paragraph", "paragraphs"), count(sentences, "sentence", "sentences")]
    if units:
        all_ = reviewed == len(units)
        said.append(
            "all units reviewed" if all_ else f"{reviewed:,} of {len(units):,} units reviewed"
        )
        reach = coverage_of(text.rows)
        if reach.translated < reach.sentences:
            said.append(f"{reach.translated:,} of {reach.sentences:,} sentences translated")
        if reach.aligner:
            said.append(f"{reach.aligner:,} joined by the aligner alone")
    return [*said, f"version {text.record.version}"]


def example(text: Text) -> str:
    """Give the reference of the first sentence with a number, to show how a text is cited."""
    numbered = (s.id for row in text.rows for s in row.segments if s.id[0].isdigit())
    return f"{text.record.id}:{next(numbered, '1.1')}"


def siglum_of(text: Text) -> str:
    """Give the letter of the witness; nothing where a text has none."""
    return text.record.witnesses[0].siglum if text.record.witnesses else ""


def raw_lines(entry: ApparatusEntry) -> str:
    """Name the raw lines of an entry; nothing where it has none."""
    if entry.last > entry.line:
        return f"raw lines {entry.line}–{entry.last}"
    return f"raw line {entry.line}" if entry.line else ""


@dataclass(frozen=True, slots=True)
class Published:
    """
    Say where and when an original appeared: `opening`, `container` and `when` make a sentence.

    The full stop is not part of it. `address` is that of the original, empty where unknown.
    """

    opening: str
    container: str = ""
    address: str = ""
    when: str = ""


def published(publication: Publication) -> Published | None:
    """
    Put into words where an original appeared, as sure as it is known; None where nothing is said.

    >>> published(Publication("likely", "Die Zeit", "2018-08")).when
    ', August 2018'
    """
    date = written_date(publication.date)
    if publication.container:
        openings = {"certain": "Published in ", "likely": "Probably published in "}
        opening = openings.get(publication.certainty, "Not confirmed: published in ")
        when = f", {date}" if date else ""
        return Published(opening, publication.container, linked(publication.url), when)
    if publication.certainty == "unknown":
        when = f"; the date, {date}, is not certain" if date else ""
        return Published("Where it was published is not known", when=when)
    if not date:
        return None
    probably = "Probably published" if publication.certainty == "likely" else "Published"
    return Published(f"{probably} {date}")
