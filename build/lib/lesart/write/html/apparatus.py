"""
Render the apparatus of a text: each place where the reading text and its witness part, or might.

The words themselves show either reading, by a choice that style rules read.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.core.elements import make, shown, spaced
from lesart.core.references import dom_id
from lesart.model import ApparatusEntry, Text
from lesart.view.record import raw_lines, siglum_of
from lesart.write.html.choice import box, switch, switches

WORDS = (("reading", "Reading text"), ("transmitted", "As transmitted"))
SAID = {
    "emendation": "faults of transmission that the reading text corrects",
    "kept": "doubtful readings that were kept",
    "lacuna": "words that are lost",
    "omission": "lines of the witness that are no part of the text",
}


def apparatus(text: Text, textual: str = "") -> list[Element]:
    """List the entries of a text, each linked with its place; the page *textual* says more."""
    if not text.apparatus:
        return []
    kinds = [SAID[kind] for kind in SAID if any(one.kind == kind for one in text.apparatus)]
    more = [make("a", "Textual introduction", href=textual)] if textual else []
    said = make("p", *spaced(make("span", f"The apparatus lists {'; '.join(kinds)}."), *more))
    entries = [_entry(text, entry, siglum_of(text)) for entry in text.apparatus]
    heading = make("h2", "Apparatus", id="apparatus")
    return [make("section", heading, said, make("ol", *entries), class_="apparatus")]


def words_choice() -> Element:
    """Render the choice whether emended words show as they read or as they were transmitted."""
    labels = [
        switch(box("radio", "words", value, value == "reading"), make("span", words))
        for value, words in WORDS
    ]
    return switches("Emended words", labels)


def _entry(text: Text, entry: ApparatusEntry, siglum: str) -> Element:
    parts = {
        "emendation": _emendation,
        "kept": _kept,
        "lacuna": _lacuna,
        "omission": _omission,
    }[entry.kind](entry, siglum)
    parts.append(make("span", entry.reason, class_="reason"))
    if entry.kind == "emendation" and text.original == "present":
        label = f"Back to {entry.at} in the text"
        parts.append(make("a", "↩", href=f"#{entry.id}-at", class_="back", aria_label=label))
    place = make("span", "–", class_="ref")
    if entry.at:
        place = make("a", entry.at, href=f"#{dom_id(entry.at)}", class_="ref")
    said = make("span", *spaced(*parts), class_="entry")
    return make("li", place, " ", said, id=entry.id)


def _emendation(entry: ApparatusEntry, siglum: str) -> list[Element]:
    return [
        make("b", entry.emended or "[words left out]", lang="de", translate="no"),
        make("span", "transmitted as"),
        _quoted(entry.reading),
        make("span", f"{_lines(entry, siglum)}:"),
    ]


def _kept(entry: ApparatusEntry, siglum: str) -> list[Element]:
    said = [make("b", entry.reading, lang="de", translate="no")]
    if entry.emended:
        return [*said, make("span", "kept; considered"), _quoted(entry.emended), make("span", "–")]
    return [*said, make("span", "kept –")]


def _lacuna(entry: ApparatusEntry, siglum: str) -> list[Element]:
    return [make("b", "Lacuna"), make("span", "–")]


def _omission(entry: ApparatusEntry, siglum: str) -> list[Element]:
    return [make("b", "Left out"), make("span", f"{_lines(entry, siglum)}:")]


def _lines(entry: ApparatusEntry, siglum: str) -> str:
    return f"({siglum}, {raw_lines(entry)})" if siglum else f"({raw_lines(entry)})"


def _quoted(words: str) -> Element:
    return make("q", shown(words), lang="de", translate="no")
