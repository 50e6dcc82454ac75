"""Write and read translation units as TMX 1.4, the exchange format of translation memories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lesart import __version__
from lesart.core.elements import visible
from lesart.core.findings import EditionError, Finding, Location
from lesart.exchange.xml import joined, local_name, parse_exchange_xml
from lesart.model import Text
from lesart.translation.relations import joined_by, relation_of

_XML = "http://www.w3.org/XML/1998/namespace"
_CODES = ("bpt", "ept", "it", "ph", "ut")


@dataclass(frozen=True, slots=True)
class Pair:
    """
    Hold both sides of a unit; `properties` are kept as TMX `prop`, by type.

    `line` is that of the file it was read in; two pairs are the same wherever they stand.
    """

    source: str
    target: str
    properties: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False, repr=False)


def text_pairs(text: Text) -> Iterator[Pair]:
    """Give the units of a text as pairs; those without their German have an empty source."""
    for row in text.rows:
        german = {segment.id: segment.text or "" for segment in row.segments}
        for unit in row.units:
            words = " ".join(german.get(id_, "") for id_ in unit.segments).strip()
            place = f"{text.record.id}:{unit.ids}"
            said = [("reference", place), ("state", unit.state)]
            said += [("relation", relation_of(unit)), ("joined-by", joined_by(unit))]
            if unit.state == "aligned":
                said.append(("confidence", f"{unit.confidence:.3f}"))
            yield Pair(words, unit.text, tuple(said))


def write_tmx(
    pairs: Iterable[Pair], source: str = "de", target: str = "en", notice: str = ""
) -> str:
    """
    Write *pairs* as a TMX 1.4 document; a pair that lacks a side is left out.

    A *notice* stands in the header as a note.

    >>> text = write_tmx([Pair("Ja & nein.", "Yes & no.", (("confidence", "0.9"),))])
    >>> '<seg>Ja &amp; nein.</seg>' in text and '<prop type="confidence">0.9</prop>' in text
    True
    """
    root = Element("tmx", version="1.4")
    header = SubElement(
        root,
        "header",
        creationtool="lesart",
        creationtoolversion=__version__,
        segtype="sentence",
        adminlang="en",
        srclang=source,
        datatype="plaintext",
        attrib={"o-tmf": "lesart"},
    )
    if notice:
        SubElement(header, "note").text = notice
    body = SubElement(root, "body")
    for pair in pairs:
        if not pair.source or not pair.target:
            continue
        unit = SubElement(body, "tu")
        for type_, value in pair.properties:
            SubElement(unit, "prop", type=type_).text = visible(value)
        for language, words in ((source, pair.source), (target, pair.target)):
            variant = SubElement(unit, "tuv", {f"{{{_XML}}}lang": language})
            SubElement(variant, "seg").text = visible(words)
    indent(root)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{tostring(root, 'unicode')}\n"


def parse_tmx(data: bytes, path: str, source: str = "de", target: str = "en") -> list[Pair]:
    """
    Read the pairs of two languages, of whatever country, from a TMX document.

    Codes of formatting are left out, their words kept. Raises EditionError where it is no TMX, or
    holds no such pair.

    >>> parse_tmx(write_tmx([Pair("Ja.", "Yes.")]).encode(), "a.tmx")
    [Pair(source='Ja.', target='Yes.', properties=())]
    """
    return read_tmx(data, path, source, target)[0]


def read_tmx(
    data: bytes, path: str, source: str = "de", target: str = "en"
) -> tuple[list[Pair], list[int]]:
    """
    Read pairs as `parse_tmx` does, and give the lines of the units that are no such pair.

    Raises EditionError as `parse_tmx` does.
    """
    root = parse_exchange_xml(data, path)
    if local_name(root) != "tmx":
        raise EditionError(Finding(Location(path), "X011", "this is no TMX file"))
    pairs: list[Pair] = []
    left: list[int] = []
    for unit in root.iter("tu"):
        if pair := _read(unit, source, target):
            pairs.append(pair)
        else:
            left.append(unit.sourceline or 0)
    if not pairs:
        hint = f"a tu with a tuv for {source} and one for {target}"
        message = f"there is no pair of {source} and {target} here"
        raise EditionError(Finding(Location(path), "X011", message, (), hint))
    return pairs, left


def _read(unit: Any, source: str, target: str) -> Pair | None:
    sides: dict[str, str] = {}
    for variant in unit.findall("tuv"):
        language = variant.get(f"{{{_XML}}}lang") or variant.get("lang") or ""
        segment = variant.find("seg")
        if segment is not None:
            sides.setdefault(language[:2].lower(), joined("".join(_words(segment))))
    properties = tuple((p.get("type") or "", (p.text or "").strip()) for p in unit.findall("prop"))
    if not sides.get(source) or not sides.get(target):
        return None
    return Pair(sides[source], sides[target], properties, unit.sourceline or 0)


def _words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local_name(child) not in _CODES:
            yield from _words(child)
        yield child.tail or ""
