"""Expand the terms of a glossary into the forms that a matcher looks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from lesart.glossary.entries import headwords
from lesart.glossary.forms import english_forms, german_forms
from lesart.glossary.inflections import belongs_elsewhere, dictionary
from lesart.glossary.matcher import Matcher, TermForms
from lesart.glossary.other_words import other_nouns, other_words
from lesart.glossary.parted_verbs import forms_apart, forms_joined, parted
from lesart.model import Language, Term


def expand_german(terms: Sequence[Term], cache: Path | None = None) -> list[TermForms]:
    """
    Give the German forms of each term.

    Forms made by rule that a dictionary gives to another noun are dropped, and those it knows of
    the headword itself are added; forms that an entry names are always kept. Verbs are found with
    their particle apart, nouns as the heads of words with hyphens, and words that are others with
    or without a capital are kept apart. Each form is found in Swiss spelling too. What the
    dictionary says is kept in the folder *cache*.
    """
    single = {word for term in terms for word in headwords(term) if " " not in word}
    with dictionary(single, cache) as known:
        pairs = {word: pair for word in single if (pair := parted(word, known))}
        listed = known.forms(single | {base for _, base in pairs.values()})
        own = {
            word: {
                form for form in german_forms(word) if not belongs_elsewhere(form[0], word, known)
            }
            for word in single
        }
        nouns = {
            word: other_nouns(word, own[word] | {(form,) for form in listed[word]}, known)
            for word in single
        }
        adjectives = {word: other_words(word, known) for word in single}
    expanded = []
    for term in terms:
        forms = {tuple(form.split()) for form in term.forms}
        heads = [word for word in headwords(term) if word in single]
        apart: set[tuple[str, str]] = set()
        for word in _separable(term, pairs):
            particle, base = pairs[word]
            apart |= {(form, particle) for form in forms_apart(base, listed[base])}
            forms |= {(form,) for form in forms_joined(particle, base, listed[base])}
        for word in headwords(term):
            if word in single:
                forms |= own[word] | {(form,) for form in (word, *listed[word])}
            else:
                forms |= german_forms(word) | {tuple(word.split())}
        swiss = {tuple(word.replace("ß", "ss") for word in form) for form in forms}
        named = set(term.forms)
        expanded.append(
            TermForms(
                term.id,
                frozenset(forms | swiss),
                term.suspended,
                apart=frozenset(apart),
                heads=any(word[:1].isupper() for word in heads),
                nouns=frozenset(form for word in heads for form in nouns[word]) - named,
                adjectives=frozenset(form for word in heads for form in adjectives[word]) - named,
            )
        )
    return expanded


def _separable(term: Term, pairs: Mapping[str, tuple[str, str]]) -> list[str]:
    """List the headwords whose particle may stand apart; an entry says where it may not."""
    said = {term.lemma: term.grammar, **{one.lemma: one.grammar for one in term.also}}
    return [word for word in headwords(term)
            if word in pairs and "inseparable" not in said.get(word, "")]  # fmt: skip


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
