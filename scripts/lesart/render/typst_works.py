"""Write the bibliography for the press: a label for each citation, an entry for each work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lesart.model import Edition, Person, Text, Work
from lesart.prose import Citation, Emphasis, Link, Piece, parse_paragraphs
from lesart.render.html_record import listed
from lesart.render.typst_runs import chinese_apart
from lesart.render.typst_scope import PrintedWorks, Run

_BOOKS = ("book", "report", "thesis")


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


def author_date(works: Sequence[Work]) -> PrintedWorks:
    """
    Set a bibliography by authors and years.

    >>> item = {"author": [{"family": "Korn"}], "title": "T", "issued": {"date-parts": [[2018]]}}
    >>> author_date([Work("korn2018", item)]).labels
    {'korn2018': [{'t': 'Korn 2018'}]}
    """
    ordered = sorted(works, key=lambda one: (_names(one.item).casefold(), _year(one.item), one.key))
    return PrintedWorks(
        {one.key: chinese_apart(f"{_short(one.item)} {_year(one.item)}") for one in works},
        {one.key: _entry(one.item) for one in ordered},
        {one.key: tuple(people_of(one)) for one in works},
    )


def people_of(work: Work) -> list[str]:
    """Name the authors, or else the editors, of a work as an index does: family name first."""
    return [_inverted(name) for name in work.item.get("author") or work.item.get("editor") or ()]


def _entry(item: Mapping[str, Any]) -> list[Run]:
    title = str(item.get("title", ""))
    whole = item.get("type") in _BOOKS
    named = [{**run, "em": True} for run in chinese_apart(title)] if whole else []
    named = named or chinese_apart(f"“{title.rstrip('.')}”")
    if _people(item):
        runs = [*chinese_apart(f"{_names(item)}. {_year(item)}. "), *named, {"t": ". "}]
    else:
        runs = [*named, {"t": f". {_year(item)}. "}]
    container = str(item.get("container-title", ""))
    if container:
        runs += [{**run, "em": True} for run in chinese_apart(container)]
        issue = " ".join(str(item[k]) for k in ("volume", "issue") if item.get(k))
        pages = f": {item['page']}" if item.get("page") else ""
        runs.append({"t": (f" {issue}" if issue else "") + pages + ". "})
    house = ": ".join(str(item[k]) for k in ("publisher-place", "publisher") if item.get(k))
    facts = [str(item[k]) for k in ("genre", "number") if item.get(k)] + [house]
    runs += chinese_apart("".join(f"{fact}. " for fact in facts if fact))
    address = f"https://doi.org/{item['DOI']}" if item.get("DOI") else str(item.get("URL", ""))
    if re.match(r"https?://", address):
        runs.append({"t": address, "url": address})
        runs.append({"t": "."})
    return runs


def _people(item: Mapping[str, Any]) -> list[Mapping[str, str]]:
    return list(item.get("author") or item.get("editor") or ())


def _names(item: Mapping[str, Any]) -> str:
    names = [_inverted(name) for name in _people(item)]
    said = listed(names) or str(item.get("title", ""))
    editors = not item.get("author") and item.get("editor")
    return f"{said} (eds)" if editors and len(names) > 1 else f"{said} (ed.)" if editors else said


def _inverted(name: Mapping[str, str]) -> str:
    family = " ".join(
        part for part in (name.get("non-dropping-particle"), name.get("family")) if part
    )
    return ", ".join(part for part in (family or name.get("literal"), name.get("given")) if part)


def _short(item: Mapping[str, Any]) -> str:
    names = [str(name.get("family") or name.get("literal", "")) for name in _people(item)]
    if not names:
        return str(item.get("container-title") or item.get("title", ""))
    return listed(names) if len(names) < 4 else f"{names[0]} et al."


def _year(item: Mapping[str, Any]) -> str:
    parts = (item.get("issued") or {}).get("date-parts") or [["n.d."]]
    return str(parts[0][0])


def inverted_person(person: Person) -> str:
    """
    Write a name as an index does.

    >>> inverted_person(Person("Muster", "Eva")), inverted_person(Person("The editors"))
    ('Muster, Eva', 'editors, The')
    """
    body = re.sub(r"^(The) (.+)$", r"\2, \1", person.family) if not person.given else person.family
    return ", ".join(part for part in (body, person.given) if part)
