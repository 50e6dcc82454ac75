"""
Write elements as the XHTML documents of an EPUB.

The elements are those of `core.elements`: words are data in them. Here they get what XML wants, a
language that both HTML and XML know, and addresses that lead from one file to the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from xml.etree.ElementTree import Element, tostring

from lesart.core.elements import make

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
# The control characters are pictures by now (see `core.elements`); XML cannot hold these either.
_UNWRITABLE = re.compile("[\ufffe\uffff\ud800-\udfff]")
Resolve = Callable[[str], str | None]


def typed(element: Element, type_: str, role: str = "") -> Element:
    """
    Say what an element is: `epub:type` for reading systems, *role* (DPUB-ARIA) for assistance.

    >>> typed(make("aside"), "footnote", "doc-footnote").attrib
    {'epub:type': 'footnote', 'role': 'doc-footnote'}
    """
    element.set("epub:type", type_)
    if role:
        element.set("role", role)
    return element


def document(title: str, body: Iterable[Element], style: str, resolve: Resolve) -> bytes:
    """
    Write one document; *resolve* gives the address of a link, or None where it is to be none.

    *style* is the address of the style sheet.
    """
    sheet = make("link", rel="stylesheet", type="text/css", href=style)
    head = make("head", make("meta", charset="utf-8"), make("title", title), sheet)
    shown = make("body")
    for element in body:
        shown.append(settled(element, resolve))
    names = {"xmlns": XHTML, "xmlns:epub": OPS, "lang": "en", "xml:lang": "en"}
    root = Element("html", names)
    root.extend([head, shown])
    return written(root, "<!DOCTYPE html>\n")


def written(root: Element, doctype: str = "") -> bytes:
    """Write an XML document."""
    text = _UNWRITABLE.sub("\ufffd", tostring(root, "unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{text}\n'.encode()


def settled(element: Element, resolve: Resolve) -> Element:
    """
    Copy an element as an EPUB has it, links resolved, without spans that say nothing.

    >>> page = make("p", "a ", make("a", "b", href="book:y"), " c", lang="de")
    >>> tostring(settled(page, {"book:y": "z.xhtml#y"}.get), "unicode")
    '<p lang="de" xml:lang="de">a <a href="z.xhtml#y">b</a> c</p>'
    >>> tostring(settled(page, {}.get), "unicode")
    '<p lang="de" xml:lang="de">a b c</p>'
    """
    copy = Element(element.tag, _attributes(element, resolve))
    _fill(copy, [element], resolve)
    return copy


def _fill(target: Element, sources: Sequence[Element], resolve: Resolve) -> None:
    for source in sources:
        _say(target, source.text)
        for child in source:
            attributes = _attributes(child, resolve)
            if child.tag in ("a", "span") and not attributes.keys() - {"epub:type", "role"}:
                _fill(target, [child], resolve)
            else:
                copy = Element(child.tag, attributes)
                _fill(copy, [child], resolve)
                target.append(copy)
            _say(target, child.tail)


def _say(target: Element, words: str | None) -> None:
    if words and len(target):
        target[-1].tail = (target[-1].tail or "") + words
    elif words:
        target.text = (target.text or "") + words


def _attributes(element: Element, resolve: Resolve) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in element.attrib.items():
        if name == "href":
            address = resolve(value)
            if address is None:
                return {}
            found["href"] = address
        elif not name.startswith("data-"):
            found[name] = value
            if name == "lang":
                found["xml:lang"] = value
    return found
