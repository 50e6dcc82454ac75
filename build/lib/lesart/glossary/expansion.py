"""Expand the terms of a glossary into the forms that a matcher looks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from lesart.glossary.entries import headwords
from lesart.glossary.forms import english_forms, german_forms
from lesart.glossary.inflections import belongs_elsewhere, dictionary
from lesart.glossary.matcher import Matcher, TermForms
from lesart.model import Language, Term


def expand_german(terms: Sequence[Term], cache: Path | None = None) -> list[TermForms]:
    """
    Give the German forms of each term.

    Forms made by rule that a dictionary gives to another noun are dropped, and those it knows of
    the headword itself are added; forms that an entry names are always kept. Each form is found
    in Swiss spelling too. What the dictionary says is kept in the folder *cache*.
    """
    single = {word for term in terms for word in headwords(term) if " " not in word}
    with dictionary(single, cache) as known:
        listed = known.forms(single)
        own = {
            word: {
                form for form in german_forms(word) if not belongs_elsewhere(form[0], word, known)
            }
            for word in single
        }
    expanded = []
    for term in terms:
        forms = {tuple(form.split()) for form in term.forms}
        for word in headwords(term):
            if word in single:
                forms |= own[word] | {(form,) for form in (word, *listed[word])}
            else:
                forms |= german_forms(word) | {tuple(word.split())}
        swiss = {tuple(word.replace("ß", "ss") for word in form) for form in forms}
        expanded.append(TermForms(term.id, frozenset(forms | swiss), term.suspended))
    return expanded


def expand_renderings(id_: str, renderings: Iterable[str]) -> TermForms:
    """Give the English forms of *renderings* under one id."""
    words = list(renderings)
    forms = {form for word in words for form in english_forms(word) if word[:3] != "to "}
    verbs = {form for word in words for form in english_forms(word) if word[:3] == "to "}
    return TermForms(id_, frozenset(forms), verbs=frozenset(verbs))


def allowed(term: Term) -> tuple[str, ...]:
    """List the preferred and admitted renderings of a term."""
    return (*term.english.preferred, *(item.rendering for item in term.english.admitted))


def matcher(terms: Sequence[Term], lang: Language, cache: Path | None = None) -> Matcher:
    """Make the matcher of a glossary for one language (see `expand_german`)."""
    if lang == "de":
        return Matcher(expand_german(terms, cache))
    return Matcher([expand_renderings(term.id, allowed(term)) for term in terms], german=False)
