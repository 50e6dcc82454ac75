"""What the edition gives as a citation, it can read: every style leads back to its place."""

from __future__ import annotations

from datetime import date

import pytest

from lesart.citing import STYLES, Side, StyleName
from lesart.pipeline import Settings
from lesart.pipeline_citing import Request, cite
from lesart.pipeline_references import load_known
from lesart.resolve import require

PLACES = (
    "wolken", "wolken:2", "wolken:2.2", "wolken:2.1-2.3", "wolken:1-2", "wolken:4", "wolken:lead"
)  # fmt: skip
SIDES: tuple[Side, ...] = ("both", "de", "en")


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("style", [name for name in STYLES if name != "chicago-note"])
def test_a_citation_leads_back_to_its_place(mini: Settings, style: StyleName, side: Side) -> None:
    known = load_known(mini)
    request = Request(style, side, accessed=date(2026, 11, 22))
    given = {place: cite(mini, place, request).cited for place in PLACES}
    assert {place: str(require(words, known)) for place, words in given.items()} == {
        place: place for place in PLACES
    }
