"""
Know the German verbs whose first part stands apart: *anrufen*, “sie ruft ihn an”.

In a main clause the verb stands early and its particle at the end of the clause. What comes between
is not parsed; a particle counts where the clause ends behind it, or is joined to another there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lesart.glossary.dictionary_excerpt import Excerpt
from lesart.glossary.forms import ADJECTIVE_ENDINGS, finite_forms
from lesart.languages import LANGUAGES

_PREFIXES = sorted(LANGUAGES["de"].separable, key=len, reverse=True)
_SHORTEST_BASE = 4
_FURTHEST = 40
_TOKEN = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*|[,.;:!?]")
_ENDS = re.compile(
    r"[\s\u00ad]*(?:$|[,.;:!?)\]»«›‹“”\"’‘–—…]|(?:und|oder|aber|sondern|sowie|als|wie|bis)\b)"
)
_RELATIVE = frozenset(
    "der die das den dem des deren dessen denen welcher welche welches welchen welchem wer was wo "
    "wie wenn weil dass obwohl als ob nachdem während".split()
)


def parted(lemma: str, known: Excerpt) -> tuple[str, str] | None:
    """
    Part a verb into its particle and the verb it is made of; None where it is no such verb.

    >>> from lesart.glossary.inflections import dictionary
    >>> with dictionary() as known:
    ...     parted("anrufen", known), parted("antworten", known), parted("Anruf", known)
    (('an', 'rufen'), None, None)
    """
    if not lemma.islower() or not lemma.endswith("n"):
        return None
    for prefix in _PREFIXES:
        base = lemma.removeprefix(prefix)
        if base != lemma and len(base) >= _SHORTEST_BASE and known.headword(base) == base:
            return prefix, base
    return None


def forms_apart(base: str, listed: Collection[str]) -> set[str]:
    """Give the forms of a verb that stand apart from a particle: finite and imperative ones."""
    plain = base.startswith("ge")
    known = {f for f in listed if f.islower() and not f.endswith("end")
             and (plain or not f.startswith("ge"))}  # fmt: skip
    return known | finite_forms(base)


def forms_joined(particle: str, base: str, listed: Collection[str]) -> set[str]:
    """
    Give the forms in which *zu* and *ge* stand within a verb.

    >>> sorted(forms_joined("an", "rufen", ["gerufen"]))[:2]
    ['angerufen', 'angerufene']
    """
    stem = re.sub(r"e?n$", "", base)
    participles = {form for form in listed if form.startswith("ge") and form.endswith(("t", "en"))}
    participles |= set() if participles else {f"ge{stem}t"}
    made = {f"{particle}{form}{ending}" for form in participles for ending in ADJECTIVE_ENDINGS}
    return made | {f"{particle}zu{base}"}


def particle_follows(text: str, at: int, particle: str) -> bool:
    """
    Tell whether a *particle* closes the clause in which the character *at* of *text* stands.

    >>> particle_follows("Er ruft seine Mutter, die wartet, heute an.", 7, "an")
    True
    >>> particle_follows("Er ruft, und sie kommt an.", 7, "an")
    False
    >>> particle_follows("Er ruft an der Ecke.", 7, "an")
    False
    """
    return any(
        found[0].lower() == particle and _ENDS.match(text, found.end())
        for found in _of_clause(text, at)
    )


def _of_clause(text: str, at: int) -> Iterator[re.Match[str]]:
    """Give the words behind a place in its clause; a clause set in between commas is passed."""
    tokens = _TOKEN.finditer(text, at)
    for _ in range(_FURTHEST):
        found = next(tokens, None)
        if found is None or found[0] in ".;:!?":
            return
        if found[0] != ",":
            yield found
            continue
        opening = next(tokens, None)
        if opening is None or opening[0].lower() not in _RELATIVE:
            return
        closing = next((one for one in tokens if not one[0][0].isalnum()), None)
        if closing is None or closing[0] != ",":
            return
