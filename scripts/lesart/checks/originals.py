"""Check that no original, and no more of one than may be quoted, is published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lesart.checks.checked import Checked
from lesart.core.findings import Location, Problem
from lesart.model import Sources

LONGEST_QUOTATION = 11


def long_quotation(edition: Checked) -> Iterator[Problem]:
    """A file of the project holds twelve or more words in a row of a restricted original."""
    size = LONGEST_QUOTATION + 1
    runs = restricted_runs(edition.texts)
    for path, content in edition.files.items() if runs else ():
        words_at = list(_words(content))
        if runs.isdisjoint(_runs([word for _, word in words_at])):
            continue
        last = -size
        for n in range(len(words_at) - size + 1):
            if n >= last + size and tuple(w for _, w in words_at[n : n + size]) in runs:
                last = n
                line = content.count("\n", 0, words_at[n][0]) + 1
                hint = f"quote at most {LONGEST_QUOTATION} words"
                yield Location(path, line), (), hint


def restricted_runs(texts: Iterable[Sources]) -> frozenset[tuple[str, ...]]:
    """Give every run of words that is longer than a quotation, of the originals at hand."""
    runs: set[tuple[str, ...]] = set()
    for text in texts:
        if not text.complete and text.segments is not None:
            words = [w for s in text.segments for _, w in _words(s.text or "")]
            runs.update(_runs(words))
    return frozenset(runs)


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give every run of words that is one word longer than a quotation."""
    return zip(*(words[n:] for n in range(LONGEST_QUOTATION + 1)), strict=False)


def lost_witness(edition: Checked) -> Iterator[Problem]:
    """The witness of a recipe is not there, and nothing tells how it would be recognised."""
    for text in edition.texts:
        path = f"{text.folder}/witness-{text.recipe.witness}" if text.recipe else ""
        if path and text.segments is None and f"{path}.tsv" not in edition.files:
            hint = "bring it back from git, or record the file anew with `lesart witness`"
            yield Location(f"{path}.txt", 0, text.record.id), (), hint


def exposed_original(edition: Checked) -> Iterator[Problem]:
    """Git keeps, or is about to keep, an original."""
    yield from (found.problem for found in edition.exposed if found.kind == "original")


def exposed_copy(edition: Checked) -> Iterator[Problem]:
    """Git keeps, or is about to keep, a copy that is for private reading."""
    yield from (found.problem for found in edition.exposed if found.kind == "copy")


def _words(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\W\d_]+", text):
        yield match.start(), match[0].casefold()
