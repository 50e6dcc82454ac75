"""Render a text as pages of an EPUB: its head and rows, and behind them notes and apparatus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from lesart.annotation.notes import textual_path
from lesart.core.elements import make, spaced
from lesart.core.references import dom_id
from lesart.model import Bilingual, Row, Text
from lesart.view.calls import SIDES
from lesart.view.drafts import counted
from lesart.view.held import notices
from lesart.view.record import facts, people
from lesart.view.sentences import sentences, title_sentences
from lesart.view.shapes import in_lists
from lesart.view.structure import body_rows
from lesart.view.terms import NO_PLACES
from lesart.view.xhtml import publication
from lesart.write.epub.calls import numbered, place_calls
from lesart.write.epub.notes import (
    about_section,
    apparatus_section,
    author_notes_section,
    notes_section,
)
from lesart.write.epub.pages import Book, Heading, Page
from lesart.write.epub.prose import both
from lesart.write.epub.rows import Display, display_of, pair, spans_of
from lesart.write.epub.xhtml import typed

# Reading systems open a whole file at once; many are slow above some 300 KB of markup.
PART = 60_000


def text_pages(text: Text, book: Book) -> list[Page]:
    """Make the pages of a text: one for its rows, or several of a long text, and one behind."""
    notes = numbered(text, book.targets)
    display = display_of(text, place_calls(text, notes))
    id_, title = text.record.id, text.record.title
    unit = f"text:{id_}"
    pages = []
    for number, rows in enumerate(_parts(text), 1):
        head = _head(text, display, book) if number == 1 else []
        pairs = in_lists(rows, [pair(row, display) for row in rows])
        section = make("section", *head, *pairs)
        kind = "bodymatter" if text is book.texts[0] and number == 1 else ""
        path = f"texts/{id_}.xhtml" if number == 1 else f"texts/{id_}_{number}.xhtml"
        chapter = typed(section, "chapter", "doc-chapter")
        if number > 1:
            first, last = rows[0].id, rows[-1].id
            section.set("aria-label", f"{title.en}, paragraphs {first} to {last}")
        else:
            section.set("aria-labelledby", "title")
        headings = _headings(rows, display)
        if text.textual and number == 1:
            headings = (Heading("textual", "On the text"), *headings)
        level = 1 if number == 1 else 0
        pages.append(Page(path, unit, title.en, title, chapter, kind, level, headings))
    sections = [
        *author_notes_section(text, display),
        *notes_section(text, notes, book),
        *apparatus_section(text),
    ]
    return [*pages, _behind(text, [*sections, about_section(text)])]


def _headings(rows: Sequence[Row], display: Display) -> tuple[Heading, ...]:
    """Name the headings of the text for the contents, in the languages that can be read."""
    found = []
    for row in rows:
        if depth := display.depths.get(row.id, 0):
            german, english = (
                " ".join(run.words for one in sentences(row, side, display.view)
                         if not one.missing for run in one.runs if run.words)
                for side in SIDES
            )  # fmt: skip
            label = english if german or english else row.id
            found.append(Heading(dom_id(row.id), label, german, depth))
    return tuple(found)


def _behind(text: Text, sections: Sequence[Element]) -> Page:
    headings = tuple(
        Heading(section[0].get("id", ""), section[0].text or "") for section in sections
    )
    heading = make("h1", text.record.title.de, lang="de", translate="no")
    names = ", ".join(heading.label for heading in headings)
    id_, title = text.record.id, f"{text.record.title.en}: {names}"
    path, label = f"texts/{id_}_notes.xhtml", Bilingual("", names)
    body = make("div", heading, *sections)
    return Page(path, f"text:{id_}", title, label, body, "", 2, headings)


def _parts(text: Text) -> Iterator[list[Row]]:
    """Part the rows so that no file grows too long; at least one part, which may be empty."""
    part: list[Row] = []
    size = 0
    for row in body_rows(text):
        words = sum(len(s.text or s.incipit) for s in row.segments)
        words += sum(len(unit.text) for unit in row.units)
        if part and size + words > PART:
            yield part
            part, size = [], 0
        part.append(row)
        size += words
    yield part


def _head(text: Text, display: Display, book: Book) -> list[Element]:
    record = text.record
    header = make(
        "header",
        make("p", record.kind.en, class_="kicker"),
        *_titles(text, display),
        *(make("p", said, class_="by") for said in people(text)),
        *publication(record.publication),
        make("p", ", ".join([*facts(text), *counted(text)]), class_="facts"),
        class_="work",
    )
    shown = [make("p", said, class_="notice") for said in notices(text)]
    textual: list[Element] = []
    if text.textual:
        heading = make("h2", "On the text", id="textual")
        path = textual_path(record.id)
        textual = [make("section", heading, *both(text.textual, book, path), class_="textual")]
    return [header, *shown, *textual]


def _titles(text: Text, display: Display) -> list[Element]:
    bare = replace(display, view=replace(display.view, terms=NO_PLACES))
    words, units = (spans_of(title_sentences(side, bare.view), side, bare) for side in SIDES)
    row = next((row for row in text.rows if row.role == "title"), None)
    calls = display.calls.of_row(row.id) if row else []
    return [
        make("h1", *spaced(*words), lang="de", translate="no", id="title"),
        make("p", *spaced(*units, *calls), class_="subtitle", lang="en", id="title-en"),
    ]
