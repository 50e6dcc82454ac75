"""
Read a Word file (Office Open XML) from its XML, so that no words of a paragraph are passed over.

Tracked changes are read as if they were accepted: insertions and the new places of what was moved
are text, deletions and the old places are not. Content controls, fields, links, text boxes and
tables in tables are read; of a picture in two versions the first one.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from lesart.core.findings import Finding
from lesart.exchange.readers.archive import Archive
from lesart.exchange.readers.places import broken, left_out, place
from lesart.exchange.readers.roles import PARAGRAPH, Block, Collector
from lesart.exchange.xml_data import local_name, parse_xml
from lesart.model import Role, StyleKind

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
_MARKS: dict[str, StyleKind] = {"i": "italic", "b": "bold", "smallCaps": "small-caps"}
_RAISED: dict[str, StyleKind] = {"superscript": "superscript", "subscript": "subscript"}
_LEFT_OUT = {
    "commentReference": "comments", "altChunk": "embedded files", "subDoc": "subdocuments",
    "sym": "signs of a symbol font",
}  # fmt: skip


def read_docx(data: bytes, path: str) -> Iterator[Block | Finding]:
    """Read the paragraphs of a Word file; tracked changes and what is left out are named."""
    archive = Archive(data, path)
    part = _main_part(archive)
    root = parse_xml(archive.part(part), place(path, part), "A001")
    body = root.find("{*}body")
    if body is None:
        raise broken(place(path, part), "this is no Word document: it has no body")
    yield from _paragraphs(body, "", _style_names(archive, part))
    yield from _notes(archive, part)
    yield from _told(body, path)


def _main_part(archive: Archive) -> str:
    """Find the part that holds the text."""
    root = parse_xml(archive.part(_RELATIONS), place(archive.path, _RELATIONS), "A001")
    for relation in root:
        if (relation.get("Type") or "").endswith(_MAIN):
            return posixpath.normpath((relation.get("Target") or "").lstrip("/"))
    message = "this is no Word document: it does not say which part is its text"
    raise broken(place(archive.path, _RELATIONS), message, "save the file anew as .docx")


def _paragraphs(body: Any, key: str = "", levels: dict[str, str] | None = None) -> Iterator[Block]:
    """
    Give the paragraphs in reading order; one in a text box comes after that which holds the box.

    A paragraph whose end was deleted goes on with the words of the next. With *key* they are those
    of a note.
    """
    open_: list[Collector] = []
    inner: list[Block] = []
    carried = Collector()
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        name = local_name(element)
        if event == "start":
            if _passed_over(element, name):
                walker.skip_subtree()
            elif name == "p":
                open_.append(Collector() if open_ else carried)
                carried = carried if len(open_) > 1 else Collector()
            elif open_:
                _add(open_[-1], element, name)
        elif _passed_over(element, name):
            continue
        elif name == "r" and open_:
            for _ in _styles(element):
                open_[-1].end()
        elif name == "p" and open_:
            made = open_.pop()
            role, level = _role(element, levels or {})
            role = "note" if key else role
            if open_:
                inner += made.take(role, level, key)
            elif _goes_on(element):
                carried = made
            else:
                yield from made.take(role, level, key)
                yield from inner
                inner = []
    yield from carried.take("note" if key else PARAGRAPH, 0, key)
    yield from inner


def _add(made: Collector, element: Any, name: str) -> None:
    if name == "r":
        for kind in _styles(element):
            made.begin(kind)
    elif name in ("footnoteReference", "endnoteReference"):
        made.call(f"{name.removesuffix('Reference')}:{_own(element, 'id')}")
    made.add(_words(element, name))


def _own(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), "")


def _styles(run: Any) -> list[StyleKind]:
    """List the styles of a run; the sign of a note, raised, has no words and is none."""
    found: list[StyleKind] = []
    for mark in run.find("{*}rPr") if run.find("{*}rPr") is not None else ():
        name, value = local_name(mark), _own(mark, "val")
        if name in _MARKS and value not in ("0", "false", "none"):
            found.append(_MARKS[name])
        elif name == "vertAlign" and value in _RAISED:
            found.append(_RAISED[value])
    return found


def _role(paragraph: Any, names: dict[str, str]) -> tuple[Role, int]:
    style = paragraph.find("{*}pPr/{*}pStyle")
    id_ = _own(style, "val") if style is not None else ""
    name = names.get(id_, id_).lower()
    if found := re.fullmatch(r"(?:heading|überschrift|berschrift) ?([1-9])", name):
        return "heading", min(6, int(found[1]))
    if name in ("title", "titel"):
        return "heading", 1
    if "quote" in name or name in ("zitat", "intensives zitat"):
        return "quote", 0
    listed = paragraph.find("{*}pPr/{*}numPr") is not None or name.startswith("list ")
    return ("item" if listed else PARAGRAPH), 0


def _style_names(archive: Archive, part: str) -> dict[str, str]:
    name = posixpath.join(posixpath.dirname(part), "styles.xml")
    if name not in archive:
        return {}
    root = parse_xml(archive.part(name), place(archive.path, name), "A001")
    return {
        _own(style, "styleId"): _own(style.find("{*}name"), "val")
        for style in root.iterfind("{*}style")
        if style.find("{*}name") is not None
    }


def _notes(archive: Archive, part: str) -> Iterator[Block]:
    for kind in ("footnote", "endnote"):
        name = posixpath.join(posixpath.dirname(part), f"{kind}s.xml")
        if name not in archive:
            continue
        root = parse_xml(archive.part(name), place(archive.path, name), "A001")
        for note in root.iterfind(f"{{*}}{kind}"):
            if not _own(note, "type"):
                yield from _paragraphs(note, f"{kind}:{_own(note, 'id')}")


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
