"""Make the boxes by which a reader chooses; style rules read them, so no script is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal
from xml.etree.ElementTree import Element

from lesart.core.elements import make, spaced

Choices = Sequence[tuple[str, str]]


def box(kind: Literal["radio", "checkbox"], name: str, value: str, checked: bool) -> Element:
    """Make one box; a browser must not restore it by itself."""
    made = make("input", type=kind, name=name, value=value, autocomplete="off")
    if checked:
        made.set("checked", "checked")
    return made


def switch(made: Element, *words: Element | str) -> Element:
    """Put a box before its words."""
    return make("label", *spaced(made, *words), class_="switch")


def switches(legend: str, labels: Iterable[Element], kind: str = "kinds") -> Element:
    """Group switches under a legend."""
    return make("fieldset", make("legend", legend), *spaced(*labels), class_=kind)


def choice_row(name: str, legend: str, shown: str, choices: Choices, chosen: str) -> Element:
    """Render choices side by side, *shown* before them for those who see no legend."""
    labels = [
        make("label", box("radio", name, value, value == chosen), make("span", words))
        for value, words in choices
    ]
    title = make("span", shown, class_="marks__name", aria_hidden="true")
    return make("fieldset", make("legend", legend), title, *labels, class_="marks")
