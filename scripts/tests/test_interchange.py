"""JSON of a text: everything is in it, and of a withheld text nothing but the record and ids."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from test_golden import as_seen, compare
from test_markdown import HOSTILE, make_text

from lesart.model import Edition, Text
from lesart.tasks.edition import Settings, load_edition
from lesart.write.data.json_text import write_json


def of(edition: Edition, name: str) -> Text:
    """Give a text of an edition by its id."""
    return next(text for text in edition.texts if text.record.id == name)


@pytest.mark.parametrize("sight", ["private", "missing", "public"])
def test_json_of_a_text(mini: Settings, sight: str, accept: bool) -> None:
    edition = load_edition(as_seen(mini, sight))
    data = json.loads(write_json(of(edition, "wolken"), edition))
    spread = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    compare(f"wolken-{sight}.json", spread, accept)


def test_offsets_point_at_the_words(mini: Settings) -> None:
    edition = load_edition(mini)
    for text in edition.texts:
        data = json.loads(write_json(text, edition))
        german = {s["id"]: s["de"] for row in data["rows"] for s in row["segments"]}
        english = {u["ids"]: u["en"] for row in data["rows"] for u in row["units"]}
        places = [(german, one) for one in data["occurrences"]["de"]]
        places += [(english, one) for one in data["occurrences"]["en"]]
        assert places
        for words, one in places:
            assert words[one["in"]][one["start"] : one["end"]] == one["form"]
        terms = {term["id"] for term in data["terms"]}
        assert {one["term"] for _, one in places} <= terms
        for row in data["rows"]:
            for segment in row["segments"]:
                for mark in segment["marks"]:
                    assert segment["de"][mark["start"] : mark["end"]]
                    assert mark["reading"] and mark["reason"]


def test_of_a_withheld_text_ids_stay_and_no_words(mini: Settings) -> None:
    edition = load_edition(replace(mini, audience="public"))
    data = json.loads(write_json(of(edition, "wolken"), edition))
    assert data["withheld"] is True
    assert data["record"]["title"]["de"] == "Vom Wiegen der Wolken"
    segments = [s for row in data["rows"] for s in row["segments"]]
    assert len(segments) == 11
    assert all(s["de"] is None and s["incipit"] == "" and s["marks"] == [] for s in segments)
    assert all(row["units"] == [] for row in data["rows"])
    assert not {"notes", "apparatus", "terms", "occurrences", "works"} & set(data)


def test_hostile_words_come_out_as_they_went_in(mini: Settings) -> None:
    edition = load_edition(mini)
    data = json.loads(write_json(make_text(HOSTILE, HOSTILE + "\x02"), edition))
    (row,) = data["rows"]
    assert row["segments"][0]["de"] == HOSTILE
    assert row["units"][0]["en"] == HOSTILE + "\x02"
