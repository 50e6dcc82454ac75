"""
Read the editors' own prose into pieces, which every renderer writes in its own way.

Empty lines part paragraphs. `*words*` are emphasised, `[words](target)` is a link, `[@key]` or
`[@key, locator]` cites, several of them in a row cite together, and a run of Chinese characters is
a piece of its own. What a target means is for the renderer to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lesart.core.sentences import split_sentences
from lesart.model import Language

# No part looks further than to the next bracket, so that many open ones take no longer.
LINK = r"\[(?P<words>[^\[\]@][^\[\]]*+)\]\((?P<target>[^()\s]++)\)"
_LOCATOR = r"[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+"
# As citation managers make them, `smith:2019` or an address; see `work_key`.
_KEY = r"[\w:./+?=&%~-]++"
CITATION = rf"\[@{_KEY}(?:,{_LOCATOR})?\]"
EMPHASIS = r"\*(?P<stressed>[^*\s](?:[^*]*[^*\s])?)\*"
CHINESE = r"\u3400-\u9fff"
_CITATIONS = rf"(?P<cited>{CITATION}(?:\s*{CITATION})*)"
_MARKUP = re.compile("|".join((_CITATIONS, LINK, EMPHASIS, rf"(?P<chinese>[{CHINESE}]+)")))
CITED = re.compile(rf"\[@({_KEY})(?:,\s*+({_LOCATOR}))?\]")


def work_key(id_: object) -> str:
    """
    Make of the id of a work in CSL-JSON the key by which the edition knows it.

    Of an address it is the last part; other characters than letters, figures, `_` and `-` become a
    hyphen, and a key begins with a letter.

    >>> work_key("kostka2019"), work_key("http://zotero.org/users/7/items/KWC4XQ2P"), work_key(42)
    ('kostka2019', 'KWC4XQ2P', 'w42')
    >>> work_key("smith:2019.a"), work_key("")
    ('smith-2019-a', '')
    """
    written = str(id_).rstrip("/")
    last = written.rpartition("/")[2] if "://" in written else written
    key = re.sub(r"[^\w-]+", "-", last).strip("-")
    return f"w{key}" if key and not key[0].isalpha() else key


@dataclass(frozen=True, slots=True)
class Chinese:
    """Hold a run of Chinese characters."""

    words: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Cite works of the bibliography together, each by key and locator; the latter may be empty."""

    works: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress what is within."""

    within: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Link what is within to a target, as it was written."""

    target: str
    within: tuple[Piece, ...]


Piece = str | Chinese | Citation | Emphasis | Link


def parse_paragraphs(prose: str) -> list[tuple[Piece, ...]]:
    """Read prose as paragraphs, each with its lines joined."""
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", prose))
    return [parse_pieces(part) for part in parts if part]


def parse_pieces(words: str) -> tuple[Piece, ...]:
    """
    Read the markup within one paragraph; what is no markup is words.

    >>> parse_pieces("A *loan* [word](term:x) [@kant1784, 3].")[1:4:2]
    (Emphasis(within=('loan',)), Link(target='term:x', within=('word',)))
    """
    pieces: list[Piece] = []
    done = 0
    for found in _MARKUP.finditer(words):
        pieces += [words[done : found.start()], _piece(found)]
        done = found.end()
    return tuple(piece for piece in [*pieces, words[done:]] if piece != "")


def _piece(found: re.Match[str]) -> Piece:
    if found["chinese"]:
        return Chinese(found["chinese"])
    if found["cited"]:
        cited = CITED.findall(found["cited"])
        return Citation(tuple((work_key(key), locator) for key, locator in cited))
    if found["stressed"]:
        return Emphasis(parse_pieces(found["stressed"]))
    return Link(found["target"], parse_pieces(found["words"]))


def plain(prose: str) -> str:
    """
    Take the markup off, citations altogether.

    >>> plain("A *loan* [word](term:x) [@kant1784, 3].")
    'A loan word.'
    """
    bare = re.sub(rf"(?<!\s)\s*+{CITATION}", "", prose)
    bare = re.sub(LINK, r"\g<words>", bare)
    return " ".join(re.sub(EMPHASIS, r"\g<stressed>", bare).split())


def first_sentence(prose: str, lang: Language) -> str:
    """
    Give the first sentence of prose, without markup.

    >>> first_sentence("A *loan* word [@kant1784]. And more.", "en")
    'A loan word.'
    """
    first, *_ = re.split(r"\n\s*\n", prose.strip())
    sentences = split_sentences(plain(first), lang)
    return sentences[0] if sentences else ""
