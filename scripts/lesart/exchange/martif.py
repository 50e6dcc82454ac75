"""
Write the glossary as TBX of 2008 (ISO 30042:2008, `martif`), in the dialect TBX-Basic.

OmegaT, translate-toolkit with Weblate and Pootle, and most programs for translators read this one;
few read its successor of 2019, which `tbx` writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lesart.core.elements import visible
from lesart.core.prose import plain
from lesart.exchange.tbx import LANG
from lesart.exchange.term_status import ADMINISTRATIVE
from lesart.model import Headword, Term
from lesart.translation.gate import PAIR


def format_martif(terms: Sequence[Term], title: str) -> str:
    """Write terms as one document."""
    root = Element("martif", {"type": "TBX-Basic", LANG: PAIR[0]})
    header = SubElement(root, "martifHeader")
    description = SubElement(header, "fileDesc")
    _add(SubElement(description, "titleStmt"), "title", title)
    _add(SubElement(description, "sourceDesc"), "p", title)
    _add(SubElement(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    body = SubElement(SubElement(root, "text"), "body")
    for term in terms:
        _concept(body, term)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, "unicode")}\n'


def _concept(body: Element, term: Term) -> None:
    entry = SubElement(body, "termEntry", id=term.id)
    for other in term.related:
        _add(entry, "ref", other, type="crossReference", target=other)
    if term.source:
        _add(entry, "admin", term.source, type="source")
    words = [Headword(term.lemma, term.grammar), *term.also]
    words += [Headword(word) for word in term.compounds]
    german = _language(entry, PAIR[0], term.definition.de)
    for number, word in enumerate(words):
        _term(german, word.lemma, "admitted" if number else "preferred", word.grammar)
    english = _language(entry, PAIR[1], term.definition.en)
    for rendering in term.english.preferred:
        _term(english, rendering, "preferred")
    for item in term.english.admitted:
        _term(english, item.rendering, "admitted", item.reason)
    for rendering in term.english.rejected:
        _term(english, rendering, "rejected")
    if term.chinese:
        _term(_language(entry, "zh-Hans", ""), term.chinese.term, "preferred", term.chinese.pinyin)


def _language(entry: Element, code: str, definition: str) -> Element:
    section = SubElement(entry, "langSet", {LANG: code})
    if words := plain(definition):
        _add(SubElement(section, "descripGrp"), "descrip", words, type="definition")
    return section


def _term(section: Element, words: str, status: str, note: str = "") -> None:
    one = SubElement(section, "tig")
    _add(one, "term", words)
    _add(one, "termNote", ADMINISTRATIVE[status], type="administrativeStatus")
    if note:
        _add(one, "note", note)


def _add(parent: Element, tag: str, words: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = visible(words)
