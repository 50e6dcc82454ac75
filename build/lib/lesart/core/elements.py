"""Make elements: words go in as data and come out as they went in."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.core.web_address import may_link

_PICTURES = {n: chr(0x2400 + n) for n in range(0x20) if chr(n) not in "\t\n"} | {0x7F: "\u2421"}


def make(tag: str, *children: Element | str, **attributes: str) -> Element:
    """
    Make an element from its children, in order; `class_` is class, `data_seg` is data-seg.

    Words that follow an element get a span of their own, for there are Markdown extensions that
    look for markup behind an element. Control characters, which HTML cannot hold, become their
    pictures. A link whose `href` leads neither within the edition nor to the web gets none, so its
    words stand without a link.

    >>> from xml.etree.ElementTree import tostring
    >>> tostring(make("p", "a", make("b", "<i>"), " ", "{.c}", class_="x"), "unicode")
    '<p class="x">a<b>&lt;i&gt;</b> <span>{.c}</span></p>'
    >>> tostring(make("a", "b", href="javascript:c"), "unicode")
    '<a>b</a>'
    """
    if not may_link(attributes.get("href", "")):
        del attributes["href"]
    element = Element(tag, {_name(key): visible(value) for key, value in attributes.items()})
    for child in children:
        if not isinstance(child, str):
            element.append(child)
        elif not len(element):
            element.text = (element.text or "") + visible(child)
        elif child.strip():
            element.append(make("span", child))
        else:
            element[-1].tail = (element[-1].tail or "") + child
    return element


def visible(words: str) -> str:
    r"""
    Show control characters by their pictures.

    >>> visible("a\x02b")
    'a␂b'
    """
    return words.translate(_PICTURES)


def shown(reading: str) -> str:
    r"""
    Write words of a witness on one line, its line ends as arrows.

    >>> shown("Zahlen\nreihe")
    'Zahlen ↵ reihe'
    """
    return reading.replace("\n", " ↵ ")


def spaced(*parts: Element | str) -> list[Element | str]:
    """Put a blank between parts, so that words do not run together where styles are off."""
    return [piece for part in parts for piece in (part, " ")][:-1]


def count(number: int, one: str, many: str) -> str:
    """
    Write a number with its noun.

    >>> count(1, "sentence", "sentences"), count(1200, "sentence", "sentences")
    ('1 sentence', '1,200 sentences')
    """
    return f"{number:,} {one if number == 1 else many}"


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")
