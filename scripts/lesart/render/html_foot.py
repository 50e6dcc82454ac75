"""Render what stands after the rows: the apparatus of emendations, and the colophon."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.model import Emendation, Rights, Segment, Text
from lesart.references import dom_id
from lesart.render.html_make import make, spaced
from lesart.render.html_record import rights_name
from lesart.render.html_rows import emendation_id

KEYS = (("jk", "paragraphs,"), ("hl", "sentences,"), ("v", "layout,"), ("c", "cite."))


def apparatus(text: Text) -> list[Element]:
    """List the emendations, each linked with its place; nothing where there are none to show."""
    siglum = text.record.witnesses[0].siglum if text.record.witnesses else ""
    entries = [
        _entry(segment, number, mark.emendation, siglum)
        for row in text.rows
        for segment in row.segments
        if segment.text is not None
        for number, mark in enumerate(segment.marks, 1)
    ]
    if not entries:
        return []
    said = "Faults of transmission that the reading text corrects, with the words as transmitted."
    heading = make("h2", "Emendations", id="emendations")
    return [make("section", heading, make("p", said), make("ol", *entries), class_="apparatus")]


def colophon(text: Text) -> Element:
    """Render what a scholar asks after reading: witnesses, rights, how to cite."""
    record = text.record
    rows = [(f"Witness {w.siglum}", make("dd", w.description.en)) for w in record.witnesses]
    rows.append(("Rights", _rights(record.rights)))
    numbered = (s.id for row in text.rows for s in row.segments if s.id[0].isdigit())
    example = make("code", f"{record.id}:{next(numbered, '1.1')}")
    version = f"names one sentence of this text, version {record.version}."
    rows.append(("To cite", make("dd", example, " ", version)))
    rows.append(("Keys", _keys()))
    items = [make("div", make("dt", name), words) for name, words in rows]
    heading = make("h2", "About this text", id="about-this-text")
    return make("section", heading, make("dl", *items), class_="colophon")


def _rights(rights: Rights) -> Element:
    name = rights_name(rights.statement)
    statement = make("a", name, href=rights.statement)
    if name.startswith("CC"):
        statement.set("rel", "license")
    parts: list[Element | str] = [statement]
    parts += [make("span", f"{rights.holder}.")] if rights.holder else []
    parts += [make("span", f"Permission: {rights.permission}")] if rights.permission else []
    parts += [make("span", rights.note.en)] if rights.note else []
    return make("dd", *spaced(*parts))


def _entry(segment: Segment, number: int, emendation: Emendation, siglum: str) -> Element:
    entry = emendation_id(segment, number)
    place = f"raw line {emendation.line}"
    words = emendation.reading.replace("\n", " ↵ ")
    parts = [
        make("b", emendation.emended or "[words left out]", lang="de", translate="no"),
        make("span", "transmitted as"),
        make("q", words, lang="de", translate="no"),
        make("span", f"({siglum}, {place}):" if siglum else f"({place}):"),
        make("span", emendation.reason, class_="reason"),
    ]
    label = f"Back to {segment.id} in the text"
    back = make("a", "↩", href=f"#{entry}-at", class_="back", aria_label=label)
    reference = make("a", segment.id, href=f"#{dom_id(segment.id)}", class_="ref")
    said = make("span", *spaced(*parts, back), class_="entry")
    return make("li", reference, " ", said, id=entry)


def _keys() -> Element:
    said: list[Element | str] = []
    for keys, meaning in KEYS:
        said += spaced(*(make("kbd", key) for key in keys))
        said += [" ", make("span", meaning), " "]
    return make("dd", *said, make("span", data_keys=""))
