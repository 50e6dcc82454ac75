"""Take the text of a TEI file apart into its blocks, element by element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from lesart.exchange.readers.line_ends import LINE_END
from lesart.exchange.readers.omissions import Omission
from lesart.exchange.readers.roles import PARAGRAPH, Block, Collector
from lesart.exchange.readers.tei_readings import GAPS, ID, is_author_note, no_text, styles_of
from lesart.exchange.xml_data import local_name
from lesart.model import Role
from lesart.source.joins import HYPHENS

_ROLES: dict[str, Role] = {
    "head": "heading", "titlePart": "heading", "item": "item", "castItem": "item",
    "quote": "quote", "cit": "quote", "epigraph": "quote", "lg": "verse",
    "stage": "stage", "speaker": "stage",
}  # fmt: skip
_BLOCKS = frozenset(
    "text front body back group floatingText p ab head lg list item table row cell sp speaker "
    "stage opener closer salute signed trailer byline dateline epigraph argument postscript "
    "titlePage titlePart docTitle docAuthor docImprint docEdition docDate imprimatur figure "
    "castList castGroup castItem set prologue epilogue performance listBibl noteGrp wrapper".split()
)
_APART = frozenset("quote cit bibl label q said".split())
"""These are blocks where they stand among blocks, and else words of one."""
_HOLDERS = frozenset("body front back floatingText epigraph wrapper list listBibl note".split())
_DIVISION = re.compile("div[0-7]?")
_SIDES = frozenset(("edition", "translation"))
_BREAKS = frozenset("lb pb cb gb space".split())
_PASSED = frozenset("lb pb cb gb fw milestone anchor note".split())
_LISTS = frozenset("choice app subst rdgGrp".split())
_INDENT = re.compile(r"indent\D{0,2}(\d{0,2})")
_MARK = re.compile(r"[\[(]?(?:\d{1,4}[a-z]?|[^\W\d_]|[*†‡§]{0,5})[\])]?")
_MOST_INDENT = 30
_MOST_LEVEL = 6
NOTES = "notes that do not stand on the page"
MARKS = "marks that call notes (ref)"
_HINTS = {NOTES: 'write place="foot" at the author\'s notes'}


@dataclass(frozen=True, slots=True)
class _Held:
    """Keep the paragraph that a note interrupts."""

    note: Any
    key: str
    made: Collector
    roles: list[tuple[Role, int]]
    loose: bool


@dataclass(frozen=True, slots=True)
class _Opened:
    """Remember what the start of an element has begun."""

    styles: int = 0
    block: bool = False
    role: bool = False
    division: bool = False


class Walk:
    """
    Go through one text of a TEI file.

    *called* are the ids that references point at, *anchors* the keys of notes by what leads to
    them: `#id` of the note, or the id of the place that it names as its own. *readings* are the
    alternatives of a choice to take, the best first, and *others* parts to leave out. `notes` are
    the author's, and `omitted` is what is no text.
    """

    def __init__(
        self,
        called: frozenset[str],
        anchors: Mapping[str, str],
        readings: tuple[str, ...],
        others: frozenset[Any],
    ) -> None:
        self._called, self._anchors = called, anchors
        self._readings, self._others = readings, others
        self.notes: list[Block] = []
        self.omitted: list[Omission] = []
        self._made = Collector()
        self._roles: list[tuple[Role, int]] = [(PARAGRAPH, 0)]
        self._held: list[_Held] = []
        self._opened: dict[Any, _Opened] = {}
        self._depth = 0
        self._glued = self._loose = False

    def read(self, root: Any) -> Iterator[Block]:
        """Give the blocks of the running text, in order; those of notes are kept in `notes`."""
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            name = local_name(element)
            if event == "end":
                yield from self._end(element, name)
                if element is not root and (not _lists_readings(element) or element.tail.strip()):
                    self._add(element.tail or "")
            elif kind := self._no_text(element, name):
                self._omit(kind, element)
                steps.skip_subtree()
            elif self._call(element, name):
                steps.skip_subtree()
            else:
                yield from self._start(element, name)
                if name not in _LISTS or (element.text or "").strip():
                    self._add(element.text or "")
        yield from self._take()

    def _no_text(self, element: Any, name: str) -> str:
        if name == "note" and not is_author_note(element, self._called):
            return NOTES
        if element in self._others:
            return f"parts that are not asked for (type={element.get('type')})"
        return no_text(element, name, self._readings)

    def _omit(self, kind: str, element: Any) -> None:
        words = "".join(element.itertext())
        said = words.strip() or element.get("reason") or element.get("href") or ""
        if not said and kind != GAPS:
            return
        hint = _HINTS.get(kind, "")
        self.omitted.append(Omission(kind, said, element.sourceline or 0, hint=hint))

    def _add(self, words: str) -> None:
        """Add words of the file, whose own line ends mean nothing."""
        if self._glued and words:
            words = words.lstrip()
            self._glued = not words
        self._made.add(words.replace(LINE_END, " "))

    def _call(self, element: Any, name: str) -> bool:
        """Call the note that a reference leads to; tell whether there is one."""
        target = (element.get("target") or "").strip() if name in ("ref", "ptr") else ""
        mark = "".join(element.itertext()).strip()
        if not target.startswith("#") or target not in self._anchors or not _MARK.fullmatch(mark):
            return False
        self._made.call(self._anchors[target])
        if mark:
            self.omitted.append(Omission(MARKS, mark, element.sourceline or 0))
        return True

    def _start(self, element: Any, name: str) -> Iterator[Block]:
        if name in _BREAKS:
            self._break(element, name)
            return
        if name == "note":
            self._open_note(element)
            return
        block, role = _is_block(element, name), _role(element, name)
        if block:
            yield from self._take()
        if name == "l" and not self._loose and not _in_stanza(element):
            yield from self._take()
            self._roles.append(("verse", 0))
            self._loose = True
        division = bool(_DIVISION.fullmatch(name)) and element.get("type") not in _SIDES
        self._depth += division
        if role:
            level = max(1, min(_MOST_LEVEL, self._depth)) if role == "heading" else 0
            self._roles.append((role, level))
        if name == "l":
            found = _INDENT.search(element.get("rend") or "")
            self._made.line(min(_MOST_INDENT, int(found[1] or 1)) if found else 0)
        elif name == "s":
            self._made.add(" ")
        if element.get("join") in ("left", "both"):
            self._glue()
        styles = styles_of(element, name)
        for kind in styles:
            self._made.begin(kind)
        self._opened[element] = _Opened(len(styles), block, bool(role), division)

    def _end(self, element: Any, name: str) -> Iterator[Block]:
        if self._held and self._held[-1].note is element:
            yield from self._take()
            held = self._held.pop()
            self._made, self._roles, self._loose = held.made, held.roles, held.loose
            return
        opened = self._opened.pop(element, _Opened())
        for _ in range(opened.styles):
            self._made.end()
        if key := self._anchors.get(element.get(ID) or ""):
            self._made.call(key)
        if opened.block:
            yield from self._take()
        if opened.role:
            self._roles.pop()
        self._depth -= opened.division
        if name == "l" and self._loose and _is_last_line(element):
            yield from self._take()
            self._roles.pop()
            self._loose = False
        elif name == "s":
            self._made.add(" ")
        if element.get("join") in ("right", "both"):
            self._glued = True

    def _take(self) -> Iterator[Block]:
        """Give the block gathered so far, or keep it where it is one of a note."""
        self._glued = False
        if self._held:
            self.notes += self._made.take("note", 0, self._held[-1].key)
        else:
            yield from self._made.take(*self._roles[-1])

    def _break(self, element: Any, name: str) -> None:
        """A line, column or page ends: a blank, unless the file says that the word goes on."""
        if name == "space":
            self._made.add(" ")
        elif element.get("break") != "no" or self._made.ends_with(HYPHENS):
            self._made.add(LINE_END)
        else:
            self._glue()

    def _glue(self) -> None:
        self._made.trim()
        self._glued = True

    def _open_note(self, element: Any) -> None:
        """Begin a note of the author, which is called here unless the file says where."""
        key = key_of(element)
        if not element.get("target") and element.get(ID) not in self._called:
            self._made.call(key)
        self._held.append(_Held(element, key, self._made, self._roles, self._loose))
        self._made, self._loose = Collector(), False
        self._roles = [("note", 0)]


def key_of(note: Any) -> str:
    """Give the key of a note; one that goes on with another has that of the other."""
    before = (note.get("prev") or "").strip()
    if before.startswith("#"):
        return str(before[1:])
    return str(note.get(ID) or note.getroottree().getpath(note))


def _lists_readings(element: Any) -> bool:
    """Tell whether an element is one of several readings; blanks between them mean nothing."""
    parent = element.getparent()
    return element.tail is not None and parent is not None and local_name(parent) in _LISTS


def _is_block(element: Any, name: str) -> bool:
    if name in _BLOCKS or _DIVISION.fullmatch(name):
        return True
    parent = element.getparent()
    above = "" if parent is None else local_name(parent)
    return name in _APART and (above in _HOLDERS or bool(_DIVISION.fullmatch(above)))


def _role(element: Any, name: str) -> Role | None:
    above = element.getparent()
    if name == "head" and above is not None and local_name(above) in ("figure", "table", "list"):
        return None
    return _ROLES.get(name) if name in _BLOCKS or _is_block(element, name) else None


def _in_stanza(element: Any) -> bool:
    return next(element.iterancestors("{*}lg"), None) is not None


def _is_last_line(line: Any) -> bool:
    """Tell whether no other line follows one that stands in no stanza."""
    if (line.tail or "").strip():
        return True
    after = line.getnext()
    while after is not None and local_name(after) in _PASSED and not (after.tail or "").strip():
        after = after.getnext()
    return after is None or local_name(after) != "l"
