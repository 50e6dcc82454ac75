"""
Write the glossary as TBX-Basic (ISO 30042:2019, DCT style), and read TBX back.

What TBX has no place for, the word forms and the places where rules are overruled, stays out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element, indent, register_namespace, tostring

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.prose import plain
from lesart.exchange.read_terms import ReadTerms
from lesart.exchange.term_status import ADMINISTRATIVE, ORDER, Status, read_status
from lesart.exchange.xml import local_name, parse_exchange_xml
from lesart.languages import LANGUAGES
from lesart.model import Bilingual, ChineseTerm, English, Headword, Rendering, Term
from lesart.translation.gate import PAIR

CORE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS_KINDS = ("administrativeStatus", "normativeAuthorization", "usageStatus", "status")


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
    section.append(_element(MIN, "administrativeStatus", text=ADMINISTRATIVE[status]))
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
    Read the concepts of a TBX document as terms, as `read_tbx` does.

    Raises EditionError for what is no XML or no TBX, and where no concept has both sides.
    """
    return list(read_tbx(data, path).terms)


def read_tbx(data: bytes, path: str) -> ReadTerms:
    """
    Read the concepts of a TBX document, of 2008 or 2019, DCT or DCA style, as terms.

    A concept that lacks German or English is left out and named, and so is a term whose status is
    not known. Raises EditionError as `parse_tbx` does.
    """
    root = parse_exchange_xml(data, path)
    concepts = [e for e in root.iter() if local_name(e) in ("conceptEntry", "termEntry")]
    findings: list[Finding] = []
    terms = [term for concept in concepts if (term := _read_concept(concept, path, findings))]
    if not terms:
        hint = "a conceptEntry with a langSec for de and one for en"
        none = Finding(Location(path), "X003", "there is no German term with its English", (), hint)
        raise EditionError([none, *findings])
    return ReadTerms(tuple(terms), tuple(findings))


def _read_concept(concept: Any, path: str, findings: list[Finding]) -> Term | None:
    sections: dict[str, list[Any]] = {}
    for e in concept:
        if local_name(e) in ("langSec", "langSet"):
            sections.setdefault((e.get(LANG) or e.get("lang") or "")[:2].lower(), []).append(e)
    where = Location(path, concept.sourceline or 0, (concept.get("id") or "")[:80])
    sides = [[one for e in sections.get(code, ()) for one in _read_terms(e)] for code in PAIR]
    if lacking := [LANGUAGES[code].name for code, one in zip(PAIR, sides, strict=True) if not one]:
        words = ", ".join(one.words for side in sides for one in side)
        message = f"left out: the concept has no {' and no '.join(lacking)} term"
        findings.append(Finding(where, "X023", message, (words[:120],) if words else ()))
        return None
    findings += [
        Finding(
            where,
            "X024",
            f"“{one.words[:60]}” is left out: its status “{one.said[:60]}” is not known",
            (),
            "say whether it is preferred, admitted or rejected, and take it in again",
            "warning",
        )
        for side in sides
        for one in side
        if one.status == "unknown"
    ]
    german, english = ([one for one in side if one.status != "unknown"] for side in sides)
    if not german or not english:
        return None
    lemma, *others = sorted(german, key=lambda one: ORDER.index(one.status))
    term = Term(
        id=concept.get("id", ""),
        path=path,
        lemma=lemma.words,
        grammar=lemma.note,
        also=tuple(Headword(one.words, one.note) for one in others),
        english=English(
            tuple(one.words for one in english if one.status == "preferred"),
            tuple(
                Rendering(one.words, one.note or one.said)
                for one in english
                if one.status == "admitted"
            ),
            tuple(one.words for one in english if one.status == "rejected"),
        ),
        definition=Bilingual(*(_definition(sections.get(code, ())) for code in PAIR)),
        related=tuple(e.get("target", "") for e in concept if _kind(e) == "crossReference"),
        source=next((e.text or "" for e in concept if _kind(e) == "source"), ""),
    )
    chinese = [one for e in sections.get("zh", ()) for one in _read_terms(e)]
    if chinese:
        term = replace(term, chinese=ChineseTerm(chinese[0].words, chinese[0].note))
    return term


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadTerm:
    """Hold a term of one language; `said` is what the file says of its status."""

    words: str
    status: Status
    said: str
    note: str


def _read_terms(section: Any) -> list[_ReadTerm]:
    """List the terms of a language."""
    found = []
    for one in section.iter():
        if local_name(one) in ("termSec", "tig", "ntig"):
            parts = {_kind(e): _text(e) for e in one.iter()}
            said = [parts[kind] for kind in _STATUS_KINDS if parts.get(kind)]
            found.append(
                _ReadTerm(
                    words=parts.get("term", ""),
                    status=read_status(said),
                    said=", ".join(said),
                    note=parts.get("note", ""),
                )
            )
    return [one for one in found if one.words]


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _definition(sections: Sequence[Any]) -> str:
    found = (e for one in sections for e in one.iter() if _kind(e) == "definition")
    return next(map(_text, found), "")


def _kind(element: Any) -> str:
    """Name the data category: the tag in DCT style, the type in DCA style."""
    return element.get("type") or local_name(element)
