"""Tables of tab-separated values."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.findings import EditionError
from lesart.core.tables import format_rows, parse_rows

CELL = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff")
).map(lambda cell: unicodedata.normalize("NFC", cell))


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"a\tb\nc\xff\td\n", 2, "byte 0xff is not UTF-8"),
        (b"\xef\xbb\xbfa\tb\n", 1, "byte-order mark"),
        (b"a\tb\r\n", 1, "carriage return"),
        (b"a\tb\0\n", 1, "U+0000"),
        ("a\tb\u2028c\n".encode(), 1, "U+2028"),
        (b"a\tb", 1, "does not end with LF"),
        (b"a\tb\nc\n", 2, "1 cells, not 2"),
        (b"a\tb\n\n", 2, "1 cells, not 2"),
        (b"a\tb\tc\n", 1, "3 cells, not 2"),
        ("a\tu\u0308\n".encode(), 1, "normalization form C"),
    ],
)
def test_a_faulty_line_is_named(data: bytes, line: int, words: str) -> None:
    with pytest.raises(EditionError) as caught:
        parse_rows(data, "x.tsv", ("id", "text"), header=False)
    finding = caught.value.findings[0]
    assert finding.where.path == "x.tsv"
    assert finding.where.line == line
    assert words in finding.message


def test_all_faulty_lines_are_told_at_once() -> None:
    with pytest.raises(EditionError) as caught:
        parse_rows(b"a\nb\tc\nd\n", "x.tsv", ("id", "text"), header=False)
    assert [finding.where.line for finding in caught.value.findings] == [1, 3]


def test_the_header_is_asked_for() -> None:
    with pytest.raises(EditionError, match="first line does not name the columns"):
        parse_rows(b"1\t2\n", "x.tsv", ("id", "text"))


@given(st.lists(st.tuples(CELL, CELL), min_size=1))
def test_rows_come_back_as_they_were_written(rows: list[tuple[str, str]]) -> None:
    data = format_rows(rows, ("id", "text")).encode()
    assert [cells for _, cells in parse_rows(data, "x.tsv", ("id", "text"))] == rows


@given(st.binary())
def test_any_bytes_are_rows_or_findings(data: bytes) -> None:
    try:
        rows = parse_rows(data, "x.tsv", ("id", "text"), header=False)
    except EditionError as error:
        assert error.findings
    else:
        assert format_rows(cells for _, cells in rows).encode() == data


def test_a_line_of_a_megabyte_is_read() -> None:
    words = "Wort " * 200_000
    assert parse_rows(f"1.1\t{words}\n".encode(), "x.tsv", ("id", "text"), header=False) == [
        (1, ("1.1", words))
    ]
