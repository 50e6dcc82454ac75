"""The real edition: what holds of the two originals where they are at hand."""

from __future__ import annotations

import re

import pytest

from lesart.checks.originals import LONGEST_QUOTATION
from lesart.model import Text
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings, load_text
from lesart.view.listing import list_text

PARAGRAPHS = {"siemons": 11, "heilmann": 46, "einleitung": 12}
SEGMENTS = {"siemons": 49, "heilmann": 186, "einleitung": 62}
UNITS = {"siemons": 49, "heilmann": 186, "einleitung": 60}


def numbered(text: Text) -> list[str]:
    return [row.id for row in text.rows if row.id[0].isdigit()]


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_paragraphs_segments_and_units_are_complete(real: Settings, name: str) -> None:
    text = load_text(real, name)
    assert text.original == "present"
    assert numbered(text) == [str(n) for n in range(1, PARAGRAPHS[name] + 1)]
    assert sum(len(row.segments) for row in text.rows) == SEGMENTS[name]
    units = [unit for row in text.rows for unit in row.units]
    assert len(units) == UNITS[name]
    assert {unit.state for unit in units} == {"reviewed"}


def test_the_edition_is_clean(real: Settings) -> None:
    assert check_edition(real) == []


def test_the_columns_are_put_in_order(real: Settings) -> None:
    paragraphs = list_text(load_text(real, "siemons"), "de", "paragraph", "plain", False)
    ends = [p.split()[-1] for p in paragraphs.strip().split("\n\n")]
    assert ends[2:-1] == [
        "dafür.", "ist.", "Fortschritt.", "wird.", "werde.", "äußerten.", "eins.", "Chinas.",
        "durchzusetzen.", "lässt.", "erzielen.",
    ]  # fmt: skip


def test_speakers_take_turns_and_the_lost_question_has_a_number(real: Settings) -> None:
    rows = [row for row in load_text(real, "heilmann").rows if row.id[0].isdigit()]
    assert [row.speaker for row in rows] == ["interviewer", "heilmann"] * 23
    assert [row.id for row in rows if row.role == "lacuna"] == ["25"]
    assert not [segment for row in rows if row.id == "25" for segment in row.segments]


@pytest.mark.parametrize(("name", "count"), [("siemons", 7), ("heilmann", 6)])
def test_every_emendation_is_marked_in_its_place(real: Settings, name: str, count: int) -> None:
    segments = [s for row in load_text(real, name).rows for s in row.segments]
    marks = [(s, m) for s in segments for m in s.marks]
    assert len(marks) == count
    for segment, mark in marks:
        assert (segment.text or "")[mark.start : mark.end] == mark.emendation.emended
        assert len(mark.emendation.reading.split()) <= 3


@pytest.mark.parametrize("name", ["siemons", "heilmann"])
def test_incipits_in_a_row_never_quote_at_length(real: Settings, name: str) -> None:
    segments = [s for row in load_text(real, name).rows for s in row.segments]
    original = re.findall(r"\w+", " ".join(s.text or "" for s in segments))
    shown = re.findall(r"\w+", " ".join(s.incipit for s in segments))
    size = LONGEST_QUOTATION + 1
    runs = set(zip(*(original[n:] for n in range(size)), strict=False))
    assert not runs.intersection(zip(*(shown[n:] for n in range(size)), strict=False))
    assert all(1 <= len(s.incipit.split()) <= 5 for s in segments)


def test_swiss_spelling_stays(real: Settings) -> None:
    assert "ß" not in list_text(load_text(real, "heilmann"), "de", "segment", "plain", False)
