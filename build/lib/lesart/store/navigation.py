"""Write the page of a text into the navigation of `mkdocs.yml`, or take it out."""

from __future__ import annotations

from pathlib import Path

import yaml
from yaml.nodes import SequenceNode

from lesart.core.files import write_atomic
from lesart.core.records import quoted
from lesart.store.yaml_lists import find_list, lists_within, scalars, with_item_after, without_item

SETTINGS = "mkdocs.yml"
_KEY = "nav"
_FOLDER = "texts/"


def page_of(text_id: str) -> str:
    """Give the page of a text as the navigation names it."""
    return f"{_FOLDER}{text_id}.md"


def enter_page(root: Path, text_id: str, title: str) -> str:
    """
    Write the page of a text into the navigation, behind those of other texts.

    Gives the line to write where that cannot be done, and nothing otherwise: a site without a
    navigation of its own shows all its pages.
    """
    path = root / SETTINGS
    line = f"{quoted(title)}: {page_of(text_id)}"
    try:
        old = path.read_bytes().decode()
        new = with_page(old, text_id, title)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError):
        return line if path.exists() else ""
    if new is None:
        return line
    if new != old:
        write_atomic(path, new)
    return ""


def with_page(written: str, text_id: str, title: str) -> str | None:
    r"""
    Give `mkdocs.yml` with the page of a text; None where its navigation is not a list of lines.

    >>> print(with_page("nav:\n  - Texts:\n      - One: texts/one.md\n", "two", "Two"), end="")
    nav:
      - Texts:
          - One: texts/one.md
          - "Two": texts/two.md
    >>> with_page("nav:\n  - Home: index.md\n", "one", "One")
    'nav:\n  - Home: index.md\n  - "One": texts/one.md\n'
    >>> with_page("site_name: x\n", "one", "One")
    'site_name: x\n'
    """
    nav = find_list(written, _KEY)
    if nav is None:
        return None if f"\n{_KEY}:" in f"\n{written}" else written
    lists = list(lists_within(nav))
    page = page_of(text_id)
    if any(page in scalars(item) for one in lists for item in one.value):
        return written
    item = f"{quoted(title)}: {page}"
    for listed in lists:
        places = [n for n, one in enumerate(listed.value) if _is_text(scalars(one))]
        if places:
            return _added(written, listed, places[-1], item)
    return _added(written, nav, 0, item)


def _added(written: str, listed: SequenceNode, place: int, item: str) -> str | None:
    """Add an item and see that the file holds one page more, and the others as they were."""
    if listed.flow_style or not listed.value:
        return None
    new = with_item_after(written, listed, place, item)
    before, after = _pages(written), _pages(new)
    return new if len(after) == len(before) + 1 and set(before) < set(after) else None


def _pages(written: str) -> list[str]:
    nav = find_list(written, _KEY)
    lists = lists_within(nav) if nav else ()
    return [word for one in lists for item in one.value for word in scalars(item)]


def without_page(written: str, page: str) -> str:
    r"""
    Give `mkdocs.yml` without a *page* in its navigation.

    >>> without_page("nav:\n  - One: texts/one.md\n  - About: about.md\n", "texts/one.md")
    'nav:\n  - About: about.md\n'
    """
    nav = find_list(written, _KEY)
    for listed in lists_within(nav) if nav else ():
        for place, item in enumerate(listed.value):
            if page in scalars(item):
                return without_item(written, listed, place)
    return written


def _is_text(words: list[str]) -> bool:
    return any(word.startswith(_FOLDER) and word.endswith(".md") for word in words)
