"""Render what stands behind a text in an EPUB: its notes, its apparatus, its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from lesart.core.elements import make, shown, spaced
from lesart.core.references import dom_id, emendation_id
from lesart.model import NOTE_KINDS, ApparatusEntry, Row, Text
from lesart.view.author_calls import notes_in_order
from lesart.view.calls import SIDES
from lesart.view.record import example, raw_lines, rights_said, siglum_of
from lesart.view.xhtml import rights_link
from lesart.write.epub.author_notes import author_number
from lesart.write.epub.calls import Numbered, back, reference_link
from lesart.write.epub.pages import CORRECTIONS, Book
from lesart.write.epub.prose import line, prose
from lesart.write.epub.rows import Display, pair, side
from lesart.write.epub.xhtml import typed

GENERAL = "General knowledge"


def notes_section(text: Text, notes: Sequence[Numbered], book: Book) -> list[Element]:
    """Render the notes of a text; nothing where it has none."""
    if not notes:
        return []
    corrected = {
        pair: one.number for one in reversed(book.edition.corrections) for pair in one.notes
    }
    asides = [_note(text, one, corrected, book) for one in notes]
    heading = make("h2", "Notes", id="notes")
    return [typed(make("section", heading, *asides), "footnotes")]


def author_notes_section(text: Text, display: Display) -> list[Element]:
    """Render the author's own notes in both languages; nothing where there are none."""
    asides = [_author_note(row, text, display) for row in notes_in_order(text)]
    heading = make("h2", "Author’s notes", id="author-notes")
    return [typed(make("section", heading, *asides), "footnotes")] if asides else []


def _author_note(row: Row, text: Text, display: Display) -> Element:
    if text.withheld:
        return pair(row, display)
    sides = [side(row, language, display) for language in SIDES]
    sides[-1].extend(display.calls.of_row(row.id))
    inner = make("div", author_number(text, row), *sides, class_="pair pair--note")
    return typed(make("aside", inner, id=dom_id(row.id), class_="note"), "footnote", "doc-footnote")


def _note(
    text: Text, one: Numbered, corrected: Mapping[tuple[str, str], int], book: Book
) -> Element:
    note = one.note
    words: list[Element | str] = [reference_link(text, note.at, note.place)]
    if note.german:
        words.append(make("q", note.german, lang="de", translate="no"))
    if note.english:
        words.append(make("q", note.english))
    number = corrected.get((text.record.id, note.id))
    if not (number and note.kind == "correction"):
        words.append(make("span", NOTE_KINDS[note.kind].label, class_="kind"))
    if number:
        address = f"{CORRECTIONS}#correction-{number}"
        words.append(make("a", f"correction\u00a0{number}", href=address))
    head = make("p", *spaced(back(text, one), *words), class_="note__head")
    aside = make("aside", head, *prose(note.body, book, note.path), *_sources(one, book),
                 id=one.id, class_="note")  # fmt: skip
    return typed(aside, "footnote", "doc-footnote")


def _sources(one: Numbered, book: Book) -> list[Element]:
    items = []
    for source in one.note.sources:
        cited = line(f"[@{source.key}]", book) if source.key else make("span", GENERAL)
        items.append(make("li", *spaced(cited, make("span", source.said))))
    return [make("ul", *items, class_="sources")] if items else []


# Apparatus


def apparatus_section(text: Text) -> list[Element]:
    """Render what was emended, kept, lost and left out; nothing where there is no entry."""
    if not text.apparatus:
        return []
    called = frozenset(
        emendation_id(segment.id, number)
        for row in text.rows
        for segment in row.segments
        for number, _ in enumerate(segment.marks, 1)
    )
    siglum = siglum_of(text)
    items = [_entry(entry, text, siglum, entry.id in called) for entry in text.apparatus]
    heading = make("h2", "Apparatus", id="apparatus")
    said = "What the reading text corrects in its witness or has kept, what is lost or left out."
    return [make("section", heading, make("p", said), make("ul", *items, class_="apparatus"))]


def _entry(entry: ApparatusEntry, text: Text, siglum: str, is_called: bool) -> Element:
    place = [reference_link(text, entry.at)] if entry.at else []
    lines = raw_lines(entry)
    where = ", ".join(part for part in (siglum, lines) if part)
    parts: list[Element | str] = [*place, *_said(entry, where), make("span", entry.reason)]
    if entry.kind == "emendation" and is_called:
        label = f"Back to {entry.at} in the text"
        address = f"text:{text.record.id}#{entry.id}-at"
        link = make("a", "↩", href=address, aria_label=label)
        parts.append(typed(link, "backlink", "doc-backlink"))
    return make("li", *spaced(*parts), id=entry.id)


def _said(entry: ApparatusEntry, where: str) -> list[Element | str]:
    reading = make("q", shown(entry.reading), lang="de", translate="no")
    ending = [make("span", f"({where}):" if where else "—")]
    match entry.kind:
        case "emendation":
            emended = make("b", entry.emended or "[words left out]", lang="de", translate="no")
            return [emended, make("span", "transmitted as"), reading, *ending]
        case "kept":
            considered = make("q", entry.emended, lang="de", translate="no")
            other = [make("span", "not"), considered] if entry.emended else []
            return [make("span", "kept"), reading, *other, *ending]
        case "lacuna":
            return [make("b", "lacuna"), *ending]
        case "omission":
            return [make("b", "left out"), *ending]


# The record


def about_section(text: Text) -> Element:
    """Say of a text what a scholar asks after reading: witnesses, rights, how to cite."""
    record = text.record
    rows = [(f"Witness {w.siglum}", [make("span", w.description.en)]) for w in record.witnesses]
    said = [make("span", words) for words in rights_said(record.rights)]
    rows.append(("Rights", [rights_link(record.rights.statement), *said]))
    version = f"names one sentence of this text, version {record.version}."
    rows.append(("To cite", [make("code", example(text)), make("span", version)]))
    items = [part for name, said in rows for part in (make("dt", name), make("dd", *spaced(*said)))]
    return make("section", make("h2", "About this text", id="about"), make("dl", *items))
