"""Read what an EPUB says of a text: see `facts`."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from books import TYPE, Opened, X
from facts import (
    Fact,
    Sentence,
    classes,
    having,
    indents_of,
    place_of,
    shape_of,
    style_of,
    words_of,
)

from lesart.core.references import LINES

UNSURE = "alignment uncertain"


def of_epub(opened: Opened, text_id: str) -> set[Fact]:
    """Read the pages of a text, and its places in the index of names."""
    facts: set[Fact] = set()
    for path, page in opened.pages.items():
        if not re.fullmatch(rf"EPUB/texts/{text_id}(_\d+|_notes)?\.xhtml", path):
            continue
        if having(page, "pair--held"):
            return {("withheld",)}
        for pair in having(page, "pair"):
            for side in pair if "pair--prose" not in classes(pair) else ():
                if side.get("lang"):
                    facts |= _shaped(pair, side)
        for title in page.iter():
            if not path.endswith("_notes.xhtml") and title.get("id") in ("title", "title-en"):
                sentence = Sentence(title.get("lang", ""), "title")
                _sentence(title, sentence)
                facts |= sentence.facts
    for back in opened.typed("backlink"):
        page, _, call = back.get("href", "").partition("#n")
        if call and page.startswith((f"{text_id}.", f"{text_id}_notes.")):
            facts.add(("number", call.removesuffix("-at"), back.text))
    return facts | _names(opened, text_id)


def _shaped(pair: Element, side: Element) -> set[Fact]:
    """Read one side of a pair, and what it is."""
    language, row = side.get("lang", ""), place_of(side.get("id", ""))
    shape = "item" if pair.get("role") == "listitem" else shape_of(side)
    facts = _side(side[0] if shape == "quote" else side, language, row)
    facts |= {("shape", language, row, shape)} if shape else set()
    return facts


def _side(element: Element, side: str, row: str) -> set[Fact]:
    facts: set[Fact] = set()
    number = -1
    sentence = Sentence(side, row)
    if row in LINES and not any(having(element, kind) for kind in ("incipit", "gap")):
        # A line is its only sentence, and its words stand in the paragraph itself.
        _sentence(element, sentence)
        return sentence.facts
    steps = indents_of(element)
    for whole in element:
        one = whole[0] if "line" in classes(whole) else whole
        kinds = classes(one)
        if "speaker" in kinds:
            facts.add(("speaker", side, row, (one.text or "").removesuffix(":")))
            continue
        if "call" not in kinds:
            number += 1
            gap = _gap(one)
            ids = [place_of(e.get("id", "")) for e in one.iter(f"{X}span") if e.get("id")]
            place = f"{row}#{number}" if gap else " ".join(ids) or row
            sentence = Sentence(side, place, gap)
            if gap:
                sentence.says(words_of(one, ["call"]))
            if number < len(steps) and steps[number]:
                sentence.facts.add(("line", place, steps[number]))
        _sentence(one, sentence)
        facts |= sentence.facts
    return facts


def _gap(element: Element) -> str:
    if "incipit" in classes(element):
        return "not at hand"
    if "gap" in classes(element):
        return "not translated" if "translated" in "".join(element.itertext()) else "lost"
    return ""


def _sentence(element: Element, sentence: Sentence) -> None:
    _words(element, sentence)
    for mark in having(element, "unsure"):
        said = (mark.text or "").strip(" []")
        if said == UNSURE:
            sentence.facts.add(("unsure", sentence.place))
        else:
            sentence.draft(said)


def _words(element: Element, sentence: Sentence, over: tuple[str, ...] = ()) -> None:
    kinds = classes(element)
    over = (*over, *filter(None, [style_of(element)]))
    if "unsure" in kinds:
        return
    if "call" in kinds:
        aim = element.get("href", "").partition("#")[2]
        if aim.startswith("n"):
            sentence.call(aim[1:])
        else:
            sentence.own_call(aim, element.text or "")
        return
    words = "".join(element.itertext())
    if "emended" in kinds:
        shown = "" if words == "°" else words
        sentence.emended(shown, element.get("href", "").partition("#")[2])
        if not shown:
            return
    if element.get(TYPE) == "glossref":
        sentence.term(words, element.get("href", "").partition("#")[2], first=True)
    sentence.styled(element.text, over)
    sentence.words(element.text)
    for one in element:
        _words(one, sentence, over)
        sentence.styled(one.tail, over)
        sentence.words(one.tail)


def _names(opened: Opened, text_id: str) -> set[Fact]:
    facts: set[Fact] = set()
    for entry in (entry for index in opened.typed("index") for entry in index.iter(f"{X}li")):
        for link in entry.iter(f"{X}a"):
            page, _, id_ = link.get("href", "").partition("#")
            own = id_.startswith("fn")
            if re.search(rf"/{text_id}(_\d+{'|_notes' if own else ''})?\.xhtml$", page):
                facts.add(("name", entry.get("id"), place_of(id_)))
            elif page.endswith(f"/{text_id}_notes.xhtml"):
                facts.add(("name in note", entry.get("id"), id_))
    return facts
