"""Go through the XML of a Word file: its paragraphs in reading order, and what is none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from lesart.exchange.readers.omissions import Omission
from lesart.exchange.readers.roles import PARAGRAPH, Block, Collector
from lesart.exchange.readers.word_beside import (
    GONE,
    attribute,
    beside,
    is_hidden,
    is_passed_over,
    words_in,
)
from lesart.exchange.readers.word_symbols import symbol
from lesart.exchange.xml_data import local_name
from lesart.model import Role, StyleKind

_BLANKS = frozenset("br cr tab ptab".split())
_MARKS: dict[str, StyleKind] = {"i": "italic", "b": "bold", "smallCaps": "small-caps"}
_RAISED: dict[str, StyleKind] = {"superscript": "superscript", "subscript": "subscript"}
_HEADING = re.compile(r"(?:heading|überschrift|berschrift) ?([1-9])")
_CODES = "instructions of fields"
_NOTE_MARKS = "marks that call notes"


class WordWalk:
    """
    Hold what is known while the parts of a Word file are read, one after the other.

    `omissions` are what was left out, `marks` the marks that somebody set by hand to notes.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take the names of the styles of paragraphs by their ids."""
        self.names = names
        self.omissions: list[Omission] = []
        self.marks: dict[str, str] = {}
        self._number = 1
        self._open: list[Collector] = []
        self._inner: list[Block] = []
        self._carried = Collector()
        self._fields: list[bool] = []
        self._sound: set[Any] = set()
        self._key = ""
        self._mark = ""
        self._marked: Any = None

    def read(self, root: Any, key: str = "") -> Iterator[Block]:
        """
        Give the paragraphs in reading order; one in a text box comes after that which holds it.

        A paragraph whose end was deleted goes on with the words of the next. With *key* they are
        those of a note.
        """
        self._key, self._mark, self._fields = key, self.marks.get(key, ""), []
        self._sound = _sound_fields(root)
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = local_name(element)
            if event == "start":
                if is_passed_over(element, name) or is_hidden(element, name):
                    self._leave_out(element, name)
                    walker.skip_subtree()
                elif name in ("tbl", "tc"):
                    yield from self._parted()
                else:
                    self._start(element, name)
            elif is_passed_over(element, name) or is_hidden(element, name):
                continue
            elif name in ("tbl", "tc"):
                yield from self._parted()
            else:
                yield from self._end(element, name)
        yield from self._parted()
        yield from self._take_inner()

    def _leave_out(self, element: Any, name: str) -> None:
        self.omissions += beside(element, name, self._number)

    def _parted(self) -> Iterator[Block]:
        """End a paragraph whose own end was deleted where it can go no further."""
        if not self._open:
            carried, self._carried = self._carried, Collector()
            yield from self._counted(carried.take("note" if self._key else PARAGRAPH, 0, self._key))

    def _counted(self, blocks: Iterator[Block]) -> Iterator[Block]:
        for block in blocks:
            self._number += not self._key
            yield block

    def _take_inner(self) -> Iterator[Block]:
        inner, self._inner = self._inner, []
        yield from self._counted(iter(inner))

    def _start(self, element: Any, name: str) -> None:
        self.omissions += beside(element, name, self._number)
        if name == "p":
            self._open.append(Collector() if self._open else self._carried)
            self._carried = self._carried if len(self._open) > 1 else Collector()
        elif name == "fldChar" and element in self._sound:
            self._field(element)
        elif self._open:
            self._add(self._open[-1], element, name)

    def _end(self, element: Any, name: str) -> Iterator[Block]:
        if not self._open:
            return
        if name == "r":
            for _ in _styles(element):
                self._open[-1].end()
            self._marked = None if self._marked is element else self._marked
        elif name in ("sup", "sub") and local_name(element.getparent()) in ("sSup", "sSub"):
            self._open[-1].end()
        elif name == "p":
            made = self._open.pop()
            role, level = self._role(element)
            if self._open:
                self._inner += made.take(role, level, self._key)
            elif _goes_on(element):
                self._carried = made
            else:
                yield from self._counted(made.take(role, level, self._key))
                yield from self._take_inner()

    def _field(self, element: Any) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(True)
            chosen = _chosen(element)
            if chosen and self._open and True not in self._fields[:-1]:
                self._open[-1].add(chosen)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, made: Collector, element: Any, name: str) -> None:
        if name == "r":
            for kind in _styles(element):
                made.begin(kind)
        elif name in ("sup", "sub") and local_name(element.getparent()) in ("sSup", "sSub"):
            made.begin("superscript" if name == "sup" else "subscript")
        elif name in ("footnoteReference", "endnoteReference"):
            key = f"{name.removesuffix('Reference')}:{attribute(element, 'id')}"
            made.call(key)
            if attribute(element, "customMarkFollows") not in ("", "0", "false"):
                self._marked = element.getparent()
                self.marks[key] = words_in(self._marked).strip()
                self._omit(_NOTE_MARKS, self.marks[key])
        elif words := self._words(element, name):
            if True in self._fields:
                self._omit(_CODES, words)
            elif self._marked is None:
                made.add(self._unmarked(words))

    def _omit(self, kind: str, words: str) -> None:
        if words.strip():
            self.omissions.append(Omission(kind, words, paragraph=self._number))

    def _unmarked(self, words: str) -> str:
        """Take the mark that somebody set by hand off the beginning of a note."""
        if not self._mark or not words.strip():
            return words
        mark, self._mark = self._mark, ""
        return words.strip().removeprefix(mark) if words.strip().startswith(mark) else words

    def _words(self, element: Any, name: str) -> str:
        if name == "t":
            return _of_font(element, element.text or "")
        if name in _BLANKS:
            return " "
        if name == "sym":
            code, font = attribute(element, "char"), attribute(element, "font")
            found = symbol(int(code, 16), font) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else ""
            if not found:
                said = f"{code[:20]} of {font[:60]}"
                self.omissions.append(
                    Omission("signs of a symbol font", said, paragraph=self._number)
                )
            return found
        return "-" if name == "noBreakHyphen" else ""

    def _role(self, paragraph: Any) -> tuple[Role, int]:
        if self._key:
            return "note", 0
        style = paragraph.find("{*}pPr/{*}pStyle")
        id_ = attribute(style, "val") if style is not None else ""
        name = self.names.get(id_, id_).lower()
        if found := _HEADING.fullmatch(name):
            return "heading", min(6, int(found[1]))
        if name in ("title", "titel"):
            return "heading", 1
        if "quote" in name or name in ("zitat", "intensives zitat", "block text", "blocktext"):
            return "quote", 0
        listed = paragraph.find("{*}pPr/{*}numPr") is not None or name.startswith("list ")
        return ("item" if listed else PARAGRAPH), 0


def _styles(run: Any) -> list[StyleKind]:
    """List the styles of a run; the sign of a note, raised, has no words and is none."""
    found: list[StyleKind] = []
    for mark in run.find("{*}rPr") if run.find("{*}rPr") is not None else ():
        name, value = local_name(mark), attribute(mark, "val")
        if name in _MARKS and value not in ("0", "false", "none", "off"):
            found.append(_MARKS[name])
        elif name == "vertAlign" and value in _RAISED:
            found.append(_RAISED[value])
    return found


def _of_font(element: Any, words: str) -> str:
    """Read the characters that a run sets in the font Symbol, in Word's place for them."""
    if not any("\uf020" <= one <= "\uf0ff" for one in words):
        return words
    fonts = element.getparent().find("{*}rPr/{*}rFonts")
    font = attribute(fonts, "ascii") if fonts is not None else ""
    return "".join(symbol(ord(one), font) or one if one >= "\uf020" else one for one in words)


def _sound_fields(root: Any) -> set[Any]:
    """Find the signs of the fields that are begun and ended; others hide no words."""
    begun: list[list[Any]] = []
    sound: set[Any] = set()
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        name = local_name(element)
        if is_passed_over(element, name):
            walker.skip_subtree()
        elif name == "fldChar":
            kind = attribute(element, "fldCharType")
            if kind == "begin":
                begun.append([element])
            elif begun:
                begun[-1].append(element)
                if kind == "end":
                    sound.update(begun.pop())
    return sound


def _chosen(begin: Any) -> str:
    """Give the entry that is chosen in a list of a form, which has no words elsewhere."""
    listed = begin.find("{*}ffData/{*}ddList")
    if listed is None:
        return ""
    entries = [attribute(one, "val") for one in listed.iterfind("{*}listEntry")]
    for name in ("result", "default"):
        said = listed.find(f"{{*}}{name}")
        number = attribute(said, "val") if said is not None else ""
        if re.fullmatch("[0-9]{1,4}", number) and int(number) < len(entries):
            return entries[int(number)]
    return entries[0] if entries else ""


def _goes_on(paragraph: Any) -> bool:
    """Tell whether the end of a paragraph was deleted or moved, or it is the first letter alone."""
    marks = paragraph.find("{*}pPr/{*}rPr")
    if marks is not None and any(local_name(mark) in GONE for mark in marks):
        return True
    frame = paragraph.find("{*}pPr/{*}framePr")
    return frame is not None and attribute(frame, "dropCap") in ("drop", "margin")
