"""
Bring the agreed renderings of the glossary into a draft, by word form.

An engine knows nothing of what was agreed. Where a draft renders a term otherwise, the words it
chose are looked for: those the glossary rejects, and those the same engine gives for the headword
alone. They are replaced by the agreed ones in the same form: plural for plural, past for past. What
cannot be found, or could stand for something else, is left as it is and told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lesart.glossary.entries import headwords
from lesart.glossary.expansion import expand_renderings
from lesart.glossary.forms import german_forms, in_form_of
from lesart.glossary.matcher import Match, Matcher
from lesart.glossary.terminology import Terminology
from lesart.model import Term

Ask = Callable[[str], str]
_OPENING = " “‘(\"'"


@dataclass(frozen=True, slots=True)
class Present:
    """Name a term that stands in a source, one of its forms there, and how often it stands."""

    term: Term
    form: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class DraftTerms:
    """Hold a draft with its terms: what was put in (words before, words after), what was not."""

    text: str
    replaced: tuple[tuple[str, str], ...] = ()
    missing: tuple[Present, ...] = ()


def keep_terms(
    draft: str, present: Sequence[Present], terminology: Terminology, ask: Ask
) -> DraftTerms:
    """
    Put agreed renderings into *draft* for the terms that are *present* in its source.

    *ask* gives the engine's own words for a headword, or nothing.
    """
    replaced: list[tuple[str, str]] = []
    missing: list[Present] = []
    for one in present:
        if terminology.renderings[one.term.id].find(draft):
            continue
        taken = [
            match
            for other in present
            if other.term.id != one.term.id
            for match in terminology.renderings[other.term.id].find(draft)
        ]
        changes = _changes(draft, one, taken, ask)
        if not changes:
            missing.append(one)
        for match, words in reversed(changes):
            replaced.append((draft[match.start : match.end], words))
            draft = _put(draft, match, words)
    return DraftTerms(draft, tuple(replaced), tuple(missing))


def _changes(draft: str, one: Present, taken: Sequence[Match], ask: Ask) -> list[tuple[Match, str]]:
    """Find the words that stand for a term, where they can stand for nothing else."""
    head, agreed = _agreed(one.term, one.form)
    for chosen in _chosen(one.term, head, agreed, ask) if agreed else ():
        matcher = Matcher([expand_renderings(one.term.id, [chosen])], german=False)
        found = [
            match
            for match in matcher.find(draft)
            if all(match.end <= other.start or other.end <= match.start for other in taken)
        ]
        if found:
            if len(found) > one.times:
                return []
            return [(m, in_form_of(chosen, draft[m.start : m.end], agreed)) for m in found]
    return []


def _agreed(term: Term, form: str) -> tuple[str, str]:
    """
    Give the headword of which *form* is a form, and its agreed rendering.

    An entry with several headwords has a rendering for each where there are as many of them; where
    that is not clear, nothing is agreed on.
    """
    heads, preferred = list(headwords(term)), term.english.preferred
    words = tuple(form.split())
    at = next((n for n, head in enumerate(heads) if words in german_forms(head)), 0)
    if at and len(heads) != len(preferred):
        return heads[at], ""
    return heads[at], preferred[at] if preferred else ""


def _chosen(term: Term, head: str, agreed: str, ask: Ask) -> Iterator[str]:
    """Give the renderings that an engine may have chosen, the likeliest first."""
    verb = agreed.startswith("to ")
    yield from (words for words in term.english.rejected if words.startswith("to ") == verb)
    own = re.sub(r"^(?:the|an?|to) ", "", ask(head).strip(" .!?\"'").lower(), flags=re.I)
    if own and len(own.split()) <= len(head.split()) + 4:
        yield f"to {own}" if verb else own


def _put(draft: str, match: Match, words: str) -> str:
    """Replace the words of *match*; a capital stays one, and “a” becomes “an” where it must."""
    before, found = draft[: match.start], draft[match.start : match.end]
    if found[:1].isupper() and (
        not before.strip(_OPENING) or before.rstrip(_OPENING)[-1] in ".!?:"
    ):
        words = words[:1].upper() + words[1:]
    vowel = words[:1].lower() in "aeio"
    before = re.sub(r"\b([Aa])n? $", lambda a: f"{a[1]}{'n' if vowel else ''} ", before)
    return before + words + draft[match.end :]
