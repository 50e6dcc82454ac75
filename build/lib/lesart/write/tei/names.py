"""Render the index of names as TEI: lists by kind, and a link from each name to its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from lesart.core.references import dom_id, note_dom_id
from lesart.core.web_address import linked
from lesart.model import Edition, Name, NameKind, Text
from lesart.write.tei.elements import tei
from lesart.write.tei.rows import unit_id

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
    sides = (text.named.german, text.named.english, text.named.notes)
    standing = set() if text.withheld else {one.term for side in sides for one in side}
    names = [name for name in edition.names if name.id in standing]
    for tag in dict.fromkeys(_TAGS[name.kind][0] for name in names):
        yield tei(tag, *(_entry(name) for name in names if _TAGS[name.kind][0] == tag))
    if not names:
        return
    yield tei("linkGrp", *(_link(name, text) for name in names), type="names")


def _link(name: Name, text: Text) -> Element:
    """Point from a name to every sentence, unit and note that has it."""
    units = {unit.ids: unit_id(unit) for row in text.rows for unit in row.units}
    named = text.named
    targets = [dom_id(one.unit) for one in named.german if one.term == name.id]
    english = [one.unit for one in named.english if one.term == name.id]
    targets += [units[ids] for ids in english if ids in units]
    targets += [note_dom_id(one.unit) for one in named.notes if one.term == name.id]
    pointers = " ".join(f"#{target}" for target in dict.fromkeys(targets))
    return tei("link", target=f"#{_id(name)} {pointers}")


def _id(name: Name) -> str:
    return f"name-{name.id}"


def _entry(name: Name) -> Element:
    _, entry, tag = _TAGS[name.kind]
    headings = [tei(tag, name.heading.de, xml_lang="de"), tei(tag, name.heading.en, xml_lang="en")]
    about = [tei("note", name.about)] if name.about else []
    record = [tei("idno", name.same_as, type="URI")] if linked(name.same_as) else []
    return tei(entry, *headings, *record, *about, xml_id=_id(name))
