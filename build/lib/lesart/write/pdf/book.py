"""
Write an edition, or some of its texts, as the data of a printed book.

The result is plain JSON data (see `data`) that the template beside this module sets.
"""

from __future__ import annotations

from collections.abc import Sequence

from lesart.citing.works import cited_keys
from lesart.core.findings import Location
from lesart.core.references import dom_id, paragraph_of
from lesart.languages import LANGUAGES
from lesart.model import Edition, Note, Publication, Text
from lesart.view.drafts import counted
from lesart.view.held import PRIVATE, is_private, notices
from lesart.view.record import (
    edited_by,
    facts,
    listed,
    people,
    published,
    siglum_of,
    written_date,
    written_name,
)
from lesart.write.pdf import data
from lesart.write.pdf.colophon import colophon
from lesart.write.pdf.data import Run
from lesart.write.pdf.layouts import LAYOUTS
from lesart.write.pdf.matter import apparatus, corrections, credits, glossary, index, textual
from lesart.write.pdf.rows import number_notes, rows, title_calls
from lesart.write.pdf.runs import NOTED, chinese_apart, citation, in_note, prose
from lesart.write.pdf.scope import Scope, make_scope
from lesart.write.pdf.works import inverted_person, listed_keys, printed_works


def book(
    edition: Edition,
    texts: Sequence[Text],
    layout: str,
    date: str,
    volume: str = "",
) -> data.Book:
    """
    Write the book of *texts*, which are all or some of those of the edition.

    *date* is ISO 8601 and stands on the title page; *volume* says which of several this is. Raises
    EditionError for links in prose that lead nowhere.
    """
    whole = len(texts) == len(edition.texts)
    cited = listed_keys(edition, texts, whole)
    scope = make_scope(edition, texts, layout, cited, printed_works(edition.works))
    authors, translators = credits(texts)
    record = edition.record
    one = texts[0].record if len(texts) == 1 else None
    title = one.title if one else record.title
    said = edited_by(record.editors)
    languages = [LANGUAGES[side].name for side in scope.sides]
    return {
        "layout": LAYOUTS[layout].set_as or layout,
        "sides": list(scope.sides),
        "meta": {
            "title": f"{title.de} / {title.en}" + (f", {volume}" if volume else ""),
            "authors": list(dict.fromkeys([*authors, *translators])),
            "keywords": [
                *(f"author: {name}" for name in authors),
                *(f"translator: {name}" for name in translators),
                *(f"version: {text.record.id} {text.record.version}" for text in texts),
                *languages,
            ],
            "description": " ".join(
                filter(
                    None,
                    (
                        f"{record.title.en}. {' and '.join(languages)}.",
                        PRIVATE if is_private(edition, texts) else "",
                    ),
                )
            ),
        },
        "cover": {
            "de": title.de,
            "en": title.en,
            "by": people(texts[0]) if one else [said] if said else [],
            "within": volume or ("" if not one else record.title.en),
            "works": [] if one else [_work(text) for text in texts],
            "date": written_date(date),
            "private": PRIVATE if is_private(edition, texts) else "",
        },
        "texts": [_text(text, scope) for text in texts],
        "corrections": corrections(edition, scope),
        "glossary": glossary(edition, scope),
        "bibliography": [
            {"label": f"bibliography:{key}", "r": runs}
            for key, runs in scope.works.entries.items()
            if key in cited
        ],
        "index": index(edition, scope),
        "colophon": colophon(edition, scope, date),
    }


def _work(text: Text) -> data.Titled:
    names = listed(written_name(person) for person in text.record.authors)
    return {"by": names, "de": text.record.title.de, "en": text.record.title.en}


def _text(text: Text, scope: Scope) -> data.Text:
    record, id_ = text.record, text.record.id
    made = rows(text, scope)
    calls = title_calls(text, scope)
    numbers = number_notes(text, scope)
    notes = {note.id: _note(note, text, scope, numbers.get(note.id, {})) for note in text.notes}
    called = {note.id: paragraph_of(note.at) for note in text.notes}
    for row in made:
        row["notes"] = {id_: notes[id_] for id_ in numbers if called[id_] == row["id"]}
    return {
        "id": id_,
        "label": scope.label(id_, "title"),
        "de": _title(text) or record.title.de,
        "en": _english_title(text) or record.title.en,
        "kind": record.kind.en,
        "by": people(text),
        "names": [scope.name_key(inverted_person(person)) for person in record.authors],
        "published": _published(record.publication),
        "facts": [*facts(text), *counted(text)],
        "notices": notices(text),
        "calls": calls,
        "textual": textual(text, scope),
        "rows": made,
        "called": {run["fn"]: notes[run["fn"]] for run in calls if "fn" in run},
        "uncalled": [note for id_, note in notes.items() if id_ not in numbers],
        "apparatus": apparatus(text, scope),
        "siglum": siglum_of(text),
    }


def _title(text: Text) -> str:
    words = [s.text for row in text.rows if row.role == "title" for s in row.segments if s.text]
    return " ".join(words)


def _english_title(text: Text) -> str:
    return " ".join(u.text for row in text.rows if row.role == "title" for u in row.units)


def _note(note: Note, text: Text, scope: Scope, number: data.Number) -> data.Note:
    """Write a note: its lemma, its body, and the works it rests on that the body does not cite."""
    where = Location(note.path, note.line, f"{text.record.id}:n{note.id}")
    body = [in_note(runs) for runs in prose(note.body, scope, where)]
    named = dict.fromkeys(one.term for one in text.named.notes if one.unit == note.id)
    if named and body:
        body[0].insert(0, {"t": "", "ix": [f"{NOTED}{scope.name_key(id_)}" for id_ in named]})
    cited = {"", *cited_keys(note.body)}
    rest = list(dict.fromkeys(one.key for one in note.sources if one.key not in cited))
    sources: list[Run] = [{"t": " "}, *citation([(key, "") for key in rest], scope)] if rest else []
    quoted: data.Quoted = {}
    if not text.withheld:
        quoted = {"de": note.german, "en": note.english}
    id_ = text.record.id
    return {
        "label": scope.label(id_, f"n{note.id}"),
        "at": note.place,
        "to": "" if text.withheld else scope.label(id_, dom_id(note.at)),
        "body": body,
        "sources": in_note(sources),
        **quoted,
        **number,
    }


def _published(publication: Publication) -> list[Run]:
    """Say where and when an original appeared, as sure as it is known."""
    note = chinese_apart(publication.note.en) if publication.note else []
    told = published(publication)
    if told is None:
        return note
    if not told.container:
        return [{"t": f"{told.opening}{told.when}. "}, *note]
    name: Run = {"t": told.container, "em": True}
    if told.address:
        name["url"] = told.address
    return [{"t": told.opening}, name, {"t": f"{told.when}. "}, *note]
