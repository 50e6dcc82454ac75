"""
Take from the generated forms what belongs to another noun, and add what a dictionary knows.

The dictionary is that of simplemma (A. Barbaresi), which maps a million German forms to their
headwords; it is met only here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache


@cache
def _dictionary() -> Mapping[str, str]:
    # Pages are made without it, so it is not even imported before it is asked for.
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415
        DefaultDictionaryFactory,
    )

    return DefaultDictionaryFactory().get_dictionary("de")


def known_forms(lemmas: Iterable[str]) -> dict[str, set[str]]:
    """Collect the forms that the dictionary gives to each of *lemmas*, in one pass."""
    found: dict[str, set[str]] = {lemma: set() for lemma in lemmas}
    for form, lemma in _dictionary().items():
        if lemma in found:
            found[lemma].add(form)
    return found


def belongs_elsewhere(form: str, lemma: str) -> bool:
    """
    Tell whether the dictionary knows *form* as a form of another noun than *lemma*.

    A shorter by-form counts as the same noun (`Idealtyp` beside `Idealtypus`), and so does the
    Swiss spelling.

    >>> belongs_elsewhere("Politiker", "Politik"), belongs_elsewhere("Herden", "Herde")
    (True, False)
    """
    other = _dictionary().get(form)
    if form == lemma or other is None or not other[:1].isupper():
        return False
    lemma, other = lemma.replace("ß", "ss"), other.replace("ß", "ss")
    return not any(lemma == other + ending for ending in ("", "us", "um", "r"))
