"""
Write the glossary as TBX-Basic (ISO 30042:2019, DCT style), and read TBX back.

What TBX has no place for, the word forms and the places where rules are overruled, stays out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, indent, register_namespace, tostring

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.prose import plain
from lesart.exchange.xml import local_name, parse_exchange_xml
from lesart.model import Bilingual, ChineseTerm, English, Headword, Rendering, Term

CORE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS = {"preferred": "preferredTerm-admn-sts", "admitted": "admittedTerm-admn-sts",
           "rejected": "deprecatedTerm-admn-sts"}  # fmt: skip


def format_tbx(terms: Sequence[Term], title: str) -> str:
    """Write terms as one TBX document."""
    # Not once for all: other writers of XML take the empty prefix for a namespace of theirs.
    for prefix, namespace in (("", CORE), ("min", MIN), ("basic", BASIC)):
        register_namespace(prefix, namespace)
    root = _core("tbx", type="TBX-Basic", style="dct")
    root.set(LANG, "de")
    source = _core("sourceDesc", _core("p", text=title))
    description = _core("fileDesc", _core("titleStmt", _core("title", text=title)), source)
    root.append(_core("tbxHeader", description))
    body = _core("body", *(_concept(term) for term in terms))
    root.append(_core("text", body))
    indent(root)
    written = tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _concept(term: Term) -> Element:
    entry = _core("conceptEntry", id=term.id)
    for other in term.related:
        reference = _element(BASIC, "crossReference", text=other)
        reference.set("target", other)
        entry.append(reference)
    if term.source:
        entry.append(_element(BASIC, "source", text=term.source))
    german = _language("de", term.definition.de)
    words = [Headword(term.lemma, term.grammar), *term.also]
    words += [Headword(word) for word in term.compounds]
    for number, word in enumerate(words):
        note = _core("note", text=word.grammar) if word.grammar else None
        german.append(_term(word.lemma, "admitted" if number else "preferred", note))
    english = _language("en", term.definition.en)
    for rendering in term.english.preferred:
        english.append(_term(rendering, "preferred"))
    for item in term.english.admitted:
        note = _core("note", text=item.reason)
        english.append(_term(item.rendering, "admitted", note))
    for rendering in term.english.rejected:
        english.append(_term(rendering, "rejected"))
    entry.extend([german, english])
    if term.chinese:
        chinese = _core("langSec")
        chinese.set(LANG, "zh-Hans")
        note = _core("note", text=term.chinese.pinyin)
        chinese.append(_term(term.chinese.term, "preferred", note))
        entry.append(chinese)
    return entry


def _language(lang: str, definition: str) -> Element:
    section = _core("langSec")
    section.set(LANG, lang)
    if words := plain(definition):
        section.append(_core("descripGrp", _element(BASIC, "definition", text=words)))
    return section


def _term(words: str, status: str, note: Element | None = None) -> Element:
    section = _core("termSec", _core("term", text=words))
    section.append(_element(MIN, "administrativeStatus", text=_STATUS[status]))
    if note is not None:
        section.append(note)
    return section


def _element(namespace: str, tag: str, *children: Element, text: str = "") -> Element:
    element = Element(f"{{{namespace}}}{tag}")
    element.text = text or None
    element.extend(children)
    return element


def _core(tag: str, *children: Element, text: str = "", **attributes: str) -> Element:
    element = _element(CORE, tag, *children, text=text)
    element.attrib.update(attributes)
    return element


# Reading


def parse_tbx(data: bytes, path: str) -> list[Term]:
    """
    Read the concepts of a TBX document, of DCT or DCA style, as terms.

    Raises EditionError for what is no XML or no TBX, and for concepts without a German term.
    """
    root = parse_exchange_xml(data, path)
    concepts = [e for e in root.iter() if local_name(e) in ("conceptEntry", "termEntry")]
    terms = [term for concept in concepts if (term := _read_concept(concept, path))]
    if not terms:
        hint = "a conceptEntry with a langSec for de and one for en"
        raise EditionError(
            Finding(Location(path), "X003", "there is no German term here", (), hint)
        )
    return terms


def _read_concept(concept: Any, path: str) -> Term | None:
    sections = {
        (e.get(LANG) or "")[:2].lower(): e
        for e in concept
        if local_name(e) in ("langSec", "langSet")
    }
    if "de" not in sections:
        return None
    german = _read_terms(sections["de"])
    english = _read_terms(sections["en"]) if "en" in sections else []
    lemma, *others = sorted(german, key=lambda one: one[1] != "preferred") or [("", "", "")]
    term = Term(
        id=concept.get("id", ""),
        path=path,
        lemma=lemma[0],
        grammar=lemma[2],
        also=tuple(Headword(words, note) for words, _, note in others),
        english=English(
            tuple(words for words, status, _ in english if status == "preferred"),
            tuple(
                Rendering(words, note) for words, status, note in english if status == "admitted"
            ),
            tuple(words for words, status, _ in english if status == "rejected"),
        ),
        definition=Bilingual(*(_definition(concept, sections.get(x)) for x in ("de", "en"))),
        related=tuple(e.get("target", "") for e in concept if _kind(e) == "crossReference"),
        source=next((e.text or "" for e in concept if _kind(e) == "source"), ""),
    )
    if "zh" in sections and (chinese := _read_terms(sections["zh"])):
        term = replace(term, chinese=ChineseTerm(chinese[0][0], chinese[0][2]))
    return term if term.lemma else None


def _read_terms(section: Any) -> list[tuple[str, str, str]]:
    """List the terms of a language: words, status, note."""
    found = []
    for one in section.iter():
        if local_name(one) in ("termSec", "tig", "ntig"):
            parts = {_kind(e): " ".join((e.text or "").split()) for e in one.iter()}
            said = parts.get("administrativeStatus", "")
            status = next((name for name, code in _STATUS.items() if said == code), "preferred")
            found.append((parts.get("term", ""), status, parts.get("note", "")))
    return [one for one in found if one[0]]


def _definition(concept: Any, section: Any) -> str:
    places = concept if section is None else section
    found = (e for e in places.iter() if _kind(e) == "definition")
    return "" if section is None else next((" ".join((e.text or "").split()) for e in found), "")


def _kind(element: Any) -> str:
    """Name the data category: the tag in DCT style, the type in DCA style."""
    return element.get("type") or local_name(element)
