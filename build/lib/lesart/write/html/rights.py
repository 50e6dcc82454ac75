"""Render what is recorded of the rights in each text, and what each statement decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from lesart.core.elements import make, spaced
from lesart.model import Edition, Statement, Text, Use, statements
from lesart.view.xhtml import rights_link

_Cell = list[Element | str]
_CONDITIONS = {
    ("free", "free"): "Both sides",
    ("free", "permission"): "The original; its translation by permission",
    ("non-commercial", "non-commercial"): "Both sides, in a non-commercial edition",
    ("non-commercial", "permission"): (
        "The original, in a non-commercial edition; its translation by permission"
    ),
    ("permission", "permission"): "Nothing without permission",
}
_USES: Mapping[Use, str] = {
    "": "This edition does not say whether it is commercial, so what is for non-commercial use "
    "alone is left out.",
    "commercial": "This edition is commercial, so what is for non-commercial use alone is left "
    "out.",
    "non-commercial": "This edition is non-commercial, so it may show what is for such use alone.",
}


def text_rights(edition: Edition, pages: Mapping[str, str]) -> Element:
    """Tell of each text what a public copy shows of it, and why it leaves out what it does."""
    rows = [_text(text, pages[text.record.id], edition.record.use) for text in edition.texts]
    head = ("Text", "Rights", "Shown in public")
    said = make("p", _USES[edition.record.use])
    return make("div", _table(head, rows), said, class_="rights")


def decisions() -> Element:
    """List every statement that is known, with what the public may see under it, and why."""
    head = ("Statement", "Shown in public", "Why")
    return make("div", _table(head, [_decided(one) for one in statements()]), class_="rights")


def _text(text: Text, page: str, use: Use) -> list[_Cell]:
    rights = text.record.rights
    held = rights.held(use)
    shown = "The original alone" if held.translation else "The translation alone"
    if held.both or not held.any:
        shown = "Nothing" if held.both else "Both sides"
    said = f"{shown}, because {held.said}." if held.any else f"{shown}."
    told = [make("span", part) for part in (said, rights.said_permission) if part]
    return [[make("a", text.record.title.en, href=page)], [rights_link(rights.statement)], [*told]]


def _decided(one: Statement) -> list[_Cell]:
    shown = _CONDITIONS[one.original, one.translation]
    return [[make("a", one.name, href=one.address)], [f"{shown}."], [one.why]]


def _table(head: Iterable[str], rows: Iterable[list[_Cell]]) -> Element:
    names = [make("th", name, scope="col") for name in head]
    body = [make("tr", *(make("td", *spaced(*cell)) for cell in row)) for row in rows]
    return make("table", make("thead", make("tr", *names)), make("tbody", *body))
