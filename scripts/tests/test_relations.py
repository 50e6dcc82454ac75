"""The alignment as data: how sentences correspond, who joined them, in which files it stands."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest
from command import run

from lesart.exchange.tmx import text_pairs
from lesart.model import Edition, Text, TranslationUnit
from lesart.tasks.edition import Settings, load_edition, load_text
from lesart.translation.relations import coverage_of, joined_by, relation_of
from lesart.view.record import facts
from lesart.write.data.json_text import write_json
from lesart.write.data.scaife import write_scaife
from lesart.write.tei.document import write_tei

TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.mark.parametrize(
    ("ids", "words", "relation"),
    [
        (("1.1",), "One sentence.", "one-to-one"),
        (("1.1", "1.2"), "One sentence.", "joined"),
        (("1.1",), "One sentence. And another.", "split"),
        (("1.1", "1.2"), "One sentence. And another.", "regrouped"),
        (("1.1",), "[…]", "omitted"),
        (("1.1",), "", "unknown"),
        (("title",), "A title. In two parts", "one-to-one"),
    ],
)
def test_a_unit_says_how_its_sentences_correspond(
    ids: tuple[str, ...], words: str, relation: str
) -> None:
    assert relation_of(TranslationUnit("-".join(ids), ids, words)) == relation


@pytest.mark.parametrize(
    ("state", "origin", "who"),
    [
        ("aligned", "", "aligner"),
        ("reviewed", "", "editor"),
        ("reviewed", "libre", "editor"),
        ("draft", "libre", "engine"),
        ("draft", "", "editor"),
    ],
)
def test_a_unit_says_who_joined_it(state: str, origin: str, who: str) -> None:
    unit = TranslationUnit("1.1", ("1.1",), "Words.", state, origin=origin)  # type: ignore[arg-type]
    assert joined_by(unit) == who


def half_aligned(mini: Settings) -> tuple[Text, Edition]:
    """Give a text of which one unit is the aligner's and one sentence is left out."""
    text = load_text(mini, "wolken")
    rows = []
    for row in text.rows:
        units = tuple(
            replace(one, state="aligned", confidence=0.71)
            if one.ids == "2.1"
            else replace(one, text="[…]")
            if one.ids == "2.2"
            else one
            for one in row.units
        )
        rows.append(replace(row, units=units))
    return replace(text, rows=tuple(rows)), load_edition(mini)


def test_every_file_says_the_same(mini: Settings) -> None:
    text, edition = half_aligned(mini)
    units = {unit.ids: unit for row in text.rows for unit in row.units}
    told = {ids: (relation_of(unit), joined_by(unit)) for ids, unit in units.items()}
    assert told["2.1"][1] == "aligner"
    assert told["2.2"][0] == "omitted"

    data = json.loads(write_json(text, edition))
    assert {
        unit["ids"]: (unit["relation"], unit["joinedBy"])
        for row in data["rows"]
        for unit in row["units"]
    } == told
    assert (data["alignment"]["aligner"], data["alignment"]["least"]) == (1, 0.71)

    scaife = json.loads(write_scaife(text, edition))
    assert scaife["format"] == "atlas-standoff-annotation"
    for record, (ids, said) in zip(scaife["records"], told.items(), strict=True):
        source, target = record["relations"]
        assert [urn.rpartition(":")[2] for urn in source] == list(units[ids].segments)
        assert [urn.rpartition(":")[2] for urn in target] == [ids] * (said[0] != "omitted")
        assert (record["metadata"]["relation"], record["metadata"]["joinedBy"]) == said

    tei = fromstring(write_tei(text, edition, "a.tei.xml"))
    (links,) = (g for g in tei.iter(f"{TEI}linkGrp") if g.get("type") == "translation")
    assert [(link.get("type"), link.get("subtype")) for link in links] == list(told.values())
    assert [link.get("cert") for link in links if link.get("cert")] == ["0.71"]

    for pair in text_pairs(text):
        said = dict(pair.properties)
        known = told[said["reference"].partition(":")[2]]
        assert (said["relation"], said["joined-by"]) == known
        assert ("confidence" in said) == (known[1] == "aligner")


def test_the_head_of_a_text_says_how_far_its_translation_reaches(mini: Settings) -> None:
    text, _ = half_aligned(mini)
    reach = coverage_of(text.rows)
    assert reach.translated == reach.sentences - 1 - untranslated(mini)
    assert f"{reach.translated} of {reach.sentences} sentences translated" in facts(text)
    assert "1 joined by the aligner alone" in facts(text)


def untranslated(mini: Settings) -> int:
    """Count the sentences of the text that has no translation as it stands."""
    reach = coverage_of(load_text(mini, "wolken").rows)
    return reach.sentences - reach.translated


def test_check_tells_how_far_the_translation_of_a_text_reaches(mini: Settings) -> None:
    reach = coverage_of(load_text(mini, "wolken").rows)
    said = run(mini, "check", "wolken").stderr
    line = f"wolken: {reach.translated} of {reach.sentences} sentences translated"
    assert line in said
    assert "one-to-one" in said
