"""Tell which of several readings of a TEI file is its text, and what is no text of it at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lesart.exchange.xml_data import local_name
from lesart.model import StyleKind

PREFERRED = ("corr", "reg", "expan")
"""The readings of a `choice` that an edition takes: emended, regular and expanded."""
TRANSCRIBED = ("sic", "orig", "abbr")
"""Those of the document itself."""
_AUTHOR_PLACES = frozenset("foot end bottom margin left right inner outer".split())
_ITALIC = frozenset("emph foreign mentioned".split())
_SAID: tuple[tuple[str, StyleKind], ...] = (
    (r"italic|kursiv|\bi\b", "italic"),
    (r"bold|fett|\bb\b", "bold"),
    (r"small-?caps|smcp|\bsc\b|#k\b", "small-caps"),
    (r"superscript|\bsup\b|\bsuper\b", "superscript"),
    (r"subscript|\bsub\b", "subscript"),
)
GAPS = "gaps, where words are missing (gap)"
_NO_TEXT = {
    "gap": GAPS,
    "fw": "running heads and page numbers (fw)",
    "figDesc": "descriptions of pictures (figDesc)",
    "desc": "descriptions by the encoder (desc)",
    "del": "deletions (del)",
    "interp": "interpretations (interp)",
    "interpGrp": "interpretations (interp)",
    "span": "interpretations (span)",
    "spanGrp": "interpretations (span)",
    "index": "entries of an index (index)",
    "metamark": "marks of the writing process (metamark)",
    "certainty": "remarks of the encoder (certainty)",
    "respons": "remarks of the encoder (respons)",
    "wit": "sigla of witnesses (wit)",
    "witDetail": "sigla of witnesses (wit)",
    "witStart": "sigla of witnesses (wit)",
    "standOff": "annotations that stand apart (standOff)",
}


_SIDES = frozenset("edition original source translation".split())
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def is_author_note(note: Any, called: frozenset[str]) -> bool:
    """Tell whether a note is the author's: it stands on the page, or is called from the text."""
    own = note.get(ID)
    place = (note.get("place") or "").split()
    return bool(_AUTHOR_PLACES & set(place)) or own in called


def no_text(element: Any, name: str, readings: tuple[str, ...]) -> str:
    """Say what an element is that is no part of the text, in the plural; empty where it is one."""
    parent = element.getparent()
    above = local_name(parent) if parent is not None else ""
    if above == "choice":
        chosen = _chosen(parent, readings)
        return "" if chosen is element else f"other readings of a choice ({name})"
    if name in ("rdg", "rdgGrp", "lem"):
        return _variant(element, name, above)
    if name == "del" and above in ("restore", "rdg", "lem"):
        return "" if above == "restore" else _NO_TEXT[name]
    if name == "include":
        return "parts that stand in another file (xi:include)"
    return _NO_TEXT.get(name, "")


def _chosen(choice: Any, readings: tuple[str, ...]) -> Any:
    """Give the alternative that is read; where none is of a kind that is known, the first."""
    for kind in readings:
        found = next((one for one in choice if local_name(one) == kind), None)
        if found is not None:
            return found
    return next(iter(choice), None)


def _variant(element: Any, name: str, above: str) -> str:
    """Take the lemma of an apparatus entry, or else its first reading."""
    if name == "rdgGrp":
        return ""
    entry = next((one for one in element.iterancestors() if local_name(one) == "app"), None)
    if entry is None or above not in ("app", "rdgGrp"):
        return ""
    variants = list(_variants(entry))
    taken = next((one for one in variants if local_name(one) == "lem"), variants[0])
    return "" if taken is element else "other readings of the apparatus (rdg)"


def _variants(entry: Any) -> Iterator[Any]:
    for one in entry:
        if local_name(one) in ("lem", "rdg"):
            yield one
        elif local_name(one) == "rdgGrp":
            yield from _variants(one)


def other_sides(root: Any, language: str) -> frozenset[Any]:
    """
    Give the parts of a file that are not read because others are: editions or translations.

    Those in *language* are read; without one, or where none is, those that are no translation.
    """
    parts = root.iter("{*}div", "{*}text", "{*}p", "{*}ab")
    sides = [one for one in parts if one.get("type") in _SIDES]
    if language and any(_language(one) == language for one in sides):
        return frozenset(one for one in sides if _language(one) != language)
    translations = frozenset(one for one in sides if one.get("type") == "translation")
    return translations if len(translations) < len(sides) else frozenset()


def _language(element: Any) -> str:
    """Give the language of an element, its own or that of what holds it, without its region."""
    while element is not None:
        if said := element.get(_LANG):
            return str(said).partition("-")[0].lower()
        element = element.getparent()
    return ""


def styles_of(element: Any, name: str) -> tuple[StyleKind, ...]:
    """Give the styles in which an element sets its words."""
    if name not in ("hi", "seg", *_ITALIC):
        return ()
    said = " ".join(element.get(one) or "" for one in ("rend", "rendition", "style"))
    if not said.strip():
        return ("italic",) if name in _ITALIC else ()
    return tuple(kind for known, kind in _SAID if re.search(known, said, re.IGNORECASE))
