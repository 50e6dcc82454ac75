"""
Write the notes of a text as W3C Web Annotations (JSON-LD), so that other programs can show them.

A note annotates the fragment of the page that is its sentence, refined by a quotation of its words
where the audience can see them; see the Web Annotation Data Model and Vocabulary of 2017.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import tostring

from lesart import __version__
from lesart.core.references import dom_id, note_dom_id
from lesart.model import Edition, Language, Note, Person, Text
from lesart.view.prose import Targets, paragraphs
from lesart.view.record import rights_address, written_name
from lesart.view.targets import edition_targets
from lesart.write.html.notes import source_list

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"version": "http://schema.org/version"})
MEDIA_TYPE = 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"'
FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236"
AROUND = 3
LONGEST = 11
_WORD = re.compile(r"[^\W\d_]+")


def write_annotations(text: Text, edition: Edition, base: str = "") -> str:
    """
    Write one collection with one page of annotations.

    *base* is the address of the site, with a slash at its end; where it is not known, addresses
    are relative to the file, which stands in a folder of the site's root.
    """
    root = base or "../"
    page = f"{root}texts/{text.record.id}/"
    name = f"{root}annotations/{text.record.id}.jsonld"
    editors = [_agent(person) for person in edition.record.editors]
    about = {
        **({"creator": editors} if editors else {}),
        "rights": rights_address(edition.record.licence),
        "version": text.record.version,
    }
    targets = edition_targets(
        edition,
        {one.record.id: f"{root}texts/{one.record.id}/" for one in edition.texts},
        f"{root}glossary/",
    )
    items = [{**_annotation(text, note, page, targets), **about} for note in text.notes]
    collection: dict[str, Any] = {
        "@context": list(CONTEXT),
        "id": name,
        "type": "AnnotationCollection",
        "label": f"Notes on {text.record.title.de}",
        "total": len(items),
        **about,
        "generator": {
            "id": f"{root}",
            "type": "Software",
            "name": f"Lesart {__version__}",
        },
        "first": {
            "id": f"{name}#notes",
            "type": "AnnotationPage",
            "partOf": name,
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _agent(person: Person) -> dict[str, str]:
    """Name a person; a family name alone is that of a body."""
    kind = "Person" if person.given else "Organization"
    return {"type": kind, "name": written_name(person)}


def _annotation(text: Text, note: Note, page: str, targets: Targets) -> dict[str, Any]:
    said = [*paragraphs(note.body, targets, note.path), *source_list(note, targets)]
    html = "".join(tostring(part, "unicode", method="html") for part in said)
    body = [
        {
            "type": "TextualBody",
            "value": re.sub(r"<span>([^<]*)</span>", r"\1", html),
            "format": "text/html",
            "language": "en",
            "purpose": "commenting",
        },
        {"type": "TextualBody", "value": note.kind, "purpose": "tagging"},
    ]
    return {
        "id": f"{page}#{note_dom_id(note.id)}",
        "type": "Annotation",
        "motivation": "commenting",
        "body": body,
        "target": list(_targets(text, note, page)),
    }


def _targets(text: Text, note: Note, page: str) -> Iterator[dict[str, Any]]:
    sides: tuple[tuple[Language, str], ...] = (("de", note.german), ("en", note.english))
    found = False
    for language, words in sides:
        there = _words_at(text, note, language)
        if words and words in there:
            found = True
            suffix = "" if language == "de" else "-en"
            yield _target(page, f"{dom_id(note.at)}{suffix}", quotation(words, there), language)
    if not found:
        yield _target(page, dom_id(note.at))


def _target(
    page: str, fragment: str, quoted: dict[str, str] | None = None, language: str = ""
) -> dict[str, Any]:
    selector: dict[str, Any] = {
        "type": "FragmentSelector",
        "conformsTo": FRAGMENTS,
        "value": fragment,
    }
    if quoted:
        selector["refinedBy"] = {"type": "TextQuoteSelector", **quoted}
    return {
        "type": "SpecificResource",
        "source": page,
        **({"language": language} if language else {}),
        "selector": selector,
    }


def _words_at(text: Text, note: Note, language: Language) -> str:
    """Give the words in which a note's own are looked for; none where the audience sees none."""
    for row in text.rows:
        if language == "de":
            there = [s.text or "" for s in row.segments if note.at in (s.id, row.id)]
        else:
            there = [u.text for u in row.units if note.at in u.segments or note.at == row.id]
        if there:
            return " ".join(there)
    return ""


def quotation(words: str, within: str) -> dict[str, str]:
    """
    Quote *words* with up to three words before and behind them, eleven in all.

    >>> quotation("four five", "one two three four five six seven")
    {'exact': 'four five', 'prefix': 'one two three ', 'suffix': ' six seven'}
    """
    start = within.index(words)
    before, after = within[:start], within[start + len(words) :]
    for room in range(AROUND, 0, -1):
        prefix = re.search(rf"(?:\S+\s+){{0,{room}}}\S*\Z", before)
        suffix = re.match(rf"\S*(?:\s+\S+){{0,{room}}}", after)
        parts = {"prefix": prefix[0] if prefix else "", "suffix": suffix[0] if suffix else ""}
        if len(_WORD.findall("".join((parts["prefix"], words, parts["suffix"])))) <= LONGEST:
            return {"exact": words, **{name: part for name, part in parts.items() if part.strip()}}
    return {"exact": words}
