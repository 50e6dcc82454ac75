"""
Write the notes of a text as W3C Web Annotations (JSON-LD), so that other programs can show them.

A note annotates the fragment of the page that is its sentence, refined by a quotation of its words
where the audience can see them: as they stand in the text of the page, which has the marks of notes
between them. See the Web Annotation Data Model and Vocabulary of 2017.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import tostring

from lesart import __version__
from lesart.core.references import dom_id, note_dom_id, paragraph_of
from lesart.model import Edition, Note, Person, Text
from lesart.view.calls import SIDES, Call, calls_on_pages
from lesart.view.prose import Targets
from lesart.view.record import rights_address, written_name
from lesart.view.sentences import TextView, text_view
from lesart.view.stretches import place_words, within_stretch
from lesart.view.targets import edition_targets
from lesart.view.terms import term_places
from lesart.view.xhtml import paragraphs, source_list

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"version": "http://schema.org/version"})
MEDIA_TYPE = 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"'
FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236"
AROUND = 3
LONGEST = 11
JSON = dict[str, Any]
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
    both, more = calls_on_pages(text)
    view = text_view(text, term_places(text), calls=(*both, *more))
    calls: dict[str, list[Call]] = {}
    for call in both:
        calls.setdefault(call.note.id, []).append(call)
    items = [
        {
            **_annotation(note, page, targets),
            "target": list(_targets(text, note, calls.get(note.id, ()), page, view)),
            **about,
        }
        for note in text.notes
    ]
    collection: JSON = {
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


def _annotation(note: Note, page: str, targets: Targets) -> JSON:
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
    }


def _targets(
    text: Text, note: Note, calls: Sequence[Call], page: str, view: TextView
) -> Iterator[JSON]:
    """Point at the words behind which a note is called on each side, or else at its place."""
    quoting = [call for call in calls if call.words]
    for call in quoting:
        suffix = "" if call.side == SIDES[0] else "-en"
        quoted = _quoted(text, call, view)
        yield _target(page, f"{dom_id(note.at)}{suffix}", quoted, call.side)
    if not quoting:
        yield _target(page, dom_id(note.at))


def _target(
    page: str, fragment: str, quoted: dict[str, str] | None = None, language: str = ""
) -> JSON:
    selector: JSON = {
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


def _quoted(text: Text, call: Call, view: TextView) -> dict[str, str]:
    """Quote the words of a note as they stand on the page, with what stands around them there."""
    at = call.note.at
    (row,) = (row for row in text.rows if row.id == paragraph_of(at))
    held = place_words(row, at, call.side, view)
    end = held.starts[call.place] + call.at
    within, start, end = within_stretch(held, end - len(call.words), end)
    return quotation(within[start:end], within, start)


def quotation(words: str, within: str, start: int) -> dict[str, str]:
    """
    Quote *words*, which begin at *start*, with up to three words on either side, eleven in all.

    >>> quotation("four five", "one two three four five six seven", 14)
    {'exact': 'four five', 'prefix': 'one two three ', 'suffix': ' six seven'}
    """
    before, after = within[:start], within[start + len(words) :]
    for room in range(AROUND, 0, -1):
        prefix = re.search(rf"(?:\S+\s+){{0,{room}}}\S*\Z", before)
        suffix = re.match(rf"\S*(?:\s+\S+){{0,{room}}}", after)
        parts = {"prefix": prefix[0] if prefix else "", "suffix": suffix[0] if suffix else ""}
        if len(_WORD.findall("".join((parts["prefix"], words, parts["suffix"])))) <= LONGEST:
            return {"exact": words, **{name: part for name, part in parts.items() if part.strip()}}
    return {"exact": words}
