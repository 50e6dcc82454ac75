"""The names that Python, styles and scripts share: none is asked for that nobody makes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import page_names
from conftest import PROJECT
from page_names import FACE

from lesart.site import search_index

STYLED, STYLED_DATA = page_names.of_styles()
ASKED, MADE, ASKED_DATA = page_names.of_scripts()
WRITTEN = page_names.made_by_pages([*FACE.rglob("*.html"), *(PROJECT / "docs").rglob("*.md")])
THEME = {"headerlink", "admonition"}
"""Classes that the theme and extensions of Markdown make; those of the theme begin with `md-`."""
FOR_OTHERS = {
    "downloads", "files", "glosses", "kwic__terms", "now", "places__list", "plot__name", "rights",
    "then",
}  # fmt: skip
"""Classes that tell what a part is, to those who read or style the pages of an edition."""
DATA_FOR_OTHERS = {"data-search-exclude", "data-current", "data-key"}
"""Data names that the theme reads, or those who read the pages."""
SCRIPTS_ALONE = {"data-own", "data-copy"}
"""Data names that a script writes and reads."""


@functools.cache
def made_by_python() -> tuple[set[str], set[str]]:
    """Give the classes of pages, as regular expressions, and their data names."""
    return page_names.made_by_python()


def fits(name: str, patterns: Iterable[str]) -> bool:
    return any(re.fullmatch(pattern, name) for pattern in patterns)


def is_made(name: str) -> bool:
    made = {re.escape(one).replace(r"\*", r"[\w-]+") for one in MADE}
    return name in WRITTEN or name.startswith("md-") or fits(name, made_by_python()[0] | made)


def test_every_class_that_is_styled_or_asked_for_is_made() -> None:
    assert len(STYLED) > 150
    assert len(ASKED) > 30
    assert {name for name in (STYLED | ASKED) - THEME if not is_made(name)} == set()


def test_every_class_that_is_made_is_styled_or_asked_for() -> None:
    used = STYLED | ASKED | search_index.NAMES | {"gloss__de", "gloss__en"}
    classes = {one.replace("\\", "") for one in made_by_python()[0] if r"[\w-]*" not in one}
    plain = classes | MADE | WRITTEN
    plain = {one for one in plain if "*" not in one and not re.match(r"md-|\{", one)}
    assert plain - used == FOR_OTHERS


def test_every_part_of_a_page_that_the_search_names_is_made() -> None:
    assert len(search_index.NAMES) > 20
    assert {name for name in search_index.NAMES - THEME if not is_made(name)} == set()


def test_every_data_name_that_is_asked_for_is_made_and_the_other_way_round() -> None:
    asked = {one for one in ASKED_DATA | STYLED_DATA if not one.startswith("data-md-")}
    data = made_by_python()[1]
    assert asked - SCRIPTS_ALONE - data == set()
    assert data - asked == DATA_FOR_OTHERS
