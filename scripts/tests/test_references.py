"""References and ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.references import (
    Reference,
    dom_id,
    expand,
    is_segment,
    is_text_id,
    join_range,
    paragraph_of,
    parse_reference,
    split_range,
)

IDS = ["title", "lead.1", "1.1", "1.2", "2.1", "2.2a", "2.2b", "10.1", "author"]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("siemons:3.4", "3.4", "3.4"),
        ("siemons:3", "3", "3"),
        ("siemons:3.4-3.6", "3.4", "3.6"),
        ("siemons:3-5", "3", "5"),
        ("siemons:title", "title", "title"),
        ("siemons:title-lead.2", "title", "lead.2"),
        ("siemons:3.4a-3.4b", "3.4a", "3.4b"),
    ],
)
def test_a_reference_is_read_and_written_alike(written: str, first: str, last: str) -> None:
    reference = parse_reference(written)
    assert reference == Reference("siemons", first, last)
    assert str(reference) == written


@pytest.mark.parametrize(
    "written",
    ["", ":", "siemons", "siemons:", "siemons:0", "siemons:3.", "siemons:3.04", "Siemons:3",
     "siemons:3-", "siemons:3-4.1", "siemons:3:4", "siemons:3.4-siemons:3.5", " siemons:3",
     "siemons:3\n", "siemons:" + "9" * 10_000, "<b>:3"],
)  # fmt: skip
def test_what_is_no_reference_is_none(written: str) -> None:
    assert parse_reference(written) is None


@pytest.mark.parametrize(
    ("written", "covered"),
    [
        ("1.2", ["1.2"]),
        ("1", ["1.1", "1.2"]),
        ("1.2-2.2a", ["1.2", "2.1", "2.2a"]),
        ("1-2", ["1.1", "1.2", "2.1", "2.2a", "2.2b"]),
        ("lead", ["lead.1"]),
        ("2.1-1.1", []),
        ("3", []),
        ("1.1-7.1", []),
        ("rubbish", []),
    ],
)
def test_a_range_covers_what_lies_between(written: str, covered: list[str]) -> None:
    assert list(expand(written, IDS)) == covered


@given(st.text(max_size=60))
def test_any_text_is_a_reference_or_none(written: str) -> None:
    reference = parse_reference(written)
    assert reference is None or str(reference) in (written, written.partition("-")[0])


@given(st.sampled_from(IDS), st.sampled_from(IDS))
def test_ranges_are_split_as_they_were_joined(first: str, last: str) -> None:
    assert split_range(join_range(first, last)) == (first, last)


def test_dom_ids_tell_all_ids_apart() -> None:
    everything = IDS + [paragraph_of(id_) for id_ in IDS if paragraph_of(id_) != id_]
    assert len({dom_id(id_) for id_ in everything}) == len(set(everything))
    assert all(is_segment(id_) for id_ in IDS)


def test_a_name_has_eighty_characters_at_most() -> None:
    assert is_text_id("a" * 80)
    assert not is_text_id("a" * 81)
    assert parse_reference("a" * 78 + ":1") == Reference("a" * 78, "1", "1")
    assert parse_reference("a" * 79 + ":1") is None
