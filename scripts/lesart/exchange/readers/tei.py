"""
Read TEI: all texts of a file in their order, with front and back matter.

Of several readings one is the text (a correction, a regular form, an expansion, the lemma, an
addition), and the others are named as left out. Our own documents give back the text they were
written from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lesart.core.findings import Finding
from lesart.exchange.readers.asked import USUAL, Asked
from lesart.exchange.readers.line_ends import join_line_ends
from lesart.exchange.readers.omissions import Omission
from lesart.exchange.readers.places import broken, place
from lesart.exchange.readers.roles import Block
from lesart.exchange.readers.tei_readings import (
    ID,
    PREFERRED,
    TRANSCRIBED,
    is_author_note,
    other_sides,
)
from lesart.exchange.readers.tei_walk import Walk, key_of
from lesart.exchange.xml_data import local_name, parse_xml

_TEXTS = ("text", "group", "body", "front", "back")


def read_tei(data: bytes, path: str, asked: Asked = USUAL) -> Iterator[Block | Finding | Omission]:
    """Read the texts of a TEI file; the author's notes come last, and other notes are left out."""
    root = parse_xml(data, place(path), "A001")
    texts = list(_texts(root))
    if not texts:
        raise broken(place(path), "the file has no TEI body")
    ours = _is_ours(root)
    if ours:
        yield from _without_back(root)
    called = frozenset(_called(texts))
    readings = TRANSCRIBED if asked.transcribed else PREFERRED
    walk = Walk(called, _anchors(texts, called), readings, other_sides(root, asked.language))
    running = [block for text in texts for block in walk.read(text)]
    blocks, told = join_line_ends([*running, *walk.notes], place(path))
    yield from (replace(block, exact=ours) for block in blocks)
    yield from walk.omitted
    yield from told


def _texts(root: Any) -> Iterator[Any]:
    """Give the outermost texts, those of every part of a corpus among them."""
    for kind in _TEXTS:
        found = [one for one in root.iter(f"{{*}}{kind}") if _is_outermost(one)]
        if found:
            yield from found
            return


def _is_outermost(element: Any) -> bool:
    above = [local_name(one) for one in element.iterancestors()]
    return not set(_TEXTS) & set(above) and "teiHeader" not in above


def _is_ours(root: Any) -> bool:
    return root.find("{*}teiHeader//{*}publicationStmt/{*}idno[@type='lesart']") is not None


def _without_back(root: Any) -> Iterator[Omission]:
    """Take what an edition of ours has added out of a document of its own: all of the back."""
    for back in root.findall("{*}text/{*}back"):
        words = "".join(back.itertext())
        yield Omission("what the editors added (back)", words, back.sourceline or 0)
        back.getparent().remove(back)


def _called(texts: list[Any]) -> Iterator[str]:
    """Give the ids that references point at."""
    for text in texts:
        for one in text.iter("{*}ref", "{*}ptr"):
            target = (one.get("target") or "").strip()
            if target.startswith("#"):
                yield target[1:]


def _anchors(texts: list[Any], called: frozenset[str]) -> dict[str, str]:
    """Give the key of each note of the author by what leads to it."""
    found: dict[str, str] = {}
    referring = {
        own for text in texts for one in text.iter("{*}ref", "{*}ptr") if (own := one.get(ID))
    }
    for text in texts:
        for note in text.iter("{*}note"):
            if not is_author_note(note, called):
                continue
            if own := note.get(ID):
                found[f"#{own}"] = key_of(note)
            for target in (note.get("target") or "").split():
                if target.startswith("#") and target[1:] not in referring:
                    found[target[1:]] = key_of(note)
    return found
