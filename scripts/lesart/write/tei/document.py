"""
Write a text as TEI P5: both sides, their alignment, apparatus, notes, glossary, bibliography.

The original and the translation are two `text` elements of one group; `standOff` holds the index of
names and a link for every translation unit. Of a withheld text the header and the ids stand there,
and no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from lesart.model import Edition, Language, Row, Text
from lesart.translation.relations import joined_by, relation_of
from lesart.view.passages import passage_rows
from lesart.write.tei.back import back
from lesart.write.tei.elements import document, tei
from lesart.write.tei.header import header, short_header
from lesart.write.tei.names import name_lists
from lesart.write.tei.rows import Words, pointers, side, unit_id, words_of

_DTS = "https://w3id.org/api/dts#"


def write_tei(text: Text, edition: Edition, here: str) -> bytes:
    """Write a whole text for the file *here*, a path relative to the site."""
    words = words_of(text)
    sides = [
        tei("text", tei("body", _side(text.rows, kind, words)), xml_id=name, xml_lang=lang)
        for kind, name, lang in (
            ("edition", "original", "de"),
            ("translation", "translation", "en"),
        )
    ]
    whole = tei("text", tei("group", *sides), *back(text, edition, here, words))
    return document(tei("TEI", header(text, edition), *_stand_off(text, edition), whole))


class Passages:
    """
    Write paragraphs and sentences of a text, each in the wrapper of a DTS document.

    *collection* is the address of what DTS says of the text, *whole* that of the document of all
    of it, in which the pointers of a passage lead to their aims.
    """

    def __init__(self, text: Text, edition: Edition, collection: str, whole: str) -> None:
        self._text, self._whole = text, whole
        self._header = short_header(text, edition, collection)
        self._words = words_of(text)

    def write(self, id_: str) -> bytes:
        """Write the paragraph or sentence *id_*."""
        rows = passage_rows(self._text, id_)
        kinds = ("edition", "translation")
        wrapper = tei("dts:wrapper", *(_side(rows, k, self._words) for k in kinds))
        wrapper.set("xmlns:dts", _DTS)
        body = tei("text", tei("body", wrapper))
        body.set("xml:base", self._whole)
        return document(tei("TEI", self._header, body))


def _side(rows: Sequence[Row], kind: str, words: Words) -> Element:
    language: Language = "de" if kind == "edition" else "en"
    content = side(rows, language, words)
    return tei("div", *content, type=kind, xml_lang=language)


def _stand_off(text: Text, edition: Edition) -> Iterator[Element]:
    """Render what points into both texts: the names, and a link for every translation unit."""
    links = [
        tei(
            "link",
            target=f"{pointers(unit)} #{unit_id(unit)}",
            type=relation_of(unit),
            subtype=joined_by(unit),
            cert=f"{unit.confidence:.2f}" if unit.state == "aligned" else "",
        )
        for row in text.rows
        for unit in row.units
    ]
    alignment = [tei("linkGrp", *links, type="translation")] if links else []
    if pointing := [*name_lists(text, edition), *alignment]:
        yield tei("standOff", *pointing)
