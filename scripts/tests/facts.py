"""
Say in one form what the writers say of a text; `facts_page`, `facts_epub` and so on read them.

A fact is a tuple: its kind, the side, the place, and what stands there. A place is the id of a
segment, or those of the segments of a unit with blanks between them; that of a gap is its
paragraph and its number among the sentences of that side. Characters are those of the reading text.

| kind | behind it |
|---|---|
| `call` | side, place, character behind which a note is called, note |
| `number` | note, its number |
| `term`, `first term` | side, place, start, end, term; the first of each in a paragraph and side |
| `emended` | segment, start, end, entry of the apparatus |
| `gap`, `gap says` | side, place, what is missing; the words that say so |
| `speaker` | side, paragraph, name |
| `draft`, `draft says`, `unsure` | place; the words that say so |
| `name`, `name in note` | name, segment or note |
| `shape` | side, paragraph, what it is: heading and its depth, verse, quote, item |
| `line` | place of a line that is set in, steps |
| `style` | segment, character, style |
| `own call`, `own number` | side, place, character, the author's note; its number |
| `withheld` | |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

Fact = tuple[Any, ...]
BOTH = ("de", "en")


def of_kind(facts: Iterable[Fact], *kinds: str) -> list[Fact]:
    """Pick the facts of some kinds, in an order that does not depend on the writer."""
    return sorted((fact for fact in facts if fact[0] in kinds), key=str)


# What XHTML has for each style.
STYLES = {"em": "italic", "strong": "bold", "sup": "superscript", "sub": "subscript"}


def style_of(element: Element) -> str:
    """Tell how an element of XHTML sets its words apart; nothing where it does not."""
    tag = element.tag.rpartition("}")[2]
    return "small-caps" if "sc" in classes(element) else STYLES.get(tag, "")


def shape_of(element: Element) -> str:
    """Tell what a side of a paragraph is in XHTML; nothing where it is no more than that."""
    tag = element.tag.rpartition("}")[2]
    if tag[0] == "h" and tag[1:].isdigit():
        return f"heading {int(tag[1:]) - 1}"
    if tag == "blockquote":
        return "quote"
    return "verse" if "verse" in classes(element) else ""


def indents_of(element: Element) -> list[int]:
    """List how far the lines of verse are set in."""
    found = [kind for one in having(element, "line") for kind in [" ".join(classes(one))]]
    return [int(kind.partition("--in")[2] or 0) for kind in found]


def place_of(dom_id: str) -> str:
    """Undo `dom_id`, and the ending of a side."""
    bare = dom_id.removesuffix("-en").removesuffix("-de")
    return bare[1:] if re.match(r"p\d", bare) else bare


def classes(element: Element) -> list[str]:
    """List the classes of an element."""
    return element.get("class", "").split()


def having(element: Element, name: str) -> list[Element]:
    """List the elements of a class."""
    return [one for one in element.iter() if name in classes(one)]


def words_of(element: Element, without: Sequence[str]) -> str:
    """Give the words of an element but for those of some classes."""
    left_out = not set(without).isdisjoint(classes(element))
    said = "" if left_out else element.text or ""
    within = () if left_out else element
    return said + "".join(words_of(one, without) + (one.tail or "") for one in within)


class Sentence:
    """Gather what stands in one sentence, whose characters are counted as they come."""

    def __init__(self, side: str, place: str, gap: str = "") -> None:
        self.side, self.place, self.at, self.counted = side, place, 0, not gap
        self.facts: set[Fact] = {("gap", side, place, gap)} if gap else set()

    def words(self, said: str | None) -> None:
        """Go on by some words; what stands for a gap is none of the text."""
        self.at += len(said or "") if self.counted else 0

    def call(self, note: str) -> None:
        """Call a note here."""
        self.facts.add(("call", self.side, self.place, self.at, note))

    def own_call(self, note: str, number: str) -> None:
        """Call a note of the author here."""
        self.facts.add(("own call", self.side, self.place, self.at, note))
        self.facts.add(("own number", note, number))

    def styled(self, said: str | None, kinds: Iterable[str]) -> None:
        """Say that the words to come are set apart, character by character."""
        for at in range(self.at, self.at + len(said or "")) if self.counted else ():
            self.facts |= {("style", self.place, at, kind) for kind in kinds}

    def term(self, said: str, term: str, first: bool = False) -> None:
        """Say that the words to come are a term."""
        found = (self.side, self.place, self.at, self.at + len(said), term)
        self.facts |= {("term", *found), *([("first term", *found)] if first else [])}

    def emended(self, said: str, entry: str) -> None:
        """Say that the words to come are emended."""
        self.facts.add(("emended", self.place, self.at, self.at + len(said), entry))

    def draft(self, said: str) -> None:
        """Say that this is a draft, and how it says so."""
        self.facts |= {("draft", self.place), ("draft says", self.place, said)}

    def says(self, said: str) -> None:
        """Say with which words a gap is told."""
        self.facts.add(("gap says", self.side, self.place, said.strip()))
