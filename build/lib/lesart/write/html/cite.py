"""
Render what a page needs so that any place of its text can be cited.

The section shows the text as a whole in every style, without a script. The templates for the
dialog stand in an attribute as JSON, so that the page asks for nothing; `cite.js` fills them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from lesart.citing import (
    ADDRESS,
    EMPHASIS,
    LOCATOR,
    OPTIONAL,
    STYLES,
    WORDS,
    CitedPlace,
    fill,
    write_item,
)
from lesart.citing.items import described
from lesart.citing.styles import KINDS, Templates
from lesart.core.elements import make, spaced
from lesart.model import EditionRecord, Record, Run, Text
from lesart.view.xhtml import runs

KEY = "\ue007"
NO_DAY = date(1601, 2, 3)
_MANAGERS = ("bibtex", "biblatex", "ris", "csl-json")
_ACCESS = {"en": "[date of access]", "de": "[Datum des Zugriffs]"}


def cite_section(
    text: Text, edition: EditionRecord, made: Templates, address: str, with_files: bool
) -> Element:
    """
    Render *Cite this text*; *address* is that of the page, empty where the site has none.

    *with_files* says that files for reference managers stand beside the page.
    """
    items: list[Element] = []
    for name, style in STYLES.items():
        template = made[name]["both"]
        parts = [template.cited, template.entry]
        said = [
            make("dd", *runs(_runs(fill(_marked(words), "", address, _ACCESS[style.lang]))))
            for words in parts
        ]
        for one in said:
            one.set("lang", style.lang)
        items.append(make("div", make("dt", style.name), *spaced(*said)))
    heading = make("h2", "Cite this text", id="cite-this-text")
    how = (
        "Add the number of the paragraph, and of the sentence where one is meant: "
        "para. 3, sentence 4; Abs. 3, Satz 4. The numbers hold for both languages."
    )
    notes = [make("p", how)]
    if not address:
        notes.append(make("p", "This copy of the edition has no public address to cite."))
    if with_files:
        files = "Files for reference managers stand below, under “Take it with you”."
        notes.append(make("p", files))
    data = make("div", hidden="hidden", id="cite-data", data_cite=_data(text, edition, made))
    body = make("dl", *items)
    return make("section", heading, *notes, body, data, class_="citing", data_search_exclude="")


def whole_text(text: Text) -> CitedPlace:
    """Name the whole of a text, in its version where that was released."""
    version = text.record.version
    known = any(version == released for released, _ in text.history.releases)
    return CitedPlace(text.record.id, version=version if known else "")


def _marked(template: str) -> str:
    return template.replace(EMPHASIS[0], "\ue008").replace(EMPHASIS[1], "\ue009")


def _runs(words: str) -> list[Run]:
    """Cut words at the marks of emphasis."""
    made: list[Run] = []
    for number, part in enumerate(words.replace("\ue009", "\ue008").split("\ue008")):
        if part:
            made.append(Run(part, emphasis=number % 2 == 1))
    return made


def _data(text: Text, edition: EditionRecord, made: Templates) -> str:
    record = text.record
    speakers = {
        row.id: [record.speakers[row.speaker].name.de, record.speakers[row.speaker].name.en]
        for row in text.rows
        if row.speaker in record.speakers
    }
    data: Mapping[str, Any] = {
        "text": record.id,
        "version": whole_text(text).version,
        "words": WORDS,
        "styles": {
            name: [style.name, style.words, style.dates, style.lang]
            for name, style in STYLES.items()
        },
        "made": {
            name: {kind: [one.cited, one.entry] for kind, one in made[name].items()}
            for name in STYLES
        },
        "files": {
            format_: {kind: _file(record, edition, kind, format_) for kind in KINDS}
            for format_ in _MANAGERS
        },
        "speakers": speakers,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _file(record: Record, edition: EditionRecord, kind: Any, format_: Any) -> str:
    """Make the template of a record for reference managers, the day of access 1601-02-03 in it."""
    of_note = kind == "note"
    item = described(record, edition, KEY, "both" if of_note else kind, of_note, LOCATOR)
    item["note"] = item["note"].replace(f"{LOCATOR}. ", f"{OPTIONAL[0]}{LOCATOR}. {OPTIONAL[1]}")
    item |= {"URL": ADDRESS}
    item["accessed"] = {"date-parts": [[NO_DAY.year, NO_DAY.month, NO_DAY.day]]}
    return write_item(item, format_).rstrip()
