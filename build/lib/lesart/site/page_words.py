"""
Hand the words of a page's front matter to a theme so that they are shown as they are.

Both generators put a page's title, its description and its author into their templates as HTML, in
the head, the navigation, the footer and the index of the search. In an edition they are words, of a
source as like as not: `On <Censorship> & R&D`, or a title somebody wrote to be run as a script.
"""

from __future__ import annotations

from typing import Any

from markdown.preprocessors import Preprocessor
from markupsafe import Markup, escape

from lesart.site.page_place import page_of

_SHOWN = ("title", "description", "author", "subtitle")


class PageWords(Preprocessor):
    """Escape what the front matter and the navigation say of a page, before it is read."""

    def run(self, lines: list[str]) -> list[str]:
        """Leave the lines of the page as they are."""
        if page := page_of(self.md):
            escape_words(page)
        return lines


def escape_words(page: Any) -> None:
    """
    Escape the words by which a generator's *page* is called; what is escaped stays as it is.

    >>> from types import SimpleNamespace
    >>> page = SimpleNamespace(title="R&D", meta={"title": "<b>", "description": None})
    >>> escape_words(page), escape_words(page), page.title, page.meta
    (None, None, Markup('R&amp;D'), {'title': Markup('&lt;b&gt;'), 'description': None})
    """
    for name in _SHOWN:
        if page.meta.get(name) is not None:
            page.meta[name] = shown(page.meta[name])
    given = vars(page)
    # What the navigation calls a page: MkDocs keeps it as `title`, Zensical as `_title`.
    for name in ("title", "_title"):
        if given.get(name) is not None:
            setattr(page, name, shown(given[name]))


def shown(words: object) -> Markup:
    """Escape words once; a theme that escapes them as well does not do so again."""
    return escape(words)
