"""Take a parsed page or text apart into its blocks, with the styles and calls of notes in them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from lesart.exchange.readers.roles import PARAGRAPH, ROLE_OF, Block, Collector
from lesart.exchange.xml_data import local_name
from lesart.model import Role, StyleKind

_STYLES: dict[str, StyleKind] = {
    "i": "italic", "em": "italic", "cite": "italic", "emph": "italic", "foreign": "italic",
    "b": "bold", "strong": "bold", "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_SAID: tuple[tuple[str, StyleKind], ...] = (
    ("small-?caps|smcp|\\bsc\\b", "small-caps"), ("superscript|\\bsup\\b", "superscript"),
    ("subscript|\\bsub\\b", "subscript"), ("italic|\\bi\\b", "italic"), ("bold|\\bb\\b", "bold"),
)  # fmt: skip
_NOTES = frozenset("footnote endnote rearnote doc-footnote doc-endnote".split())
_CALLS = frozenset("noteref doc-noteref footnote-ref footnote-reference".split())
_BACK = frozenset("backlink doc-backlink footnote-back footnote-backref".split())
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_HEADING = re.compile("h[1-6]")
_ARROW = re.compile(r"[↩↑^\uFE0E\uFE0F\s]+")
FOOT = frozenset("foot end bottom".split())
_FOOTNOTE_ADDRESS = re.compile(r"(?:fn|footnote|endnote|note)[-_:.]?\d+", re.IGNORECASE)
_INDENT = re.compile(r"indent\D{0,2}(\d{0,2})")


class _Walk:
    """Go through one page, element by element."""

    def __init__(
        self, names: frozenset[str], skipped: frozenset[str], part: str, notes: set[str]
    ) -> None:
        self.names, self.skipped, self.part, self.notes = names, skipped, part, notes
        self.made = Collector()
        self.roles: list[tuple[Role, int]] = [(PARAGRAPH, 0)]
        self.keys: list[str] = []
        self.silent = 0
        self.depth = 0
        self.ends: dict[Any, list[str]] = {}
        self.held: list[tuple[Any, Collector]] = []
        self.later: list[Block] = []

    def take(self) -> Iterator[Block]:
        """Give the block gathered so far; one in a TEI note comes after the running text."""
        role, level = self.roles[-1]
        if not self.keys:
            return self.made.take(role, level)
        taken = self.made.take("note", 0, self.keys[-1])
        if not self.held:
            return taken
        self.later += taken
        return iter(())

    def start(self, element: Any, name: str) -> Iterator[Block]:
        ends: list[str] = []
        self.depth += name == "div"
        call, key = self._call(element, name), self.key_of(element, name)
        if name in self.skipped or call is not None or (self.keys and self._back(element, name)):
            if call:
                self.made.call(call)
                self.notes.add(call)
            self.silent += 1
            ends.append("silent")
        if key:
            if name != "note":
                yield from self.take()
            self.keys.append(key)
            ends.append("key")
        if self._parts(element, name):
            yield from self.take()
        if name in ROLE_OF:
            level = 0
            if ROLE_OF[name] == "heading":
                level = int(name[1]) if _HEADING.fullmatch(name) else max(1, self.depth)
            self.roles.append((ROLE_OF[name], level))
            ends.append("role")
        if name == "l":
            found = _INDENT.search(element.get("rend") or "")
            self.made.line(min(30, int(found[1] or 1)) if found else 0)
        if kind := _style(element, name):
            self.made.begin(kind)
            ends.append("style")
        self.ends[element] = ends

    def end(self, element: Any, name: str) -> Iterator[Block]:
        self.depth -= name == "div"
        ends = self.ends.pop(element, [])
        if "style" in ends:
            self.made.end()
        if self._parts(element, name):
            yield from self.take()
        if "key" in ends:
            yield from self.take()
            self.keys.pop()
        if "role" in ends:
            self.roles.pop()
        self.silent -= "silent" in ends

    def open_note(self, element: Any) -> Iterator[Block]:
        """Begin a TEI note: the author's at the foot is called here, another is left out."""
        if self.keys or self.silent or element.get("place") not in FOOT:
            self.silent += 1
            return
        key = self.key_of(element, "note")
        self.made.call(key)
        self.notes.add(key)
        self.held.append((element, self.made))
        self.made = Collector()
        self.keys.append(key)
        yield from ()

    def close_note(self, element: Any) -> Iterator[Block]:
        """End a TEI note; its words come after the running text."""
        if not self.held or self.held[-1][0] is not element:
            self.silent -= 1
            return
        self.later += self.take()
        self.made = self.held.pop()[1]
        self.keys.pop()
        yield from ()

    def _parts(self, element: Any, name: str) -> bool:
        """Tell whether an element is a block; a quotation is one where it is in no paragraph."""
        if name in ("quote", "cit"):
            parent = element.getparent()
            return parent is not None and local_name(parent) in ("div", "body")
        return name in self.names

    def _call(self, element: Any, name: str) -> str | None:
        """Give the key of the note that an element calls; empty inside of one, None for no call."""
        if name not in ("a", "ref", "ptr"):
            return None
        address = element.get("href") or element.get("target") or ""
        file, mark, fragment = address.partition("#")
        if not mark or not fragment or self.keys:
            return None
        if _words_of(element) & _CALLS or (
            _FOOTNOTE_ADDRESS.fullmatch(fragment)
            and re.fullmatch(r"[\[(]?[\d*†‡]{1,5}[\])]?", "".join(element.itertext()).strip())
        ):
            return f"{posixpath.basename(file) or self.part}#{fragment}"
        return None

    def key_of(self, element: Any, name: str) -> str:
        own = element.get("id") or element.get(_XML_ID) or ""
        key = f"{self.part}#{own}" if own else ""
        if self.keys:
            return ""
        if name == "note":
            return key or f"{self.part}#note-{element.sourceline}-{len(self.notes)}"
        if name in ("a", "section", "span", "sup"):
            return ""
        return key if key and (key in self.notes or _words_of(element) & _NOTES) else ""

    def _back(self, element: Any, name: str) -> bool:
        return name == "a" and bool(
            _words_of(element) & _BACK or _ARROW.fullmatch("".join(element.itertext()) or "x")
        )


def _words_of(element: Any) -> set[str]:
    said = (element.get(one) or "" for one in (_EPUB_TYPE, "epub:type", "role", "class"))
    return set(" ".join(said).split())


def _style(element: Any, name: str) -> StyleKind | None:
    if name in _STYLES:
        return _STYLES[name]
    if name not in ("span", "hi"):
        return None
    said = " ".join(element.get(one) or "" for one in ("rend", "rendition", "style", "class"))
    return next((kind for known, kind in _SAID if re.search(known, said, re.IGNORECASE)), None)


def blocks(
    root: Any,
    names: frozenset[str],
    skipped: frozenset[str],
    part: str = "",
    notes: set[str] | None = None,
) -> Iterator[Block]:
    """
    Give each innermost block of *names*, and loose text between blocks.

    The role of words is that of the innermost element around them that has one. *notes* are the
    keys of notes called so far, on other pages of a book too; *part* is this page's name in it.
    """
    walk = _Walk(names, skipped, part, set() if notes is None else notes)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        # A page may have tags that are no names, which QName does not take.
        name = local_name(element) if isinstance(element.tag, str) else ""
        if event == "start":
            yield from walk.open_note(element) if name == "note" else walk.start(element, name)
            if not walk.silent and name:
                walk.made.add(" " if name in ("br", "lb") else "")
                walk.made.add(element.text or "")
            continue
        if event == "end":
            yield from walk.close_note(element) if name == "note" else walk.end(element, name)
        if not walk.silent and element is not root:
            walk.made.add(element.tail or "")
    yield from walk.made.take()
    yield from walk.later
