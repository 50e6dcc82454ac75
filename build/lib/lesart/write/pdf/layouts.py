"""Know the layouts of a book: a row of LAYOUTS for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lesart.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """
    Describe a layout: the sides it prints, in reading order, and its paper.

    `label` says on a page what the book of the whole edition is; `suffix` ends the name of its
    file before `.pdf`. The template sets it as it does the layout `set_as`, which is its own name
    where nothing else is said.
    """

    sides: tuple[Language, ...]
    paper: Literal["A4", "A5"]
    label: str
    suffix: str
    set_as: str = ""


LAYOUTS: dict[str, Layout] = {
    "parallel": Layout(
        sides=("de", "en"), paper="A4", suffix="",
        label="Whole edition (PDF, both languages side by side)",
    ),
    "facing": Layout(
        sides=("de", "en"), paper="A5", suffix="-facing",
        label="Whole edition (PDF, facing pages for print)",
    ),
    "stacked": Layout(
        sides=("de", "en"), paper="A5", suffix="-stacked",
        label="Whole edition (PDF, small pages)",
    ),
    "english": Layout(
        sides=("en",), paper="A5", suffix="-english", label="Whole edition (PDF, English alone)"
    ),
    "german": Layout(
        sides=("de",), paper="A5", suffix="-german", label="Whole edition (PDF, German alone)"
    ),
}  # fmt: skip
"""The layouts by the names that `lesart pdf --layout` takes; a new one is a row."""


def on_paper(layouts: Mapping[str, Layout], paper: str) -> list[str]:
    """
    Name the layouts that are printed on a paper.

    >>> on_paper(LAYOUTS, "A4")
    ['parallel']
    """
    return [name for name, layout in layouts.items() if layout.paper == paper]
