"""Go through a page of HTML: its blocks, and what is left out beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from lesart.exchange.readers.omissions import Omission
from lesart.exchange.readers.page_beside import NO_TEXT, kind_beside, said_of, words_beside
from lesart.exchange.readers.page_notes import NOTES, NoteIndex, is_mark, mark_pattern
from lesart.exchange.readers.roles import PARAGRAPH, ROLE_OF, Block, Collector
from lesart.exchange.xml_data import local_name
from lesart.model import Role, StyleKind

_BLOCKS = frozenset(
    "html head body p h1 h2 h3 h4 h5 h6 ul ol dl menu dir li dt dd blockquote pre xmp listing "
    "plaintext figure figcaption table caption thead tbody tfoot tr td th div section article "
    "header footer main aside nav hgroup address center hr form fieldset legend details summary "
    "dialog search frameset frame marquee level level1 level2 level3 level4 level5 level6 "
    "bodymatter frontmatter rearmatter doctitle docauthor list hd bridgehead prodnote sidebar "
    "line linegroup note".split()
)
_AS_WRITTEN = frozenset("pre xmp listing plaintext".split())
_STYLES: dict[str, StyleKind] = {
    "i": "italic", "em": "italic", "cite": "italic", "b": "bold", "strong": "bold",
    "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_SAID: tuple[tuple[str, StyleKind], ...] = (
    ("small-?caps|smcp|\\bsc\\b", "small-caps"),
    ("superscript|\\bsup\\b|vertical-align:\\s*(?:super|text-top)", "superscript"),
    ("subscript|\\bsub\\b|vertical-align:\\s*sub", "subscript"),
    ("italic|\\bi\\b", "italic"), ("bold|\\bb\\b", "bold"),
)  # fmt: skip
_SHOWN_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_HEADING = re.compile("h[1-6]")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_OUTSIDE = "text outside of main"


class PageWalk:
    """Hold what is known while one page is read; `omissions` are what was left out of it."""

    def __init__(self, root: Any, index: NoteIndex, page: str) -> None:
        """Take a page that is parsed, what links call, and the name of the page in its book."""
        self.root, self.index, self.page = root, index, page
        self.omissions: list[Omission] = []
        self._notes = index.notes_on(root, page)
        self._holders = {above for one in self._notes for above in one.iterancestors()}
        mains = [one for one in root.iter("main", "div", "section") if _is_main(one)]
        chosen = [*mains, *self._notes] if mains else []
        self._outer = {above for one in chosen for above in one.iterancestors()} - set(chosen)
        self._outer -= {below for one in mains for below in one.iter()}
        self._links = {link: number for number, link in enumerate(root.iter("a"))}
        self._made = Collector()
        self._roles: list[tuple[Role, int]] = [(PARAGRAPH, 0)]
        self._keys: list[str] = []
        self._begun: set[str] = set()
        self._ends: dict[Any, list[str]] = {}
        self._broken = False
        self._as_written = 0

    def read(self) -> Iterator[Block]:
        """Give each innermost block, and loose text between blocks, in the order of the page."""
        walker = etree.iterwalk(self.root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            # A page may have tags that are no names, which QName does not take.
            name = local_name(element) if isinstance(element.tag, str) else ""
            if event == "start":
                if self._passed_over(element, name):
                    walker.skip_subtree()
                    continue
                yield from self._start(element, name)
                yield from self._text(element, element.text or "")
                continue
            if event == "end" and element in self._ends:
                yield from self._end(element, name)
            if element is not self.root:
                yield from self._text(element.getparent(), element.tail or "")
        yield from self._take()

    def _passed_over(self, element: Any, name: str) -> bool:
        """Leave an element out, or call the note that it calls; tell whether it holds no text."""
        place = (self.page, self._links.get(element, -1))
        if name in NO_TEXT:
            return True
        if place in self.index.calls and is_mark(element):
            self._made.call(self.index.calls[place])
            return True
        if self._keys and place in self.index.back:
            self._omit("links back from notes", element, name)
            return True
        if element in self._notes or element in self._holders:
            return False
        said = said_of(element)
        kind = "" if said & NOTES and name == "aside" else kind_beside(element, name, said)
        if not kind and self._outer and element not in self._outer:
            above = element.getparent()
            kind = _OUTSIDE if above is None or above in self._outer else ""
            kind = "" if _is_main(element) else kind
        if kind:
            self._omit(kind, element, name)
        return bool(kind)

    def _omit(self, kind: str, element: Any, name: str) -> None:
        words = words_beside(element)
        if words or name == "img":
            line = element.sourceline or 0
            self.omissions.append(Omission(kind, words, line, part=self.page))

    def _text(self, holder: Any, words: str) -> Iterator[Block]:
        if holder in self._outer:
            if words.strip():
                line = holder.sourceline or 0
                self.omissions.append(Omission(_OUTSIDE, words.strip(), line, part=self.page))
            return
        for number, part in enumerate(_EMPTY_LINE.split(words) if self._as_written else [words]):
            if number:
                yield from self._take()
            self._made.add(part)
            self._broken = self._broken and not part.strip()

    def _take(self) -> Iterator[Block]:
        self._broken = False
        role, level = self._roles[-1]
        if not self._keys:
            yield from self._made.take(role, level)
            return
        key = self._keys[-1]
        for block in self._made.take("note", 0, key):
            mark = self.index.marks.get(key, "") if key not in self._begun else ""
            self._begun.add(key)
            found = mark_pattern(mark).match(block.words) if mark else None
            yield _without(block, found.end()) if found else block

    def _start(self, element: Any, name: str) -> Iterator[Block]:
        ends: list[str] = []
        self._ends[element] = ends
        if name == "br":
            if self._broken and self._roles[-1][0] != "heading":
                yield from self._take()
            self._broken = True
            self._made.add("\n")
            return
        if name in _BLOCKS or _SHOWN_AS_BLOCK.search(element.get("style") or ""):
            yield from self._take()
            ends.append("block")
        if key := self._key_of(element, name):
            yield from self._take()
            self._keys.append(key)
            ends.append("key")
        if name in ROLE_OF:
            level = int(name[1]) if _HEADING.fullmatch(name) else int(ROLE_OF[name] == "heading")
            self._roles.append((ROLE_OF[name], level))
            ends.append("role")
        if (self.page, self._links.get(element, -1)) in self.index.calls:
            ends.append("call")
        if name in _AS_WRITTEN:
            self._as_written += 1
        if kind := _style(element, name):
            self._made.begin(kind)
            ends.append("style")

    def _end(self, element: Any, name: str) -> Iterator[Block]:
        ends = self._ends.pop(element)
        if "style" in ends:
            self._made.end()
        if "call" in ends:
            self._made.call(self.index.calls[self.page, self._links[element]])
        if "block" in ends or "key" in ends:
            yield from self._take()
        if "key" in ends:
            self._keys.pop()
        if "role" in ends:
            self._roles.pop()
        self._as_written -= name in _AS_WRITTEN

    def _key_of(self, element: Any, name: str) -> str:
        """Give the key of the note that an element is; empty where it is none, or is in one."""
        if self._keys:
            return ""
        if element in self._notes:
            return self._notes[element]
        own = element.get("id") or ""
        if name in ("a", "section", "span", "sup") or element in self._holders:
            return ""
        if said_of(element) & NOTES and (own or name == "aside"):
            return f"{self.page}#{own or f'note-{element.sourceline}-{len(self._begun)}'}"
        return ""


def _is_main(element: Any) -> bool:
    name = element.tag
    return (name == "main" or element.get("role") == "main") and element.get("hidden") is None


def _without(block: Block, length: int) -> Block:
    """Blank the mark of a note out of its beginning, so that every range stays on its words."""
    words = " " * length + block.words[length:]
    styles = tuple(one for one in block.styles if one.end > length)
    return Block(words, block.role, block.level, block.lines, styles, block.calls, block.key)


def _style(element: Any, name: str) -> StyleKind | None:
    above = element.getparent()
    if above is not None and above.tag in ("msup", "msub") and above[-1] is element:
        return "superscript" if above.tag == "msup" else "subscript"
    if name in _STYLES:
        return _STYLES[name]
    if name != "span":
        return None
    said = " ".join(element.get(one) or "" for one in ("style", "class"))
    return next((kind for known, kind in _SAID if re.search(known, said, re.IGNORECASE)), None)
