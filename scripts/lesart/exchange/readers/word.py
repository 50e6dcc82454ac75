"""
Read a Word file (Office Open XML) from its XML, so that no words of a paragraph are passed over.

Tracked changes are read as if they were accepted: insertions and the new places of what was moved
are text, deletions and the old places are not. Content controls, fields, links, text boxes and
tables in tables are read; of a picture in two versions the first one. What stands beside the text
(comments, heads and feet of pages, diagrams) is left out, with its words.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from lesart.core.findings import Finding
from lesart.exchange.readers.archive import Archive
from lesart.exchange.readers.omissions import Omission
from lesart.exchange.readers.places import broken, left_out, place
from lesart.exchange.readers.roles import Block
from lesart.exchange.readers.word_beside import attribute, words_in
from lesart.exchange.readers.word_walk import WordWalk
from lesart.exchange.xml_data import local_name, parse_xml

_MAIN = "/officeDocument"
_CHANGES = {
    "ins": "insertions", "moveTo": "moves", "del": "deletions", "moveFrom": "moves",
    "cellIns": "insertions", "cellDel": "deletions",
}  # fmt: skip
_NOTES = ("footnote", "endnote")
_BESIDE = {
    "comments": "comments", "header": "heads of pages", "footer": "feet of pages",
    "diagramData": "diagrams", "chart": "charts",
}  # fmt: skip


def read_docx(data: bytes, path: str) -> Iterator[Block | Finding | Omission]:
    """Read the paragraphs of a Word file; tracked changes and what is left out are named."""
    archive = Archive(data, path)
    part = next((to for kind, to in _relations(archive, "") if kind.endswith(_MAIN)), "")
    if not part:
        message = "this is no Word document: it does not say which part is its text"
        raise broken(place(path, "_rels/.rels"), message, "save the file anew as .docx")
    root = parse_xml(archive.part(part), place(path, part), "A001")
    body = root.find("{*}body")
    if body is None:
        raise broken(place(path, part), "this is no Word document: it has no body")
    parts = _parts(archive, part)
    walk = WordWalk(_style_names(archive, parts))
    yield from walk.read(body)
    changes = Counter(local_name(one) for one in body.iter())
    for kind in _NOTES:
        for name in parts.get(f"{kind}s", ()):
            found = parse_xml(archive.part(name), place(path, name), "A001")
            changes.update(local_name(one) for one in found.iter())
            yield from _notes(walk, found, kind)
    yield from _changed(changes, path)
    yield from walk.omissions
    for name, kind in _BESIDE.items():
        for found in parts.get(name, ()):
            yield from _beside(archive, found, kind)


def _relations(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """Give the kinds and targets of what a part says that it belongs to, or has beside it."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if part and listed not in archive:
        return
    for one in parse_xml(archive.part(listed), place(archive.path, listed), "A001"):
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target") or ""))
            found = target.lstrip("/")
            yield one.get("Type") or "", found if found in archive else unquote(found)


def _parts(archive: Archive, part: str) -> dict[str, list[str]]:
    """List the parts beside the text by their kind, as its relations or their usual names say."""
    found: dict[str, list[str]] = {}
    for kind, target in _relations(archive, part):
        known = found.setdefault(kind.rpartition("/")[2], [])
        if target in archive and target not in known:
            known.append(target)
    for kind in ("styles", "comments", *(f"{note}s" for note in _NOTES)):
        usual = posixpath.join(posixpath.dirname(part), f"{kind}.xml")
        if not found.get(kind) and usual in archive:
            found[kind] = [usual]
    return found


def _style_names(archive: Archive, parts: dict[str, list[str]]) -> dict[str, str]:
    return {
        attribute(style, "styleId"): attribute(style.find("{*}name"), "val")
        for name in parts.get("styles", ())
        for style in parse_xml(archive.part(name), place(archive.path, name), "A001")
        if local_name(style) == "style" and style.find("{*}name") is not None
    }


def _notes(walk: WordWalk, root: Any, kind: str) -> Iterator[Block]:
    """Read notes; what Word draws between text and notes is left out."""
    for note in root.iterfind(f"{{*}}{kind}"):
        if not attribute(note, "type") or attribute(note, "type") == "normal":
            yield from walk.read(note, f"{kind}:{attribute(note, 'id')}")
        elif (words := words_in(note)).strip():
            walk.omissions.append(Omission("lines that part notes from the text", words))


def _beside(archive: Archive, part: str, kind: str) -> Iterator[Omission]:
    """Name the words of a part that stands beside the text, each comment apart."""
    root: Any = parse_xml(archive.part(part), place(archive.path, part), "A001")
    comments = [one for one in root if local_name(one) == "comment"]
    for number, one in enumerate(comments or [root], 1):
        words = words_in(one) or " ".join(
            value.text or "" for value in root.iterfind(".//{*}strCache//{*}v")
        )
        if words.strip():
            yield replace(Omission(kind, words, part=part), paragraph=number if comments else 0)


def _changed(names: Counter[str], path: str) -> Iterator[Finding]:
    """Name the tracked changes by their numbers."""
    changes = Counter[str]()
    for name, said in _CHANGES.items():
        changes[said] = max(changes[said], names[name]) if said == "moves" else (
            changes[said] + names[name]
        )  # fmt: skip
    found = ", ".join(f"{said}: {number}" for said, number in changes.items() if number)
    if found:
        message = f"the file has tracked changes ({found}), read as if all were accepted"
        yield left_out(place(path), message, "accept or reject them in Word if they are not")
