"""
Ask a large dictionary of forms, and keep what it said.

Reading a million forms takes seconds, and an edition asks for the same few hundred again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lesart.core.cache import read_kept, write_kept


class Excerpt:
    """
    Answer as the dictionary does that *load* reads: from what was *kept*, or else by asking it.

    >>> excerpt = Excerpt(lambda: {"Hauses": "Haus", "Haus": "Haus"})
    >>> excerpt.headword("Hauses"), excerpt.headword("Maus"), "Hauses" in excerpt
    ('Haus', None, True)
    >>> sorted(excerpt.forms(["Haus"])["Haus"])
    ['Haus', 'Hauses']
    """

    def __init__(self, load: Callable[[], Mapping[str, str]], kept: object = None) -> None:
        self._load = load
        self._heads: dict[str, str | None] = {}
        self._forms: dict[str, list[str]] = {}
        self.grown = False
        match kept:
            case {"heads": dict(heads), "forms": dict(forms)}:
                self._heads, self._forms = heads, forms

    def headword(self, form: str) -> str | None:
        """Give the headword of a form; None where the dictionary does not know it."""
        if form not in self._heads:
            self._heads[form] = self._load().get(form)
            self.grown = True
        return self._heads[form]

    def __contains__(self, form: str) -> bool:
        return self.headword(form) is not None

    def forms(self, headwords: Iterable[str]) -> dict[str, set[str]]:
        """Collect the forms of each headword; those not yet known are found in one pass."""
        asked = set(headwords)
        if lacking := {one: list[str]() for one in asked if one not in self._forms}:
            for form, headword in self._load().items():
                if headword in lacking:
                    lacking[headword].append(form)
            self._forms |= lacking
            self.grown = True
        return {one: set(self._forms[one]) for one in asked}

    def kept(self) -> dict[str, object]:
        """Give what is to be kept, as JSON can hold it."""
        return {"heads": self._heads, "forms": self._forms}


@contextmanager
def excerpt_kept(load: Callable[[], Mapping[str, str]], path: Path | None) -> Iterator[Excerpt]:
    """Give the excerpt that is kept in a file, and keep there what it has learnt; None: nowhere."""
    excerpt = Excerpt(load, read_kept(path) if path else None)
    yield excerpt
    if path and excerpt.grown:
        write_kept(path, excerpt.kept())
