"""Hints of the record reader."""

from __future__ import annotations

import pytest

from lesart.core.findings import EditionError
from lesart.core.records import convert, read_yaml
from lesart.model import Record


@pytest.mark.parametrize(
    ("data", "line", "hint"),
    [
        ("id: x\nauhtors: []\n", 2, "did you mean “authors”?"),
        ("speakers:\n  x:\n    nmae: {}\n", 3, "did you mean “name”?"),
        ("publication:\n  note:\n    fr: x\n", 3, "keys here: de, en"),
        ("witnesses:\n  - foo: x\n", 2, "keys here: siglum, sha256, description"),
    ],
)
def test_an_unknown_key_is_told_with_the_known_ones(data: str, line: int, hint: str) -> None:
    with pytest.raises(EditionError) as caught:
        convert(read_yaml(data.encode(), "text.yml"), Record)
    found = [f for f in caught.value.findings if f.code == "D011"]
    assert [(f.where.line, f.hint) for f in found] == [(line, hint)]


@pytest.mark.parametrize("escape", ["\\u0007", "\\r", "\\ud800", "\\ufeff", "\\L"])
def test_an_escape_brings_no_character_in_that_a_line_cannot_hold(escape: str) -> None:
    with pytest.raises(EditionError) as caught:
        read_yaml(f'id: x\ntitle:\n  de: "a{escape}b"\n'.encode(), "text.yml")
    assert [(f.code, f.where.line) for f in caught.value.findings] == [("D002", 3)]


@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"- ", b"? "])
def test_deep_nesting_is_told_and_takes_no_time(opening: bytes) -> None:
    # The square of this number would take minutes.
    with pytest.raises(EditionError, match=r"\Aa\.yml:1: error\[D010\].*deep nesting"):
        read_yaml(opening * 50_000, "a.yml")
