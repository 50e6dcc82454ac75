"""Agreed renderings in drafts: put in by word form, or told."""

from __future__ import annotations

import pytest

from lesart.draft.renderings import DraftTerms, Present, keep_terms
from lesart.glossary.forms import in_form_of
from lesart.glossary.matcher import Matcher
from lesart.glossary.terminology import Terminology, make_terminology
from lesart.model import Bilingual, English, Headword, Rendering, Term

NOTHING = Bilingual("", "")
HERD = Term("herde", "", "Herde", English(("herd",), (), ("crowd",)), NOTHING)
STEER = Term("steuern", "", "steuern", English(("to steer",), (), ("to control",)), NOTHING)
GAP = Term(
    "luecke", "", "Lücke", English(("gap",), (Rendering("lacuna", "of a text"),), ()), NOTHING
)
CONTROL = Term("kontrolle", "", "Kontrolle", English(("control",)), NOTHING)
WEIGH = Term(
    "waage", "", "Waage", English(("scales", "to weigh"), (), ("weight",)), NOTHING,
    also=(Headword("wiegen"),),
)  # fmt: skip
TERMS: Terminology = make_terminology([HERD, STEER, GAP, CONTROL, WEIGH], Matcher(()))
ENGINE = {"Herde": "Flock", "Lücke": "The hole", "steuern": "to govern", "Waage": "balance"}


def kept(draft: str, *present: Present) -> DraftTerms:
    return keep_terms(draft, present, TERMS, lambda head: ENGINE.get(head, ""))


@pytest.mark.parametrize(
    ("draft", "present", "expected"),
    [
        ("The herd moves on.", Present(HERD, "Herde"), "The herd moves on."),
        ("The crowd moves on.", Present(HERD, "Herde"), "The herd moves on."),
        ("The crowds move on.", Present(HERD, "Herden"), "The herds move on."),
        ("The flock moves on.", Present(HERD, "Herde"), "The herd moves on."),
        ("Flocks move on.", Present(HERD, "Herden"), "Herds move on."),
        ("It is an open crowd.", Present(HERD, "Herde"), "It is an open herd."),
        ("Somebody controlled them.", Present(STEER, "steuerte"), "Somebody steered them."),
        ("They are controlling us.", Present(STEER, "steuern"), "They are steering us."),
        ("He governs the state.", Present(STEER, "steuert"), "He steers the state."),
        ("A hole was left.", Present(GAP, "Lücke"), "A gap was left."),
        ("The lacuna is known.", Present(GAP, "Lücke"), "The lacuna is known."),
        ("The balance was new.", Present(WEIGH, "Waage"), "The scales was new."),
    ],
)
def test_agreed_renderings_reach_the_draft(draft: str, present: Present, expected: str) -> None:
    found = kept(draft, present)
    assert found.text == expected
    assert found.missing == ()


@pytest.mark.parametrize(
    ("draft", "present"),
    [
        ("The multitude moves on.", Present(HERD, "Herde")),
        ("The crowd and the crowd.", Present(HERD, "Herde")),
        ("They pondered the clouds.", Present(WEIGH, "wiegen")),
    ],
)
def test_what_cannot_be_found_is_told_and_left(draft: str, present: Present) -> None:
    found = kept(draft, present)
    assert found.text == draft
    assert found.missing == (present,)


def test_a_term_that_stands_twice_is_put_in_twice() -> None:
    found = kept("The crowd saw the crowds.", Present(HERD, "Herde", 2))
    assert found.text == "The herd saw the herds."
    assert found.replaced == (("crowds", "herds"), ("crowd", "herd"))


def test_words_that_render_another_term_stay() -> None:
    found = kept("Control is good.", Present(CONTROL, "Kontrolle"), Present(STEER, "steuern"))
    assert found.text == "Control is good."
    assert [one.term.id for one in found.missing] == ["steuern"]


@pytest.mark.parametrize(
    ("base", "found", "other", "expected"),
    [
        ("crowd", "Crowd", "herd", "herd"),
        ("organisation", "organization", "order", "order"),
        ("points system", "points systems", "body", "bodies"),
        ("crowd", "crowds", "conception of man", "conceptions of man"),
        ("to control", "control", "to carry", "carry"),
        ("to control", "controls", "to carry", "carries"),
        ("to control", "controlled", "to carry", "carried"),
        ("to control", "controlling", "to drive", "driving"),
        ("to control", "controlled", "to keep", "kept"),
        ("to control", "controlled", "to plan", "planned"),
        ("to control", "controlled", "to order", "ordered"),
    ],
)
def test_a_rendering_takes_the_form_of_another(
    base: str, found: str, other: str, expected: str
) -> None:
    assert in_form_of(base, found, other) == expected
