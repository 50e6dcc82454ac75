"""
Write the edition as Distributed Text Services 1.0, Level 0: a folder of static files.

Each answer of the interface is one file, and the templates of the entry point lead to it. What a
server would read from a query stands in the path: `;down=1` for the depth. The edition is one
collection, each text one resource with one citation tree of paragraphs and sentences. The documents
are TEI, written by another; here they have their paths.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lesart.core.references import LINES
from lesart.model import Edition, Text
from lesart.view.addresses import address
from lesart.view.speakers import speaker_of
from lesart.write.data.dts_metadata import edition_core, text_core

CONTEXT = "https://dtsapi.org/context/v1.0.json"
VERSION = "1.0"
TEI = "application/tei+xml"
ENTRY = "dts/index.json"
DEEPEST = 2
_ALWAYS = ("lead", "paragraph", "turn")
_PERHAPS = ("heading", "verse", "quote", "item", "stage", "note")


@dataclass(frozen=True, slots=True)
class Unit:
    """Name one place that can be cited; `parent` is empty for a paragraph."""

    id: str
    kind: str
    parent: str = ""
    speaker: str = ""

    def written(self) -> dict[str, Any]:
        """Write the unit as a `CitableUnit`."""
        data: dict[str, Any] = {
            "@type": "CitableUnit",
            "identifier": self.id,
            "level": 2 if self.parent else 1,
            "parent": self.parent or None,
            "citeType": self.kind,
        }
        if self.speaker:
            data["dublinCore"] = {"contributor": [{"lang": "de", "value": self.speaker}]}
        return data


def units(text: Text) -> list[Unit]:
    """List the paragraphs and sentences of a text, each paragraph before its sentences."""
    found: list[Unit] = []
    for row in text.rows:
        speaker = speaker_of(row, text)
        found.append(Unit(row.id, row.role, "", speaker.name.de if speaker else ""))
        if row.id not in LINES:
            found += [Unit(segment.id, _below(row.role), row.id) for segment in row.segments]
    return found


def _below(role: str) -> str:
    """Name what a paragraph is cut into."""
    return "line" if role == "verse" else "sentence"


def _tree(text: Text) -> dict[str, Any]:
    """Describe how a text is cited; of the rarer kinds, those that it has."""
    there = {row.role for row in text.rows}
    cut = [*_ALWAYS, *(role for role in _PERHAPS if role in there)]
    return {
        "@type": "CitationTree",
        "citeStructure": [
            {"@type": "CiteStructure", "citeType": "title"},
            *(
                {
                    "@type": "CiteStructure",
                    "citeType": kind,
                    "citeStructure": [{"@type": "CiteStructure", "citeType": _below(kind)}],
                }
                for kind in cut
            ),
            {"@type": "CiteStructure", "citeType": "lacuna"},
            {"@type": "CiteStructure", "citeType": "author"},
        ],
    }


def collection_id(edition: Edition) -> str:
    """Name the collection of all texts as no text is named."""
    name = "edition"
    while name in edition.record.texts:
        name += "-all"
    return name


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Make every file but the documents: its path relative to the site, and its bytes."""
    yield ENTRY, _entry(edition, ENTRY)
    yield from _collections(edition)
    for text in edition.texts:
        yield from _navigation(text, edition)


def _entry(edition: Edition, here: str) -> bytes:
    def template(path: str) -> str:
        return address(path, here, edition.address)

    return _written(
        {
            "@id": address(here, here, edition.address),
            "@type": "EntryPoint",
            "collection": template("dts/collection") + "{/id,nav}.json",
            "navigation": template("dts/navigation/") + "{resource}{;down}{/ref}.json",
            "document": template("dts/document/") + "{resource}{/ref}.xml",
        }
    )


def _collections(edition: Edition) -> Iterator[tuple[str, bytes]]:
    root = collection_id(edition)

    def whole(here: str, members: bool) -> dict[str, Any]:
        listed = {"member": [_resource(text, edition, here) for text in edition.texts]}
        return {**_collection(edition, here), **(listed if members else {"member": []})}

    for here in ("dts/collection.json", f"dts/collection/{root}.json"):
        yield here, _written(whole(here, True))
    for nav in ("children", "parents"):
        here = f"dts/collection/{root}/{nav}.json"
        yield here, _written(whole(here, nav == "children"))
    for text in edition.texts:
        here = collection_path(text.record.id)
        yield here, _written(_resource(text, edition, here))
        for nav in ("children", "parents"):
            here = f"dts/collection/{text.record.id}/{nav}.json"
            member = [_collection(edition, here)] if nav == "parents" else []
            yield here, _written({**_resource(text, edition, here), "member": member})


def _collection(edition: Edition, here: str) -> dict[str, Any]:
    root = collection_id(edition)
    return {
        "@id": root,
        "@type": "Collection",
        "title": edition.record.title.en,
        "totalParents": 0,
        "totalChildren": len(edition.texts),
        "collection": address(f"dts/collection/{root}", here, edition.address) + "{/nav}.json",
        "dublinCore": edition_core(edition),
    }


def _resource(text: Text, edition: Edition, here: str) -> dict[str, Any]:
    id_ = text.record.id
    return {
        **_endpoints(text, edition, here),
        "title": text.record.title.en,
        "description": f"{text.record.kind.en}, German and English",
        "totalParents": 1,
        "totalChildren": 0,
        "dublinCore": text_core(text, edition),
        "download": address(f"downloads/{id_}.tei.xml", here, edition.address),
        "mediaTypes": [TEI],
    }


def _endpoints(text: Text, edition: Edition, here: str) -> dict[str, Any]:
    """Give what every mention of a resource must hold."""
    id_ = text.record.id

    def template(path: str, rest: str) -> str:
        return address(f"dts/{path}/{id_}", here, edition.address) + rest

    return {
        "@id": id_,
        "@type": "Resource",
        "collection": template("collection", "{/nav}.json"),
        "navigation": template("navigation", "{;down}{/ref}.json"),
        "document": template("document", "{/ref}.xml"),
        "citationTrees": [_tree(text)],
    }


def _navigation(text: Text, edition: Edition) -> Iterator[tuple[str, bytes]]:
    id_ = text.record.id
    listed = units(text)
    tree = {unit.id: unit.written() for unit in listed}

    def answer(path: str, ref: str, member: Sequence[str] | None) -> tuple[str, bytes]:
        here = f"dts/navigation/{path}.json"
        data: dict[str, Any] = {
            "@id": address(here, here, edition.address),
            "@type": "Navigation",
            "resource": _endpoints(text, edition, here),
        }
        data |= {"ref": tree[ref]} if ref else {}
        data |= {"member": [tree[one] for one in member]} if member is not None else {}
        return here, _written(data)

    top = [unit.id for unit in listed if not unit.parent]
    for down, member in ((1, top), (DEEPEST, list(tree)), (-1, list(tree))):
        yield answer(f"{id_};down={down}", "", member)
    below: dict[str, list[str]] = {}
    for unit in listed:
        below.setdefault(unit.parent, []).append(unit.id)
    for unit in listed:
        subtree = [unit.id, *below.get(unit.id, ())]
        yield answer(f"{id_}/{unit.id}", unit.id, None)
        yield answer(f"{id_};down=0/{unit.id}", unit.id, below[unit.parent])
        for down in (1, -1):
            yield answer(f"{id_};down={down}/{unit.id}", unit.id, subtree)


def document_path(text_id: str, ref: str = "", suffix: str = "xml") -> str:
    """
    Give the path of the document of a text or of a place in it, relative to the site.

    >>> document_path("siemons"), document_path("siemons", "3.4", "json")
    ('dts/document/siemons.xml', 'dts/document/siemons/3.4.json')
    """
    return f"dts/document/{text_id}{'/' if ref else ''}{ref}.{suffix}"


def collection_path(text_id: str) -> str:
    """Give the path of what is said of a text, relative to the site."""
    return f"dts/collection/{text_id}.json"


def _written(data: dict[str, Any]) -> bytes:
    whole = {"@context": CONTEXT, "dtsVersion": VERSION, **data}
    return (json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
