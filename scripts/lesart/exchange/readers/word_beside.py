"""Tell what in the XML of a Word file stands beside its running text, and name its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lesart.exchange.readers.omissions import Omission
from lesart.exchange.xml_data import local_name

GONE = frozenset("del moveFrom cellDel".split())
_NO_TEXT = frozenset("rPr pPr trPr tcPr sectPr sdtPr tblPr tblGrid instrText delText".split())
_NAMED = {
    "rt": "readings of characters (ruby)", "del": "deletions", "moveFrom": "old places of moves",
    "tr": "deletions", "tc": "deletions",
}  # fmt: skip
_OBJECTS = {
    "altChunk": "embedded files", "subDoc": "subdocuments", "object": "embedded objects",
    "textpath": "letters drawn as pictures (WordArt)",
}  # fmt: skip
_DATES = frozenset("dayShort dayLong monthShort monthLong yearShort yearLong pgNum".split())
_EQUATIONS = "equations"
_LINE = frozenset(
    "r t rPr ctrlPr sSup sSub sSupPr sSubPr e sup sub oMath oMathPara oMathParaPr jc rFonts sty "
    "i b iCs bCs sz szCs lang color nor lit scr".split()
)
"""Of these an equation is one line of signs, which can be read as words."""


def attribute(element: Any, name: str) -> str:
    """Give the value of an attribute in whatever namespace; empty where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def words_in(element: Any) -> str:
    """Gather the words of an element and of what was deleted in it, as far as they are there."""
    parts: list[str] = []
    for one in element.iter():
        name = local_name(one)
        if name in ("t", "delText"):
            parts.append(one.text or "")
        elif name in ("br", "cr", "tab", "p", "tc"):
            parts.append(" ")
    return " ".join("".join(parts).split())


def is_passed_over(element: Any, name: str) -> bool:
    """Tell whether an element holds nothing of the text: its properties, what was deleted."""
    if name == "tr":
        return element.find("{*}trPr/{*}del") is not None
    if name == "tc":
        return element.find("{*}tcPr/{*}cellDel") is not None
    if name == "Choice":
        return element.getprevious() is not None
    if name == "Fallback":
        return element.getparent().find("{*}Choice") is not None
    if name == "oMath":
        return any(local_name(one) not in _LINE for one in element.iter())
    return name in _NO_TEXT or name in GONE or name == "rt"


def is_hidden(element: Any, name: str) -> bool:
    """Tell whether Word shows a run nowhere, or a control holds only what asks to be filled in."""
    if name == "r":
        mark = element.find("{*}rPr/{*}vanish")
        return mark is not None and attribute(mark, "val") not in ("0", "false", "off")
    if name == "sdt":
        mark = element.find("{*}sdtPr/{*}showingPlcHdr")
        return mark is not None and attribute(mark, "val") not in ("0", "false", "off")
    return False


def beside(element: Any, name: str, paragraph: int) -> Iterator[Omission]:
    """Name what is left out where an element begins: its words, or that it is there."""
    if is_hidden(element, name):
        kind = "hidden text" if name == "r" else "texts that ask to be filled in"
        if (words := words_in(element)).strip():
            yield Omission(kind, words, paragraph=paragraph)
    elif name == "oMath":
        if is_passed_over(element, name):
            yield Omission(_EQUATIONS, words_in(element), paragraph=paragraph)
    elif name in _NAMED and is_passed_over(element, name):
        if (words := words_in(element)).strip():
            yield Omission(_NAMED[name], words, paragraph=paragraph)
    elif name in _OBJECTS:
        words = attribute(element, "string") or attribute(element, "ProgID")
        yield Omission(_OBJECTS[name], words, paragraph=paragraph)
    elif name in _DATES:
        yield Omission("dates and page numbers made by Word", name, paragraph=paragraph)
    elif name in ("blip", "imagedata"):
        yield Omission("images", _alternative(element), paragraph=paragraph)


def _alternative(image: Any) -> str:
    """Give what stands for an image where it is not seen."""
    for above in (image, *image.iterancestors()):
        name = local_name(above)
        if name in ("drawing", "pict", "object", "inline", "anchor"):
            named = above.find(".//{*}docPr")
            return attribute(named, "descr") if named is not None else ""
        said = attribute(above, "alt") or attribute(above, "descr")
        if said:
            return said
    return ""
