"""Read what a TEI document says of a text: see `facts`."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

from facts import Fact, Sentence, place_of

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SIDES = {"edition": "de", "translation": "en"}
REASONS = {"lost": "lost", "not-translated": "not translated", "not-at-hand": "not at hand"}
SURE = 0.9


def of_tei(written: bytes) -> set[Fact]:
    """Read the document of a text."""
    root = fromstring(written)
    if any(gap.get("reason") == "withheld" for gap in root.iter(f"{TEI}gap")):
        return {("withheld",), *(("call", one.get(ID)) for one in root.iter(f"{TEI}anchor"))}
    facts: set[Fact] = set()
    for division in root.iter(f"{TEI}div"):
        if side := SIDES.get(division.get("type", "")):
            for one, depth in _rows(division, 0):
                facts |= _row(one, side, depth)
    return facts | _names(root)


def _rows(division: Element, depth: int) -> Iterator[tuple[Element, int]]:
    """Give the rows of a division and of those within it, each with the depth of its division."""
    for one in division:
        if one.tag == f"{TEI}div":
            yield from _rows(one, depth + (one.get("type") == "part"))
        elif one.tag == f"{TEI}list":
            yield from ((item, depth) for item in one)
        else:
            yield one, depth


SHAPES = {"lg": "verse", "quote": "quote", "item": "item"}


def _row(element: Element, side: str, depth: int) -> set[Fact]:
    facts: set[Fact] = set()
    speaker = element.find(f"{TEI}speaker")
    row = element if speaker is None else element[1]
    row = row[0] if row.tag == f"{TEI}list" else row
    id_ = row.get("n", "")
    shape = SHAPES.get(row.tag.removeprefix(TEI), "")
    if row.tag == f"{TEI}head" and depth:
        shape = f"heading {depth}"
    facts |= {("shape", side, id_, shape)} if shape else set()
    if row.tag == f"{TEI}note":
        row = row[0]
    if speaker is not None:
        facts.add(("speaker", side, id_, speaker.text))
    sentence = Sentence(side, id_)
    number = -1
    for whole in row:
        one = whole[0] if whole.tag == f"{TEI}l" else whole
        calls = list(whole)[1:] if whole.tag == f"{TEI}l" else []
        if one.tag in (f"{TEI}anchor", f"{TEI}ptr"):
            _words(one, sentence)
        else:
            number += 1
            sentence = _sentence(one, side, f"{id_}#{number}")
            if steps := whole.get("rend", "").removeprefix("indent(").removesuffix(")"):
                sentence.facts.add(("line", sentence.place, int(steps)))
        for call in calls:
            _words(call, sentence)
        facts |= sentence.facts
    return facts


def _sentence(one: Element, side: str, gap: str) -> Sentence:
    inner = one if one.tag == f"{TEI}gap" else one.find(f"{TEI}gap")
    covered = " ".join(place_of(pointer[1:]) for pointer in one.get("corresp", "").split())
    place = one.get("n", "") if side == "de" else covered
    if inner is not None:
        sentence = Sentence(side, gap, REASONS[inner.get("reason", "")])
    else:
        sentence = Sentence(side, place)
    if one.get("subtype") == "draft":
        sentence.facts.add(("draft", place))
    if float(one.get("cert", "1")) < SURE:
        sentence.facts.add(("unsure", place))
    _words(one, sentence)
    return sentence


def _words(element: Element, sentence: Sentence, over: tuple[str, ...] = ()) -> None:
    kind = element.tag.removeprefix(TEI)
    over = (*over, *(element.get("rend", "").split() if kind == "hi" else ()))
    words = "".join(element.itertext())
    if kind == "anchor":
        sentence.call(element.get(ID, "")[1:-3])
    elif kind == "ptr":
        aim = place_of(element.get("target", "")[1:])
        sentence.own_call(aim, element.get("n", ""))
    elif kind == "corr":
        sentence.emended(words, element.get(ID, ""))
    elif kind == "term":
        sentence.term(words, element.get("ref", "").removeprefix("#term-"))
    elif kind == "sic":
        return
    sentence.styled(element.text, over)
    sentence.words(element.text)
    for one in element:
        _words(one, sentence, over)
        sentence.styled(one.tail, over)
        sentence.words(one.tail)


def _names(root: Element) -> set[Fact]:
    """Tell a name of a unit at its first segment, unless the original says where it stands."""
    covered = {
        f"#{unit.get(ID)}": unit.get("corresp", "").split()
        for unit in root.iter(f"{TEI}seg")
        if unit.get("type") == "unit"
    }
    notes = {f"#{one.get(ID)}" for one in root.iter(f"{TEI}note") if one.get(ID)}
    facts: set[Fact] = set()
    for group in root.iter(f"{TEI}linkGrp"):
        for link in group if group.get("type") == "names" else ():
            target, *places = link.get("target", "").split()
            name = target.removeprefix("#name-")
            for place in places:
                segments = covered.get(place, [place])
                if place in notes:
                    facts.add(("name in note", name, place[1:]))
                elif place not in covered or not {*segments} & {*places}:
                    facts.add(("name", name, place_of(segments[0][1:])))
    return facts
