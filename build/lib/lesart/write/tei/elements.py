"""Make TEI elements, and write them as a document without touching the words."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

from lesart.core.elements import visible
from lesart.core.web_address import may_link

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_FORBIDDEN = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
_MIXED = frozenset(
    "ab author bibl cell change desc edition editor gap head hi idno item l label licence measure "
    "note p persName orgName publisher quote ref seg speaker stage term title witness".split()
)


def tei(tag: str, *children: Element | str, **attributes: str) -> Element:
    """
    Make an element; `xml_id` is xml:id, an attribute without a value is left out.

    Characters that XML cannot hold become their pictures, and a `target` that is no address is left
    out.

    >>> from xml.etree.ElementTree import tostring
    >>> tostring(tei("p", "a", tei("emph", "<b>"), "c", xml_id="p1", n=""), "unicode")
    '<p xml:id="p1">a<emph>&lt;b&gt;</emph>c</p>'
    """
    if not may_link(attributes.get("target", "")):
        del attributes["target"]
    named = {key.rstrip("_").replace("xml_", "xml:"): words(v) for key, v in attributes.items()}
    element = Element(tag, {name: value for name, value in named.items() if value})
    for child in children:
        if not isinstance(child, str):
            element.append(child)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + words(child)
        else:
            element.text = (element.text or "") + words(child)
    return element


def words(written: str) -> str:
    """Replace the characters that XML cannot hold."""
    if written.isprintable():
        return written
    return visible(written).translate(_FORBIDDEN)


def is_iso(date: str) -> bool:
    """
    Tell whether a date may stand in @when.

    >>> is_iso("2018-08"), is_iso("2018-8"), is_iso("early 2018")
    (True, False, False)
    """
    return re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", date) is not None


def spaced(elements: list[Element]) -> list[Element | str]:
    """Put a blank between elements."""
    return [part for element in elements for part in (element, " ")][:-1]


def document(root: Element) -> bytes:
    """Write a TEI document, a line for each element that holds no running text."""
    root.set("xmlns", NAMESPACE)
    _lay_out(root, 0)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, "unicode")}\n'.encode()


def _lay_out(element: Element, depth: int) -> None:
    if element.tag in _MIXED or not len(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        _lay_out(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth
