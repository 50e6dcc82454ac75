"""Read what the pages of the site say of a text: see `facts`."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from facts import (
    BOTH,
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

CALLS = ("noteref", "authorref")
GAPS = {"seg--gap": "not translated", "seg--incipit": "not at hand"}


def of_page(page: Element, sides: Sequence[str] = BOTH) -> set[Fact]:
    """Read the page of a text as a reader has it who has chosen the layout with these *sides*."""
    if having(page, "bitext--held"):
        return {("withheld",), *(("call", one.get("id")) for one in having(page, "noteref"))}
    facts: set[Fact] = set()
    for side in sides:
        for row in having(page, "para"):
            for found in having(row, f"side--{side}"):
                id_ = place_of(row.get("id", ""))
                shape = "item" if row.get("role") == "listitem" else shape_of(found[0])
                facts |= {("shape", side, id_, shape)} if shape else set()
                facts |= _side(found[0], side, id_, sides)
        title = next(one for one in page.iter() if one.get("id") == TITLES[side])
        facts |= _side(title, side, "title", sides)
    return facts


TITLES = {"de": "title", "en": "title-en"}


def _side(element: Element, side: str, row: str, sides: Sequence[str]) -> set[Fact]:
    facts: set[Fact] = {("speaker", side, row, one.text) for one in having(element, "speaker")}
    sentences = [one for one in element.iter() if one.get("data-seg")]
    steps = indents_of(element)
    for number, one in enumerate(sentences):
        kinds = classes(one)
        gap = next((GAPS[kind] for kind in kinds if kind in GAPS), "")
        place = f"{row}#{number}" if gap else one.get("data-seg", "")
        sentence = Sentence(side, place, gap)
        if gap:
            sentence.says(words_of(one, CALLS))
        if "seg--draft" in kinds:
            said = one.get("title", "").partition(" (")[0]
            sentence.draft(said[:1].lower() + said[1:])
        if "seg--unsure" in kinds:
            sentence.facts.add(("unsure", place))
        _words(one, sentence, sides)
        if number < len(steps) and steps[number]:
            facts.add(("line", place, steps[number]))
        facts |= sentence.facts
    if not sentences:
        lost = Sentence(side, f"{row}#0", "lost")
        for one in element:
            if "speaker" not in classes(one):
                _words(one, lost, sides)
        said = "".join(words_of(one, CALLS) for one in element if "speaker" not in classes(one))
        lost.says(said)
        facts |= lost.facts
    return facts


def _words(
    element: Element, sentence: Sentence, sides: Sequence[str], over: tuple[str, ...] = ()
) -> None:
    kinds = classes(element)
    over = (*over, *filter(None, [style_of(element)]))
    if "authorref" in kinds:
        sentence.own_call(element.get("href", "")[1:], element.text or "")
        return
    if "noteref" in kinds:
        if "noteref--alone" not in kinds or len(sides) == 1:
            sentence.call(element.get("id", "")[1:-3])
        return
    if "emended" in kinds:
        words = "".join(element[0].itertext())
        sentence.emended(words, element.get("href", "")[1:])
        if term := element.get("data-term"):
            sentence.term(words, term)
        _words(element[0], sentence, sides, over)
        return
    if "term" in kinds:
        first = "term--again" not in kinds
        sentence.term("".join(element.itertext()), element.get("data-term", ""), first)
    sentence.styled(element.text, over)
    sentence.words(element.text)
    for one in element:
        _words(one, sentence, sides, over)
        sentence.styled(one.tail, over)
        sentence.words(one.tail)


def of_names(index: Element, text_id: str) -> set[Fact]:
    """Read where the names of the index stand in a text."""
    facts: set[Fact] = set()
    for entry in having(index, "name"):
        for link in having(entry, "ref"):
            said, id_ = link.get("aria-label", ""), link.get("href", "").partition("#")[2]
            if said.startswith(f"{text_id} "):
                facts.add(("name", entry.get("id"), place_of(id_)))
            elif said.startswith(f"{text_id}, note "):
                facts.add(("name in note", entry.get("id"), id_))
    return facts
