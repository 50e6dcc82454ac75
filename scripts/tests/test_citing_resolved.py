"""
What the edition gives as a citation in the text, it can read: it leads back to its place.

That holds for every style that cites in the text; footnotes and citations of notes are not read.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lesart.citing import STYLES, Side, StyleName
from lesart.citing.resolve import require
from lesart.tasks.citing import Request, cite
from lesart.tasks.edition import Settings
from lesart.tasks.references import load_known

PLACES = (
    "wolken", "wolken:2", "wolken:2.2", "wolken:2.1-2.3", "wolken:1-2", "wolken:4", "wolken:lead",
    "zeichen", "zeichen:1", "zeichen:2.1", "zeichen:1.1-1.2", "zeichen:1-2",
)  # fmt: skip
SIDES: tuple[Side, ...] = ("both", "de", "en")
IN_TEXT = [name for name, style in STYLES.items() if style.in_text]
KORN = "  - {family: Korn, given: Ada}\n"
REED = "  - {family: Reed, given: Tom}\n"
OTHERS = "  - {family: von der Au, given: Eva}\n  - {family: The Weighers}\n"
WRITTEN_BY = {
    "nobody": " []\n", "one": f"\n{KORN}", "two": f"\n{KORN}{REED}",
    "four": f"\n{KORN}{REED}{OTHERS}", "body": "\n  - {family: The Weighers}\n",
}  # fmt: skip


def leads_back(settings: Settings, style: StyleName, side: Side) -> None:
    """Cite every place, and hold what is read in the citations against it."""
    known = load_known(settings)
    request = Request(style, side, accessed=date(2026, 11, 22))
    given = {place: cite(settings, place, request).cited for place in PLACES}
    assert {place: str(require(words, known)) for place, words in given.items()} == {
        place: place for place in PLACES
    }


def edit(path: Path, old: str, new: str) -> None:
    """Change a file of the edition."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="\n")


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("style", IN_TEXT)
@pytest.mark.slow
def test_a_citation_leads_back_to_its_place(mini: Settings, style: StyleName, side: Side) -> None:
    leads_back(mini, style, side)


@pytest.mark.slow
@pytest.mark.parametrize("dated", [True, False], ids=["dated", "undated"])
@pytest.mark.parametrize("authors", WRITTEN_BY)
def test_it_does_whoever_wrote_it_and_whenever(mini: Settings, authors: str, dated: bool) -> None:
    sources = mini.root / "source_texts"
    edit(sources / "wolken/text.yml", f"authors:\n{KORN}", f"authors:{WRITTEN_BY[authors]}")
    if not dated:
        edit(sources / "edition.yml", 'date: "2026"\n', "")
    for style in IN_TEXT:
        leads_back(mini, style, "both")
