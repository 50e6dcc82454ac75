"""Render all notes of the edition on one page, by text, with filters by text and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from lesart.core.elements import count, make
from lesart.core.references import note_dom_id
from lesart.model import NOTE_KINDS, Edition, Text
from lesart.write.html.choice import box, switch, switches
from lesart.write.html.notes import NoteSetting, kind_choice, note_element


def all_notes(edition: Edition, setting: NoteSetting) -> Element:
    """Render every note with its sources; a text without notes is left out."""
    texts = [text for text in edition.texts if text.notes]
    notes = [note for text in texts for note in text.notes]
    filters = make(
        "div",
        *([_text_choice(texts)] if len(texts) > 1 else []),
        kind_choice(notes),
        class_="filters",
        data_search_exclude="",
    )
    sections = [_section(text, setting) for text in texts]
    return make("div", filters, _table(texts), *sections, class_="all-notes")


def _text_choice(texts: list[Text]) -> Element:
    labels = [
        switch(
            box("checkbox", "text", text.record.id, True),
            make("span", text.record.title.de, lang="de", translate="no"),
        )
        for text in texts
    ]
    return switches("Texts", labels, "kinds texts")


def _table(texts: list[Text]) -> Element:
    """Count the notes by kind and text."""
    counts: Mapping[str, Counter[str]] = {
        text.record.id: Counter(note.kind for note in text.notes) for text in texts
    }
    kinds = [kind for kind in NOTE_KINDS if any(found[kind] for found in counts.values())]
    head = make(
        "tr",
        make("th", "Kind", scope="col"),
        *(make("th", text.record.id, scope="col") for text in texts),
        make("th", "all", scope="col"),
    )
    rows = []
    for kind in kinds:
        numbers = [found[kind] for found in counts.values()]
        cells = [make("td", f"{number}") for number in (*numbers, sum(numbers))]
        rows.append(make("tr", make("th", NOTE_KINDS[kind].label, scope="row"), *cells))
    totals = [sum(found.values()) for found in counts.values()]
    cells = [make("td", f"{number}") for number in (*totals, sum(totals))]
    rows.append(make("tr", make("th", "all", scope="row"), *cells))
    table = make("table", make("thead", head), make("tbody", *rows), class_="counts")
    summary = make("summary", "Notes by kind and text")
    return make("details", summary, table, class_="places")


def _section(text: Text, setting: NoteSetting) -> Element:
    page = setting.targets.pages.get(text.record.id, "")
    made = []
    for note in text.notes:
        link = make("a", note.id, href=f"{page}#{note_dom_id(note.id)}", class_="note__no")
        link.set("aria-label", f"{text.record.id} {note.id}, in the text")
        name = f"{text.record.id}-{note.id}"
        made.append(note_element(text.record.id, note, setting, name, [link]))
    title = make("span", text.record.title.de, lang="de", translate="no")
    heading = make("h2", title, id=f"notes-{text.record.id}")
    said = make("p", count(len(made), "note", "notes"), class_="kicker")
    section = make("section", heading, said, *made, class_="all-notes__text")
    section.set("data-text", text.record.id)
    return section
