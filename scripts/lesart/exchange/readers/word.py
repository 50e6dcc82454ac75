"""
Read a Word file (Office Open XML) from its XML, so that no words of a paragraph are passed over.

Tracked changes are read as if they were accepted: insertions and the new places of what was moved
are text, deletions and the old places are not. Content controls, fields, links, text boxes and
tables in tables are read; of a picture in two versions the first one.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from lesart.core.findings import Finding
from lesart.exchange.readers.archive import Archive
from lesart.exchange.readers.places import broken, left_out, place
from lesart.exchange.xml_data import local_name, parse_xml

_RELATIONS = "_rels/.rels"
_MAIN = "/officeDocument"
_GONE = frozenset("del moveFrom cellDel".split())
_SKIPPED = _GONE | frozenset(
    "rPr pPr trPr tcPr sectPr sdtPr tblPr tblGrid instrText delText rt".split()
)
_BLANKS = frozenset("br cr tab ptab".split())
_CHANGES = {
    "ins": "insertions", "moveTo": "moves", "del": "deletions", "moveFrom": "moves",
    "cellIns": "insertions", "cellDel": "deletions",
}  # fmt: skip
_LEFT_OUT = {
    "footnoteReference": "footnotes", "endnoteReference": "endnotes",
    "commentReference": "comments", "altChunk": "embedded files", "subDoc": "subdocuments",
    "sym": "signs of a symbol font",
}  # fmt: skip


def read_docx(data: bytes, path: str) -> Iterator[str | Finding]:
    """Read the paragraphs of a Word file; tracked changes and what is left out are named."""
    archive = Archive(data, path)
    part = _main_part(archive)
    root = parse_xml(archive.part(part), place(path, part), "A001")
    body = root.find("{*}body")
    if body is None:
        raise broken(place(path, part), "this is no Word document: it has no body")
    yield from _paragraphs(body)
    yield from _told(body, path)


def _main_part(archive: Archive) -> str:
    """Find the part that holds the text."""
    root = parse_xml(archive.part(_RELATIONS), place(archive.path, _RELATIONS), "A001")
    for relation in root:
        if (relation.get("Type") or "").endswith(_MAIN):
            return posixpath.normpath((relation.get("Target") or "").lstrip("/"))
    message = "this is no Word document: it does not say which part is its text"
    raise broken(place(archive.path, _RELATIONS), message, "save the file anew as .docx")


def _paragraphs(body: Any) -> Iterator[str]:
    """
    Give the paragraphs in reading order; one in a text box comes after that which holds the box.

    A paragraph whose end was deleted goes on with the words of the next.
    """
    open_: list[list[str]] = []
    inner: list[str] = []
    carried: list[str] = []
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        name = local_name(element)
        if event == "start":
            if _passed_over(element, name):
                walker.skip_subtree()
            elif name == "p":
                open_.append([] if open_ else carried)
                carried = carried if len(open_) > 1 else []
            elif open_:
                open_[-1].append(_words(element, name))
        elif name == "p" and open_ and not _passed_over(element, name):
            words = open_.pop()
            if open_:
                inner.append("".join(words))
            elif _goes_on(element):
                carried = words
            else:
                yield "".join(words)
                yield from inner
                inner = []
    yield "".join(carried)
    yield from inner


def _words(element: Any, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name in _BLANKS:
        return " "
    return "-" if name == "noBreakHyphen" else ""


def _passed_over(element: Any, name: str) -> bool:
    """Tell whether an element holds nothing of the text: its properties, what was deleted."""
    if name == "tr":
        return element.find("{*}trPr/{*}del") is not None
    if name == "tc":
        return element.find("{*}tcPr/{*}cellDel") is not None
    if name == "Choice":
        return element.getprevious() is not None
    if name == "Fallback":
        return element.getparent().find("{*}Choice") is not None
    return name in _SKIPPED


def _goes_on(paragraph: Any) -> bool:
    """Tell whether the end of a paragraph was deleted or moved away."""
    marks = paragraph.find("{*}pPr/{*}rPr")
    return marks is not None and any(local_name(mark) in _GONE for mark in marks)


def _told(body: Any, path: str) -> Iterator[Finding]:
    """Name the tracked changes, and what is left out."""
    names = Counter(local_name(element) for element in body.iter())
    changes = Counter[str]()
    for name, said in _CHANGES.items():
        changes[said] = max(changes[said], names[name]) if said == "moves" else (
            changes[said] + names[name]
        )  # fmt: skip
    found = ", ".join(f"{said}: {number}" for said, number in changes.items() if number)
    if found:
        message = f"the file has tracked changes ({found}), read as if all were accepted"
        yield left_out(place(path), message, "accept or reject them in Word if they are not")
    lost = ", ".join(f"{said}: {names[name]}" for name, said in _LEFT_OUT.items() if names[name])
    if lost:
        yield left_out(place(path), f"left out ({lost})", "add by hand what belongs to the text")
