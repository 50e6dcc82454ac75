"""Write for the press what a scholar asks: rights, versions, how to cite, where it is kept."""

from __future__ import annotations

import re

from lesart import __version__
from lesart.model import Edition, EditionRecord, Text
from lesart.view.held import PRIVATE, is_private
from lesart.view.record import (
    edited_by,
    example,
    named,
    rights_address,
    rights_name,
    rights_said,
    written_date,
)
from lesart.write.pdf.data import Run, Statement
from lesart.write.pdf.runs import chinese_apart
from lesart.write.pdf.scope import Scope

_CHINESE = re.compile("[\u3400-\u9fff]")


def colophon(edition: Edition, scope: Scope, date: str) -> list[Statement]:
    """Write the colophon as a list of names and paragraphs of runs."""
    licence = edition.record.licence
    rows: list[tuple[str, list[list[Run]]]] = [
        ("Edition", [_said(f"{_edition(edition.record)}.")]),
        ("Date", [_said(f"{written_date(date)}.")]),
        ("Versions", [_said(_versions(scope))]),
        ("Licence", [[*_said("The editors’ own texts: "), _licence(licence), *_said(".")]]),
    ]
    rows += [(f"Rights in {text.record.id}", _rights(text)) for text in scope.texts]
    if is_private(edition, scope.texts):
        rows.append(("Copy", [_said(PRIVATE)]))
    rows.append(("To cite", _to_cite(edition, scope, date)))
    if scope.address:
        rows.append(("Address", [[{"t": scope.address, "url": scope.address}]]))
    rows.append(("Witnesses", _witnesses(scope)))
    rows.append(("Type", [_said(_typefaces(edition))]))
    rows.append(("Made with", [_said(f"Lesart {__version__} and Typst.")]))
    return [{"name": name, "said": said} for name, said in rows if said]


def _typefaces(edition: Edition) -> str:
    """Name the typefaces of the book: that for Chinese where there is any."""
    notes = (note.body for text in edition.texts for note in text.notes)
    terms = (f"{term.definition.de} {term.definition.en}" for term in edition.glossary)
    names = (f"{name.heading.de} {name.about}" for name in edition.names)
    chinese = any(term.chinese for term in edition.glossary)
    if chinese or any(_CHINESE.search(words) for words in (*notes, *terms, *names)):
        return "Libertinus Serif; Chinese in Noto Serif SC. Both under the OFL."
    return "Libertinus Serif, under the OFL."


def _said(words: str) -> list[Run]:
    return chinese_apart(words)


def _edition(record: EditionRecord) -> str:
    """Name the edition and who edited it."""
    said = (record.title.en, edited_by(record.editors, begin=False))
    return ", ".join(part for part in said if part)


def _versions(scope: Scope) -> str:
    return ", ".join(f"{text.record.id} {text.record.version}" for text in scope.texts) + "."


def _licence(statement: str) -> Run:
    name, address = rights_name(statement), rights_address(statement)
    return {"t": name, "url": address} if address else {"t": name}


def _rights(text: Text) -> list[list[Run]]:
    rights = text.record.rights
    first: list[Run] = [_licence(rights.statement), *_said(".")]
    return [[*first, *(run for words in rights_said(rights) for run in _said(f" {words}"))]]


def _to_cite(edition: Edition, scope: Scope, date: str) -> list[list[Run]]:
    said = []
    for text in scope.texts:
        authors = named(text.record.authors)
        title = f"‘{text.record.title.de}’, in {_edition(edition.record)}"
        version = f"version {text.record.version} ({date[:4]}), {example(text)}."
        said.append(_said(", ".join(part for part in (authors, title, version) if part)))
    said.append(
        _said("A reference names the text, a colon, and the paragraph and sentence; it holds in "
              "every version, on the page and on the web. Page numbers may change.")
    )  # fmt: skip
    return said


def _witnesses(scope: Scope) -> list[list[Run]]:
    return [
        _said(f"{text.record.id} {one.siglum}: {one.description.en}")
        for text in scope.texts
        for one in text.record.witnesses
    ]
