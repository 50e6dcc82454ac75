"""Render the index of names as TEI: lists by kind, and a link from each name to its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from lesart.model import Edition, Name, NameKind, Text
from lesart.references import dom_id, note_dom_id
from lesart.render.name_places import found_in
from lesart.render.tei_make import tei

# For each kind: its list, its entry, and what holds a name in it.
_TAGS: Mapping[NameKind, tuple[str, str, str]] = {
    "person": ("listPerson", "person", "persName"),
    "group": ("listPerson", "personGrp", "persName"),
    "organisation": ("listOrg", "org", "orgName"),
    "place": ("listPlace", "place", "placeName"),
    "work": ("listBibl", "bibl", "title"),
    "event": ("listEvent", "event", "label"),
}


def name_lists(text: Text, edition: Edition) -> Iterator[Element]:
    """Render the names of a text, and where they stand in it; of a withheld text there are none."""
    places = {} if text.withheld else found_in(text)
    names = [name for name in edition.names if name.id in places]
    for tag in dict.fromkeys(_TAGS[name.kind][0] for name in names):
        yield tei(tag, *(_entry(name) for name in names if _TAGS[name.kind][0] == tag))
    if not names:
        return
    units = {
        id_: dom_id(u.segments[0]) for row in text.rows for u in row.units for id_ in u.segments
    }
    links = []
    for name in names:
        found = places[name.id]
        targets = [dom_id(id_) for id_ in found.segments]
        targets += [f"{units[id_]}-en" for id_ in found.segments if id_ in units]
        targets += [note_dom_id(id_) for id_ in found.notes]
        pointers = " ".join(f"#{target}" for target in dict.fromkeys(targets))
        links.append(tei("link", target=f"#{_id(name)} {pointers}"))
    yield tei("linkGrp", *links, type="names")


def _id(name: Name) -> str:
    return f"name-{name.id}"


def _entry(name: Name) -> Element:
    _, entry, tag = _TAGS[name.kind]
    headings = [tei(tag, name.heading.de, xml_lang="de"), tei(tag, name.heading.en, xml_lang="en")]
    about = [tei("note", name.about)] if name.about else []
    record = [tei("idno", name.same_as, type="URI")] if name.same_as else []
    return tei(entry, *record, *headings, *about, xml_id=_id(name))
