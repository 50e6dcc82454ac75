"""
Render the terms of the glossary where they stand in a text.

Each is a link to its entry; the second of a paragraph and side is `term--again`, which is marked
only on demand. The glosses that a script shows beside them stand in the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from lesart.core.elements import make, spaced
from lesart.core.prose import first_sentence
from lesart.model import Term, Text
from lesart.write.html.choice import choice_row

CHOICES = (("first", "First"), ("all", "All"), ("none", "None"))


def term_link(words: Sequence[Element | str], term: str, first: bool, glossary: str) -> Element:
    """Link a term with its entry; the *first* of a paragraph and side is marked otherwise."""
    address = f"{glossary}#{term}"
    if not first:
        again = make("a", *words, class_="term term--again", href=address, tabindex="-1")
        again.set("data-term", term)
        return again
    return make("a", *words, class_="term", href=address, data_term=term)


def term_choice() -> Element:
    """Render the choice which terms are marked, which works by style rules alone."""
    return choice_row("terms", "Terms marked", "Terms", CHOICES, "first")


def glosses(text: Text) -> list[Element]:
    """Render what is shown beside the terms of a text; hidden, and no matter for a search."""
    entries = [_gloss(term) for term in text.terms]
    box = make("section", *entries, class_="glosses", hidden="hidden", data_search_exclude="")
    return [box] if entries else []


def _gloss(term: Term) -> Element:
    lemma = make("b", term.lemma, lang="de", translate="no")
    grammar = [make("span", term.grammar, class_="gloss__grammar")] if term.grammar else []
    rendering = make("em", ", ".join(term.english.preferred), lang="en")
    german = first_sentence(term.definition.de, "de")
    english = first_sentence(term.definition.en, "en")
    parts = (
        make("p", *spaced(lemma, *grammar)),
        make("p", rendering),
        make("p", german, lang="de", class_="gloss__de"),
        make("p", english, lang="en", class_="gloss__en"),
    )
    return make("div", *spaced(*parts), data_gloss=term.id)
