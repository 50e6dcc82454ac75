"""
Recognise what stands before and behind a work in a file: headers, licences, contents, imprints.

Nothing is left out here. What is found is proposed to a person, with its place; a list of chapters
may belong to the work, and a preface always does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lesart.core.findings import Finding, Location

NEAR = 80
"""Sentences from either end of a text among which an imprint is looked for."""
EARLY = 0.2
"""Share of a text at either end in which its contents may stand."""
SHORT = 80
"""Characters of a line of contents, at most."""
_FEWEST = 3
"""Lines that contents have at least."""
_GAP = 3
"""Sentences between two signs of an imprint that belong to it."""
_SHOWN = 60
_START = re.compile(r"\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
_END = re.compile(r"(?:\*\*\* ?)?END OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
_GUTENBERG = re.compile(r"project gutenberg|gutenberg\.org|www\.gutenberg\.net", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:inhalt(?:sverzeichnis|sübersicht)?|(?:table of )?contents|table des matières)\W*",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"©|\bcopyright\b|\bisbn\b|alle rechte vorbehalten|all rights reserved|tous droits réservés"
    r"|\bprinted (?:in|by)\b|\bpublished by\b|\bgedruckt (?:in|bei)\b|\bdruck von\b|\bimpressum\b"
    r"|\b\d+\. auflage\b|\bverlag\b.*\b1[5-9]\d\d\b|\bproduced by\b|\be-?text prepared by\b"
    r"|\brelease date:|\bcharacter set encoding:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Matter:
    """Hold what the sentences from *first* up to *after* seem to be."""

    first: int
    after: int
    kind: str


def matter(sentences: Sequence[str]) -> list[Matter]:
    """
    List what seems to be no part of the work, in the order of the text, apart.

    >>> matter(["The Project Gutenberg eBook", "*** START OF THE PROJECT GUTENBERG EBOOK ***",
    ...         "It rained."])
    [Matter(first=0, after=2, kind='the header of Project Gutenberg')]
    """
    found: list[Matter] = []
    for one in (*_gutenberg(sentences), *_contents(sentences), *_imprints(sentences)):
        if all(one.after <= other.first or other.after <= one.first for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.first)


def proposals(sentences: Sequence[str], path: str) -> list[Finding]:
    """Propose to leave out of a file what seems to be no part of the work."""
    return [_finding(one, sentences, path) for one in matter(sentences)]


def _finding(one: Matter, sentences: Sequence[str], path: str) -> Finding:
    place = f"sentences {one.first + 1} to {one.after} look like"
    if one.after - one.first == 1:
        place = f"sentence {one.after} looks like"
    message = f"{place} {one.kind}, and came in with the text"
    hint = "take it out of the file and begin anew, if it is no part of the work"
    shown = sentences[one.first][:_SHOWN], sentences[one.after - 1][:_SHOWN]
    return Finding(Location(path), "A014", message, tuple(dict.fromkeys(shown)), hint, "warning")


def _gutenberg(sentences: Sequence[str]) -> Iterator[Matter]:
    """Find header and licence by their marks, else by the name in the sentences at either end."""
    size = len(sentences)
    starts = [at for at, words in enumerate(sentences) if _START.search(words)]
    ends = [at for at, words in enumerate(sentences) if _END.search(words)]
    named = [at for at, words in enumerate(sentences) if _GUTENBERG.search(words)]
    near = min(NEAR, size // 2)
    early = starts or [at for at in named if at < near]
    late = [at for at in ends if not early or at > early[-1]]
    late = late or [at for at in named if at >= max(size - NEAR, near)]
    if early:
        yield Matter(0, early[-1] + 1, "the header of Project Gutenberg")
    if late:
        yield Matter(late[0], size, "the licence of Project Gutenberg")


def _contents(sentences: Sequence[str]) -> Iterator[Matter]:
    """Find a heading of contents with the short lines that follow it."""
    size = len(sentences)
    for at, words in enumerate(sentences):
        if EARLY * size < at < (1 - EARLY) * size or not _CONTENTS.fullmatch(words.strip()):
            continue
        after = at + 1
        known = set[str]()
        while after < size and _is_line(sentences[after]) and sentences[after] not in known:
            known.add(sentences[after])
            after += 1
        if after - at > _FEWEST:
            yield Matter(at, after, "a table of contents")


def _is_line(words: str) -> bool:
    """Tell a line of contents from a sentence: it is short and has no stop but after a number."""
    bare = words.strip()
    return len(bare) <= SHORT and (
        bare[-1:] not in ".!?…" or bool(re.search(r"[\dIVXLC]\.$", bare))
    )


def _imprints(sentences: Sequence[str]) -> Iterator[Matter]:
    """Find places at either end where signs of an imprint stand close to one another."""
    size = len(sentences)
    signs = [
        at
        for at, words in enumerate(sentences)
        if (at < NEAR or at >= size - NEAR) and _IMPRINT.search(words)
    ]
    while signs:
        first = last = signs.pop(0)
        count = 1
        while signs and signs[0] - last <= _GAP:
            last = signs.pop(0)
            count += 1
        if count > 1 or re.search(
            r"©|isbn|rights reserved|rechte vorbehalten", sentences[first], re.I
        ):
            yield Matter(first, last + 1, "an imprint")
