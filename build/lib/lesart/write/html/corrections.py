"""Render the corrections of the edition: what later research sees otherwise, told once."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from lesart.annotation.notes import CORRECTIONS
from lesart.core.elements import make, spaced
from lesart.core.references import dom_id, note_dom_id, parse_reference
from lesart.model import Correction, Edition, Note
from lesart.view.addresses import correction_id
from lesart.view.prose import Targets
from lesart.view.xhtml import paragraphs


def corrections(edition: Edition, targets: Targets) -> Element:
    """Render all corrections, each with the notes that tell it and the places it concerns."""
    notes = {(text.record.id, note.id): note for text in edition.texts for note in text.notes}
    titles = {text.record.id: text.record.title.de for text in edition.texts}
    entries = [_entry(one, notes, titles, targets) for one in edition.corrections]
    return make("div", _index(edition), *entries, class_="corrections")


def _index(edition: Edition) -> Element:
    items = [
        make("li", make("a", one.title, href=f"#{correction_id(one)}"))
        for one in edition.corrections
    ]
    return make("nav", make("ol", *items), class_="corrections__index", aria_label="Corrections")


def _entry(
    one: Correction,
    notes: Mapping[tuple[str, str], Note],
    titles: Mapping[str, str],
    targets: Targets,
) -> Element:
    number = make("span", f"{one.number}", class_="corrections__no")
    heading = make("h2", number, " ", make("span", one.title), id=correction_id(one))
    told = [_told(text_id, note_id, notes, targets) for text_id, note_id in one.notes]
    rows = [("Told in", told), *_places(one, titles, targets)]
    facts = [
        make("div", make("dt", name), " ", make("dd", *spaced(*parts))) for name, parts in rows
    ]
    body = paragraphs(one.body, targets, CORRECTIONS)
    return make("section", heading, *body, make("dl", *spaced(*facts), class_="entry__facts"))


def _told(
    text_id: str, note_id: str, notes: Mapping[tuple[str, str], Note], targets: Targets
) -> Element:
    note = notes.get((text_id, note_id))
    words = f", ‘{note.english}’" if note and note.english else ""
    link = make("a", f"{text_id} {note_id}{words}")
    link.set("href", f"{targets.pages.get(text_id, '')}#{note_dom_id(note_id)}")
    return link


def _places(
    one: Correction, titles: Mapping[str, str], targets: Targets
) -> list[tuple[str, list[Element]]]:
    """Group the places of a correction by text."""
    groups: dict[str, list[Element]] = {}
    for written in one.places:
        if (place := parse_reference(written)) and place.text in targets.pages:
            address = f"{targets.pages[place.text]}#{dom_id(place.first)}"
            link = make("a", written.partition(":")[2], href=address, aria_label=written)
            groups.setdefault(place.text, []).append(link)
    return [
        (text_id, [make("cite", titles[text_id], lang="de", translate="no"), *links])
        for text_id, links in groups.items()
    ]
