"""Render what became of a text that is gone, with links to its places where it has another id."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from lesart.core.elements import make


def moved_text(
    told: str, title: str = "", page: str = "", places: Iterable[tuple[str, str]] = ()
) -> Element:
    """
    Say what was *told* of a text; it is read on at *page* under *title*, if there is one.

    *places* are the ids within the page and what each is called: the one that the address names is
    shown as a link.
    """
    element = make("div", make("p", told))
    if page:
        element.append(make("p", make("a", f"Read {title}", href=page)))
        items = [make("li", make("a", said, href=f"{page}#{id_}"), id=id_) for id_, said in places]
        element.append(make("ul", *items, class_="moved__places"))
    return element
