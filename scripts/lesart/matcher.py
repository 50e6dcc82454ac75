"""
Find the terms of a glossary in running text, in all their forms, the longest first.

A dictionary from the first word of a form to all forms that begin with it is asked once for
each word of the text, so the time does not grow with the number of terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*-?")
_FOLLOWING = re.compile(rf"(?:[\s\u00ad]+(?:&\s+)?|[.’'])({_WORD.pattern})")
_NEXT = re.compile(rf"(?:\s*,\s*|\s+)({_WORD.pattern})")
_LINKS = frozenset(("und", "oder", "bzw", "sowie", "noch", "wie"))
_ADDRESSED = frozenset(("euch", "dich", "dir", "mal", "doch", "bitte"))
_SUBJECTS = frozenset(("he", "she", "it", "who"))
_OPENING = " \"'„“‚‘«»›‹(–—"
_CONTEXT = 24
_LONGEST_SUSPENSION = 6
_SHORTEST_TAIL = 3


@dataclass(frozen=True, slots=True)
class TermForms:
    """
    Hold the forms of one term in one language, each a sequence of words.

    A form that begins with a capital is found only so written, but for its first word standing
    in capitals altogether. Words that a full stop, an apostrophe or an ampersand joins are words of
    their own (`F.A.Z`, `People’s Republic`, `Media & Society`). `suspended` lets a cut-off compound
    stand for the whole (`Gesichts-` before `und Gangerkennung`). `verbs` are English forms that may
    follow a subject.
    """

    id: str
    forms: frozenset[tuple[str, ...]]
    suspended: bool = False
    verbs: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Name a term and the characters where it stands, `end` exclusive."""

    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    rest: tuple[str, ...]
    capitals: tuple[bool, ...]
    term: str
    noun: bool


class Matcher:
    """Find terms in the texts of one language; with *cased*, capitals count in English as well."""

    def __init__(
        self, terms: Iterable[TermForms], german: bool = True, cased: bool = False
    ) -> None:
        self._german, self._cased = german, german or cased
        self._first: dict[str, list[_Candidate]] = {}
        self._suspended: dict[str, set[str]] = {}
        seen: set[tuple[str, ...]] = set()
        for term in terms:
            for form in sorted(term.forms | term.verbs):
                self._add(form, term.id, seen, form not in term.verbs)
            if term.suspended:
                for form in term.forms:
                    self._suspended.setdefault(_key(form[-1]), set()).add(term.id)
        for candidates in self._first.values():
            candidates.sort(key=lambda candidate: (-len(candidate.rest), candidate.term))

    def _add(
        self, form: tuple[str, ...], term: str, seen: set[tuple[str, ...]], noun: bool
    ) -> None:
        keys = tuple(_key(word) for word in form)
        capitals = tuple(self._cased and word[:1].isupper() for word in form)
        noun = noun and (capitals[0] or not self._german)
        mark = (term, *keys, *map(str, capitals))
        if mark not in seen:
            seen.add(mark)
            self._first.setdefault(keys[0], []).append(_Candidate(keys[1:], capitals, term, noun))

    def find(self, text: str) -> list[Match]:
        """Find the terms of *text* in reading order; matches do not overlap."""
        found: list[Match] = []
        first, done = self._first, 0
        for match in _WORD.finditer(text):
            word = match[0]
            candidates = first.get(word.lower())
            if candidates is None and "-" in word:
                candidates = first.get(_key(word))
            if candidates is not None and match.start() >= done:
                if hit := self._longest(text, match, candidates):
                    found.append(hit)
                    done = hit.end
            elif candidates is None and self._suspended and word.endswith("-"):
                found += self._suspension(text, match)
        return found

    def _longest(
        self, text: str, match: re.Match[str], candidates: list[_Candidate]
    ) -> Match | None:
        for candidate in candidates:
            end = _follow(text, match, candidate)
            sure = candidate.rest or not candidate.noun or not self._is_verb(text, match)
            if end and sure:
                return Match(match.start(), end, candidate.term)
        return None

    def _is_verb(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether the place shows that a word is no noun: “Macht euch …”, “he states”."""
        before = text[max(0, match.start() - _CONTEXT) : match.start()].rstrip(_OPENING)
        if not self._german:
            last = before.rpartition(" ")[2].lower()
            return match[0].endswith("s") and last in _SUBJECTS
        begins = not before or before[-1] in ".!?:"
        following = _FOLLOWING.match(text, match.end())
        return begins and following is not None and following[1] in _ADDRESSED

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


def _follow(text: str, match: re.Match[str], candidate: _Candidate) -> int:
    """Give the end of *candidate*, whose first word is *match*, or 0 where it does not stand."""
    word, end = match[0], match.end()
    for wanted, capital in zip((None, *candidate.rest), candidate.capitals, strict=True):
        if wanted is not None:
            following = _FOLLOWING.match(text, end)
            if not following or _key(following[1]) != wanted:
                return 0
            word, end = following[1], following.end()
        if capital and not word[0].isupper():
            return 0
    return end


def _key(word: str) -> str:
    return word.replace("-", "").replace("‑", "").lower()
