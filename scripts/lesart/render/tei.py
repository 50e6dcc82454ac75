"""
Write a text as TEI P5: both sides, their alignment, apparatus, notes, glossary, bibliography.

The original and the translation are two `text` elements of one group; `standOff` holds a link for
every translation unit. Of a withheld text the header and the ids stand there, and no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from lesart.model import Edition, Language, Row, Text
from lesart.references import paragraph_of
from lesart.render.html_terms import TermLinks, term_links
from lesart.render.tei_back import back
from lesart.render.tei_header import header, short_header
from lesart.render.tei_make import document, tei
from lesart.render.tei_rows import sentences, side, unit_id

_DTS = "https://w3id.org/api/dts#"


def write_tei(text: Text, edition: Edition) -> bytes:
    """Write a whole text."""
    sides = [
        tei("text", tei("body", _side(text.rows, text, "edition")), xml_id="original",
            xml_lang="de"),
        tei("text", tei("body", _side(text.rows, text, "translation")), xml_id="translation",
            xml_lang="en"),
    ]  # fmt: skip
    parts = [header(text, edition), *_alignment(text)]
    return document(tei("TEI", *parts, tei("text", tei("group", *sides), *back(text, edition))))


def write_passage(text: Text, edition: Edition, id_: str, collection: str, whole: str) -> bytes:
    """
    Write the paragraph or sentence *id_* of a text, in the wrapper of a DTS document.

    *collection* is the address of what DTS says of the text, *whole* that of the document of all
    of it, in which its pointers lead to their aims.
    """
    rows = passage_rows(text, id_)
    wrapper = tei("dts:wrapper", *(_side(rows, text, kind) for kind in ("edition", "translation")))
    wrapper.set("xmlns:dts", _DTS)
    body = tei("text", tei("body", wrapper))
    body.set("xml:base", whole)
    return document(tei("TEI", short_header(text, edition, collection), body))


def passage_rows(text: Text, id_: str) -> tuple[Row, ...]:
    """Cut a paragraph or a sentence out of a text, with every unit that renders words of it."""
    row = next(row for row in text.rows if row.id == paragraph_of(id_))
    segments = tuple(s for s in row.segments if id_ in (s.id, row.id))
    wanted = {segment.id for segment in segments}
    units = [unit for row in text.rows for unit in row.units if wanted.intersection(unit.segments)]
    return (replace(row, segments=segments, units=tuple(units)),)


def _side(rows: Sequence[Row], text: Text, kind: str) -> Element:
    terms = term_links(text, "#") if text.terms else TermLinks()
    language: Language = "de" if kind == "edition" else "en"
    content = side(rows, text, language, terms)
    return tei("div", *content, type=kind, xml_lang=language)


def _alignment(text: Text) -> Iterator[Element]:
    links = [
        tei("link", target=f"{sentences(unit)} #{unit_id(unit)}")
        for row in text.rows
        for unit in row.units
    ]
    if links:
        yield tei("standOff", tei("linkGrp", *links, type="translation"))
