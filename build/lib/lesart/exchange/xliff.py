"""
Write and read translation units as XLIFF 2 (OASIS, version 2.0), with its glossary module.

A paragraph's sentences are units of one file; a unit has one segment. States are those of the
standard: `initial` without a translation, `reviewed` where nothing is left to do, else
`translated`, with what is meant as a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from lesart.core.elements import visible
from lesart.core.findings import EditionError, Finding, Location
from lesart.exchange.po import state_words
from lesart.exchange.xml import joined, local_name, parse_exchange_xml
from lesart.model import Incoming, Outgoing

CORE = "urn:oasis:names:tc:xliff:document:2.0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_FINISHED = ("reviewed", "final")
_TRANSPARENT = ("mrk", "pc")


def format_xliff(units: Sequence[Outgoing], text_id: str, notice: str = "") -> str:
    """
    Write *units* as a document of one file; the ids of its units are those of the text.

    A *notice* stands before the units as a note on rights.
    """
    register_namespace("", CORE)
    register_namespace("gls", GLOSSARY)
    root = Element(f"{{{CORE}}}xliff", version="2.0", srcLang="de", trgLang="en")
    file = SubElement(root, f"{{{CORE}}}file", id=text_id)
    if notice:
        notes = SubElement(file, f"{{{CORE}}}notes")
        SubElement(notes, f"{{{CORE}}}note", category="rights").text = notice
    for unit in units:
        _write(file, unit)
    indent(root)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{tostring(root, 'unicode')}\n"


def _write(file: Element, unit: Outgoing) -> None:
    id_ = unit.reference.partition(":")[2]
    element = SubElement(file, f"{{{CORE}}}unit", id=id_, name=unit.reference, canResegment="no")
    if unit.terms:
        glossary = SubElement(element, f"{{{GLOSSARY}}}glossary")
        for form, renderings in unit.terms:
            entry = SubElement(glossary, f"{{{GLOSSARY}}}glossEntry")
            SubElement(entry, f"{{{GLOSSARY}}}term").text = visible(form)
            for rendering in renderings:
                SubElement(entry, f"{{{GLOSSARY}}}translation").text = visible(rendering)
    notes = [("note", note) for note in unit.notes]
    notes += [("state", state)] if (state := state_words(unit)) else []
    notes += [("base", unit.base)] if unit.base else []
    if notes:
        held = SubElement(element, f"{{{CORE}}}notes")
        for category, words in notes:
            SubElement(held, f"{{{CORE}}}note", category=category).text = visible(words)
    state = "reviewed" if unit.finished else "translated" if unit.target else "initial"
    segment = SubElement(element, f"{{{CORE}}}segment", state=state)
    SubElement(segment, f"{{{CORE}}}source").text = visible(unit.source)
    if unit.target:
        SubElement(segment, f"{{{CORE}}}target").text = visible(unit.target)


def parse_xliff(data: bytes, path: str) -> list[Incoming]:
    """Read the units of an XLIFF 2 document. Raises EditionError where it is none."""
    root = parse_exchange_xml(data, path)
    if local_name(root) != "xliff" or not (root.get("version") or "").startswith("2"):
        hint = "export it as XLIFF 2, or as PO"
        raise EditionError(Finding(Location(path), "X009", "this is no XLIFF 2 file", (), hint))
    units = [
        _read(unit, file.get("id") or "", path)
        for file in root.findall(f"{{{CORE}}}file")
        for unit in file.iter(f"{{{CORE}}}unit")
    ]
    if not units:
        raise EditionError(Finding(Location(path), "X009", "there is no unit in this XLIFF file"))
    return units


def _read(unit: Any, text_id: str, path: str) -> Incoming:
    reference = f"{text_id}:{unit.get('id') or ''}"
    sides: dict[str, str] = {"source": "", "target": ""}
    states = []
    for part in unit:
        if local_name(part) in ("segment", "ignorable"):
            for side in part:
                if local_name(side) in sides:
                    sides[local_name(side)] += "".join(_words(side, reference, path))
        if local_name(part) == "segment":
            states.append(part.get("state") or "initial")
    notes = {note.get("category"): note.text or "" for note in unit.iter(f"{{{CORE}}}note")}
    finished = bool(states) and all(state in _FINISHED for state in states)
    source, target = joined(sides["source"]), joined(sides["target"])
    base = notes.get("base", "").strip()
    return Incoming(reference, source, target, finished, base, unit.sourceline or 0)


def _words(element: Any, reference: str, path: str) -> Iterator[str]:
    """Give the words of a side; spans that only mark words are looked through."""
    yield element.text or ""
    for child in element:
        if local_name(child) not in _TRANSPARENT:
            message = f"the element {local_name(child)} stands in its words"
            raise EditionError(
                Finding(Location(path, element.sourceline or 0, reference), "X010", message)
            )
        yield from _words(child, reference, path)
        yield child.tail or ""
