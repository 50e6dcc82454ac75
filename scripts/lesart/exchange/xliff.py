"""
Write and read translation units as XLIFF 2 (OASIS, version 2.0), with its glossary module.

A paragraph's sentences are units of one file; a unit has one segment. States are those of the
standard: `initial` without a translation, `reviewed` where nothing is left to do, else
`translated`, with what is meant as a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from lesart.core.elements import visible
from lesart.core.findings import EditionError, Finding, Location
from lesart.exchange import xliff1, xliff2
from lesart.exchange.po import state_words
from lesart.exchange.xml import local_name, parse_exchange_xml
from lesart.model import Incoming, Outgoing
from lesart.translation.gate import PAIR

CORE = "urn:oasis:names:tc:xliff:document:2.0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_LANGUAGES = (("srcLang", "source-language"), ("trgLang", "target-language"))
_READERS = {
    **dict.fromkeys(("1.0", "1.1", "1.2"), xliff1.read_units),
    **dict.fromkeys(("2.0", "2.1", "2.2"), xliff2.read_units),
}


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
    """
    Read the units of an XLIFF document, of version 1.0 to 2.2.

    A unit that cannot be read says why. Raises EditionError where the document is none, is of
    another version, or is for other languages.
    """
    root = parse_exchange_xml(data, path)
    version = root.get("version") or ""
    if local_name(root) != "xliff":
        raise _refused(path, "this is no XLIFF file", "export it as XLIFF 2, or as PO")
    if version not in _READERS:
        message = f"this is XLIFF {version[:20]}" if version else "the file names no version"
        hint = f"the versions {', '.join(_READERS)} are read; export it as one of them, or as PO"
        raise _refused(path, message, hint)
    _require_languages(root, path)
    units = list(_READERS[version](root))
    if not units:
        raise _refused(path, "there is no unit in this XLIFF file")
    return units


def _require_languages(root: Any, path: str) -> None:
    """Refuse a file that says it is for other languages."""
    for element in (root, *(one for one in root if local_name(one) == "file")):
        for names, code in zip(_LANGUAGES, PAIR, strict=True):
            said = next(filter(None, map(element.get, names)), code)
            if said[:2].lower() != code and said != "und":
                hint = f"it should say {code}; export it for German and English"
                raise _refused(path, f"the file is for another language ({said[:20]})", hint)


def _refused(path: str, message: str, hint: str = "") -> EditionError:
    return EditionError(Finding(Location(path), "X009", message, (), hint))
