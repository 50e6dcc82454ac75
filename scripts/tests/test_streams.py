"""Streams whose last byte is a carriage return end with one more, and the file stays whole."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lesart.write.pdf.stream_ends import end_streams


def written(streams: Sequence[bytes]) -> bytes:
    """Write a file as the press does: an empty book, then an object for each stream."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    objects += [b"<</Length %d>>\nstream\n%b\nendstream" % (len(one), one) for one in streams]
    pdf, places = b"%PDF-1.7\n\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%b\nendobj\n" % (number, words)
    at, count = len(pdf), len(objects) + 1
    entries = b"".join(b"%010d 00000 n\r\n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f\r\n%b" % (count, entries)
    return pdf + table + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, at)


def read(pdf: bytes) -> list[bytes]:
    """Read the streams of a file, which must be without fault."""
    with pikepdf.open(io.BytesIO(pdf)) as book:
        assert book.check_pdf_syntax() == []
        return [one.read_raw_bytes() for one in book.objects if isinstance(one, pikepdf.Stream)]


@example([(b"", b"")] * 14 + [(b"", b"\r")] * 4)
@given(st.lists(st.tuples(st.binary(max_size=20), st.sampled_from([b"", b"\r", b"\r\n"]))))
def test_streams_and_places_are_kept(made: list[tuple[bytes, bytes]]) -> None:
    streams = [words + end for words, end in made]
    before = written(streams)
    after = end_streams(before)
    assert read(after) == streams
    # Behind the table its place is named, which may have a digit more afterwards.
    grown = after.rindex(b"startxref") - before.rindex(b"startxref")
    assert grown == sum(one.endswith(b"\r") for one in streams)
    assert end_streams(after) == after


def test_a_carriage_return_stands_before_the_line_feed() -> None:
    assert b"\nstream\nab\r\r\nendstream\n" in end_streams(written([b"ab\r"]))
    assert end_streams(written([b"ab\n"])) == written([b"ab\n"])


@pytest.mark.parametrize("file", [b"", b"startxref\n9%%EOF", b"%PDF-1.7\nxref\nstartxref\nx%%EOF"])
def test_a_file_of_another_make_is_left_alone(file: bytes) -> None:
    assert end_streams(file) == file
