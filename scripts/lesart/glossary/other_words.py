"""Keep words apart that differ by their capital alone: *weise* and *die Weise*."""

from __future__ import annotations

from collections.abc import Collection

from lesart.glossary.dictionary_excerpt import Excerpt
from lesart.glossary.forms import german_forms


def other_nouns(lemma: str, forms: Collection[tuple[str, ...]], known: Excerpt) -> set[str]:
    """
    Give the forms of an adjective or verb that are those of another word with a capital.

    Nouns that are made of it, *das Überwachen* or *die Regierten*, are no other word.

    >>> from lesart.glossary.inflections import dictionary
    >>> with dictionary() as known:
    ...     sorted(other_nouns("weise", {("weise",), ("weisen",), ("weiser",)}, known))
    ...     other_nouns("machen", {("macht",), ("machen",)}, known)
    ['weise', 'weisen']
    {'macht'}
    """
    if not lemma[:1].islower():
        return set()
    own = {form[0] for form in forms if len(form) == 1 and form[0].islower()}
    noun = lemma.capitalize()
    is_verb = lemma.endswith(("en", "eln", "ern"))
    found = {form for form in own if _is_other(form, lemma, own, known)}
    if not is_verb and known.headword(noun) == noun:
        of_noun = {form[0].lower() for form in german_forms(noun)}
        found |= {form for form in own if form in of_noun}
    return found


def _is_other(form: str, lemma: str, own: Collection[str], known: Excerpt) -> bool:
    head = known.headword(form.capitalize()) or ""
    if not head[:1].isupper() or head.lower() == lemma:
        return False
    return not (head.endswith(("e", "er")) and head.lower() in own)


def other_words(lemma: str, known: Excerpt) -> set[str]:
    """
    Give the forms of a noun that are an adjective where a sentence begins with them.

    >>> from lesart.glossary.inflections import dictionary
    >>> with dictionary() as known:
    ...     other_words("Weise", known), other_words("Herde", known)
    ({'Weise'}, set())
    """
    if not lemma[:1].isupper():
        return set()
    low = lemma.lower()
    return (
        {lemma} if known.headword(low) == low and not low.endswith(("en", "eln", "ern")) else set()
    )
