"""
Find the terms of a glossary in running text, in all their forms, the longest first.

A dictionary from the first word of a form to all forms that begin with it is asked once for
each word of the text, so the time does not grow with the number of terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lesart.glossary.parted_verbs import particle_follows

WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*-?")
_FOLLOWING = re.compile(rf"[\s\u00ad]+({WORD.pattern})")
_NEXT = re.compile(rf"(?:\s*,\s*|\s+)({WORD.pattern})")
_LINKS = frozenset(("und", "oder", "bzw", "sowie", "noch", "wie"))
_ADDRESSED = frozenset(("euch", "dich", "dir", "mal", "doch", "bitte"))
_PRONOUNS = frozenset(("er", "es", "sie", "ihr", "man", "ich", "wir", "du"))
_SUBJECTS = frozenset(("he", "she", "it", "who"))
_APOSTROPHES = "’'"
_OPENING = " \"'„“‚‘«»›‹(–—"
_CONTEXT = 24
_LONGEST_SUSPENSION = 6
_SHORTEST_TAIL = 3


@dataclass(frozen=True, slots=True)
class TermForms:
    """
    Hold the forms of one term in one language, each a sequence of words and of marks between them.

    A form that begins with a capital is found only so written, but for its first word standing
    in capitals altogether. A mark is a part without letters or figures, and is found only where it
    stands: `F` `.` `A` `.` `Z`, `People` `’` `s` `Republic`, `Media` `&` `Society`. `suspended`
    lets a cut-off compound stand for the whole (`Gesichts-` before `und Gangerkennung`). `verbs`
    are English forms that may follow a subject.

    `apart` are forms of a verb with the particle that closes the clause (`ruft` … `an`). With
    `heads` a noun is found as the last part of a word with hyphens (`EU-Staaten`). `nouns` are
    forms in small letters that are another word with a capital (`weise`, `die Weise`), and
    `adjectives` those of a noun that are another word where a sentence begins with them.
    """

    id: str
    forms: frozenset[tuple[str, ...]]
    suspended: bool = False
    verbs: frozenset[tuple[str, ...]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    heads: bool = False
    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Name a term and the characters where it stands, `end` exclusive."""

    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Hold a form without its first word: what comes before each further word, and the word."""

    rest: tuple[tuple[re.Pattern[str], str], ...]
    capitals: tuple[bool, ...]
    term: str
    noun: bool
    alike: bool = False


class Matcher:
    """Find terms in the texts of one language; with *cased*, capitals count in English as well."""

    def __init__(
        self, terms: Iterable[TermForms], german: bool = True, cased: bool = False
    ) -> None:
        self._german, self._cased = german, german or cased
        self._first: dict[str, list[_Candidate]] = {}
        self._suspended: dict[str, set[str]] = {}
        self._heads: set[str] = set()
        self._apart: dict[str, list[tuple[str, str]]] = {}
        seen: set[tuple[str, ...]] = set()
        for term in terms:
            for form in sorted(term.forms | term.verbs):
                alike = len(form) == 1 and form[0] in term.nouns | term.adjectives
                self._add(form, term.id, seen, form not in term.verbs, alike)
            self._heads |= {term.id} if term.heads else set()
            for word, particle in sorted(term.apart):
                self._apart.setdefault(word, []).append((particle, term.id))
            if term.suspended:
                for form in filter(None, term.forms):
                    self._suspended.setdefault(_key(form[-1]), set()).add(term.id)
        for candidates in self._first.values():
            candidates.sort(key=lambda candidate: (-len(candidate.rest), candidate.term))

    def _add(
        self,
        form: tuple[str, ...],
        term: str,
        seen: set[tuple[str, ...]],
        noun: bool,
        alike: bool,
    ) -> None:
        words, marks = _parted(form)
        if not words:
            return
        keys = tuple(_key(word) for word in words)
        capitals = tuple(self._cased and word[:1].isupper() for word in words)
        noun = noun and (capitals[0] or not self._german)
        told = (term, *keys, *marks, *map(str, capitals))
        if told not in seen:
            seen.add(told)
            rest = tuple(zip(map(_before, marks), keys[1:], strict=True))
            self._first.setdefault(keys[0], []).append(
                _Candidate(rest, capitals, term, noun, alike)
            )

    def find(self, text: str) -> list[Match]:
        """Find the terms of *text* in reading order; matches do not overlap."""
        found: list[Match] = []
        first, done = self._first, 0
        for match in WORD.finditer(text):
            word = match[0]
            candidates = first.get(word.lower())
            if candidates is None and "-" in word:
                candidates = first.get(_key(word))
            if self._apart and match.start() >= done and (hit := self._with_particle(text, match)):
                found.append(hit)
                done = hit.end
            elif candidates is not None and match.start() >= done:
                if hit := self._longest(text, match, candidates):
                    found.append(hit)
                    done = hit.end
            elif candidates is None and word.endswith("-"):
                found += self._suspension(text, match) if self._suspended else ()
            elif candidates is None and self._heads and match.start() >= done:
                found += self._head(match)
        return found

    def _longest(
        self, text: str, match: re.Match[str], candidates: list[_Candidate]
    ) -> Match | None:
        for candidate in candidates:
            end = _follow(text, match, candidate)
            sure = candidate.rest or not candidate.noun or not self._is_verb(text, match)
            if candidate.alike and sure:
                sure = _is_noun(text, match) == candidate.capitals[0]
            if end and sure:
                return Match(match.start(), end, candidate.term)
        return None

    def _is_verb(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether the place shows that a word is no noun: “Macht euch …”, “he states”."""
        if not self._german:
            before = text[max(0, match.start() - _CONTEXT) : match.start()].rstrip(_OPENING)
            last = before.rpartition(" ")[2].lower()
            return match[0].endswith("s") and last in _SUBJECTS
        following = _FOLLOWING.match(text, match.end())
        return _begins(text, match) and following is not None and following[1] in _ADDRESSED

    def _with_particle(self, text: str, match: re.Match[str]) -> Match | None:
        """Find the verb of which a finite form stands here and the particle closes the clause."""
        word = match[0]
        if not word.islower() and not (word.istitle() and _begins(text, match)):
            return None
        for particle, term in self._apart.get(word.lower(), ()):
            if particle_follows(text, match.end(), particle):
                return Match(match.start(), match.end(), term)
        return None

    def _head(self, match: re.Match[str]) -> Iterator[Match]:
        """Find the noun that a word with hyphens ends in: `Staaten` in `EU-Staaten`."""
        at = max(match[0].rfind("-"), match[0].rfind("‑")) + 1
        last = match[0][at:]
        if not at or not last[:1].isupper():
            return
        for one in self._first.get(last.lower(), ()):
            if one.term in self._heads and one.capitals[0] and not one.rest:
                yield Match(match.start() + at, match.end(), one.term)
                return

    def _suspension(self, text: str, match: re.Match[str]) -> Iterator[Match]:
        """Find the term that a cut-off word stands for: `Gesichts-` in `Gesichts- und …`."""
        stem = match[0].rstrip("-").lower()
        linked, at = False, match.end()
        for _ in range(_LONGEST_SUSPENSION):
            following = _NEXT.match(text, at)
            if not following:
                return
            at, word = following.end(), following[1]
            linked = linked or word.lower() in _LINKS
            if word.endswith("-") or word.lower() in _LINKS:
                continue
            whole = _key(word)
            wholes = (stem + whole[cut:] for cut in range(1, len(whole) - _SHORTEST_TAIL + 1))
            terms = {term for form in wholes for term in self._suspended.get(form, ())}
            if linked and terms:
                yield Match(match.start(), match.end(), min(terms))
            return


def _begins(text: str, match: re.Match[str]) -> bool:
    """Tell whether a sentence begins with a word."""
    before = text[max(0, match.start() - _CONTEXT) : match.start()].rstrip(_OPENING)
    return not before or before[-1] in ".!?:"


def _is_noun(text: str, match: re.Match[str]) -> bool:
    """
    Tell whether a word that may be a noun or another word is one: by its capital.

    Where a sentence begins with it, another noun or a pronoun behind it says that it is none.
    """
    if not match[0][0].isupper():
        return False
    if not _begins(text, match):
        return True
    following = _FOLLOWING.match(text, match.end())
    word = following[1] if following else ""
    return not (word[:1].isupper() or word in _ADDRESSED or word in _PRONOUNS)


def _follow(text: str, match: re.Match[str], candidate: _Candidate) -> int:
    """Give the end of *candidate*, whose first word is *match*, or 0 where it does not stand."""
    first, *others = candidate.capitals
    if first and not match[0][0].isupper():
        return 0
    end = match.end()
    for (before, wanted), capital in zip(candidate.rest, others, strict=True):
        following = before.match(text, end)
        if not following or _key(following[1]) != wanted:
            return 0
        if capital and not following[1][0].isupper():
            return 0
        end = following.end()
    return end


def _parted(form: Iterable[str]) -> tuple[list[str], list[str]]:
    """
    Give the words of a form, and the marks before each but the first.

    >>> _parted(("Cass", "R", ".", "Sunstein", "?"))
    (['Cass', 'R', 'Sunstein'], ['', '.'])
    """
    words: list[str] = []
    marks: list[str] = []
    mark = ""
    for part in form:
        if not any(map(str.isalnum, part)):
            mark += part
            continue
        if words:
            marks.append(mark)
        words.append(part)
        mark = ""
    return words, marks


@lru_cache(maxsize=256)
def _before(marks: str) -> re.Pattern[str]:
    """Make the pattern of a word, the first group, behind blanks or behind *marks*."""
    if not marks:
        return _FOLLOWING
    alike = (f"[{_APOSTROPHES}]" if mark in _APOSTROPHES else re.escape(mark) for mark in marks)
    written = "".join(rf"\s*{mark}" for mark in alike)
    return re.compile(rf"{written}[\s\u00ad]*({WORD.pattern})")


def _key(word: str) -> str:
    return word.replace("-", "").replace("‑", "").lower()
