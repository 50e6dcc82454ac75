"""Tell what on a page of HTML stands beside its running text."""

from __future__ import annotations

import re
from typing import Any

from lesart.exchange.xml_data import local_name

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NO_TEXT = frozenset(
    "script style title link meta base param source track area col colgroup".split()
)
_KINDS = {
    "nav": "navigation",
    "aside": "asides",
    **dict.fromkeys(("template", "noscript", "noframes", "noembed"), "what stands for scripts"),
    "svg": "drawings",
    **dict.fromkeys(("rt", "rp", "rtc"), "readings of characters (ruby)"),
    "del": "deletions",
    **dict.fromkeys(
        ("select", "textarea", "button", "input", "datalist", "option", "optgroup"),
        "controls of forms",
    ),
    **dict.fromkeys(
        ("iframe", "object", "embed", "video", "audio", "canvas", "applet"), "embedded media"
    ),
    "img": "images",
}  # fmt: skip
_PAGE_SAID = re.compile(r"page-?(?:num(?:ber)?|no|break)s?|pb|pagebreak|doc-pagebreak|folio|pgnum")
_PAGE = re.compile(
    r"[\[({|]*\s*(?:(?:pg|p|page|s|seite)\b\.?)?\s*(?:\d{1,5}|[ivxlcdm]{1,9})?\s*[\])}|]*",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FORMULA = frozenset("math mrow mi mn mo mtext mstyle mspace msup msub".split())
"""Of these a formula is one line of signs, which can be read as words."""


def said_of(element: Any) -> set[str]:
    """Give what the author of a page says that an element is: its types, role and classes."""
    said = (element.get(one) or "" for one in (EPUB_TYPE, "epub:type", "role", "class"))
    return set(" ".join(said).split())


def short_words(element: Any, most: int = 24) -> str:
    """Give the words of an element that has few; of a longer one only the beginning."""
    found = ""
    for words in element.itertext():
        found += words
        if len(found) > most:
            break
    return found.strip()


def kind_beside(element: Any, name: str, said: set[str]) -> str:
    """Tell what an element is that holds no running text; empty for one that may hold some."""
    if name == "math":
        plain = all(local_name(one) in _FORMULA for one in element.iter() if _is_element(one))
        return "" if plain else "equations"
    numbered = name == "pagenum" or any(_PAGE_SAID.fullmatch(one.lower()) for one in said)
    if numbered and _PAGE.fullmatch(short_words(element)):
        return "page numbers"
    if element.get("role") == "navigation":
        return "navigation"
    if element.get("hidden") is not None or _UNSEEN.search(element.get("style") or ""):
        return "hidden text"
    if element.get("aria-hidden") == "true":
        return "text hidden from readers of the screen (aria-hidden)"
    return _KINDS.get(name, "")


def _is_element(one: Any) -> bool:
    return isinstance(one.tag, str)


def _is_title(one: Any, tag: str) -> bool:
    """Tell whether an element is the title of the page, and not that of a drawing."""
    return tag == "title" and one.getparent() is not None and one.getparent().tag == "head"


def words_beside(element: Any) -> str:
    """Gather the words of what is left out, with those that stand for images and in fields."""
    parts: list[str] = []
    for one in element.iter():
        tag = local_name(one) if _is_element(one) else ""
        if tag and tag not in ("script", "style") and not _is_title(one, tag):
            parts += [one.get("alt") or "", one.text or ""]
            if tag == "input" and one.get("type", "text") not in ("hidden", "password"):
                parts.append(one.get("value") or one.get("placeholder") or "")
        if one is not element:
            parts.append(one.tail or "")
        if tag in ("p", "li", "br", "div", "td", "th", "option", "h1", "h2", "h3", "text"):
            parts.insert(len(parts) - 1, " ")
            parts.append(" ")
    return " ".join("".join(parts).split())
