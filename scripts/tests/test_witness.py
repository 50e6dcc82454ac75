"""Witnesses: known by their bytes, and how a near miss differs."""

from __future__ import annotations

import pytest

from lesart.model import Bilingual, Witness
from lesart.source.witness import compare_witness, fingerprint, sha256

LINES = ["Die erste Zei", "le endet ", "ohne Strich, ", "die vierte auch ", "nicht, sag", "te man."]
DATA = ("\n".join(LINES) + "\n").encode()
WITNESS = Witness("A", sha256(DATA), Bilingual("", ""))
TEXT = DATA.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            TEXT.replace("\n", "\r\n").encode(),
            "nothing but how it was saved: its lines end with CRLF",
        ),
        (b"\xef\xbb\xbf" + DATA, "it begins with a byte-order mark"),
        (TEXT.encode("utf-16"), "the encoding is utf-16"),
        (TEXT.replace("erste", "älteste").encode("cp1252"), "line 1"),
        (DATA.replace(b" \n", b"\n"), "first differs on line 2: the blank at the end of the line"),
        (DATA.replace(b"man.", b"man!"), "first differs on line 6: other words"),
        (DATA.replace(b"te man.\n", b""), "first differs on line 6: the file ends there"),
        (DATA + b"Mehr.\n", "first differs on line 7: the witness ends before it"),
        (DATA.replace(b"ohne Strich, \n", b""), "line 3 of the witness is missing"),
        (DATA[:-1], "the last line end is missing"),
    ],
)
def test_a_near_miss_says_where_it_differs(data: bytes, words: str) -> None:
    near = compare_witness(data, WITNESS, fingerprint(LINES))
    assert near is not None
    assert words in near.difference
    assert near.hint


@pytest.mark.parametrize(
    "data", [b"", b"\0\1\2" * 99, b"Etwas ganz anderes.\n" * 6, b"\xff\xfe\x00", DATA[:14]]
)
def test_another_file_is_no_near_miss(data: bytes) -> None:
    assert compare_witness(data, WITNESS, fingerprint(LINES)) is None
