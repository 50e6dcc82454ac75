r"""
End the streams of a printed book so that nobody can mistake their lengths.

The press ends a stream with a line feed. Where its last byte happens to be a carriage return, as
one in 256 is, a reader may take both for the end of the line, and finds the stream one byte too
short. There both are written out, and the places in the table of the file move on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

_FOOT = re.compile(rb"startxref\n(\d+)\n%%EOF")
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_ENTRY = re.compile(rb"(\d{10}) \d{5} n\r\n")
_ENTRY_LENGTH = 20
_STREAM = re.compile(rb"\d+ 0 obj\n<<[^\n]*?/Length (\d+)[^\n]*>>\s?stream\n")


def end_streams(pdf: bytes) -> bytes:
    """
    Write a carriage return before the line feed that ends a stream, where its last byte is one.

    The file is one that the press made: a table with an entry of 20 bytes for each object. Any
    other is given back as it is.
    """
    foot = _FOOT.match(pdf, max(0, pdf.rfind(b"startxref")))
    at = int(foot[1]) if foot else 0
    table = _TABLE.match(pdf, at)
    if not table:
        return pdf
    end = table.end() + _ENTRY_LENGTH * int(table[1])
    places = [int(one[1]) for one in _ENTRY.finditer(pdf, table.end(), end)]
    moved = sorted(ending for place in places if (ending := _ending(pdf, place)))
    if not moved:
        return pdf

    def pushed(place: int) -> int:
        return place + bisect_left(moved, place)

    entries = _ENTRY.sub(lambda one: b"%010d" % pushed(int(one[1])) + one[0][10:], pdf[at:end])
    edges = [0, *moved, at]
    body = b"\r".join(pdf[a:z] for a, z in pairwise(edges))
    return body + entries + pdf[end:].replace(b"startxref\n%d" % at, b"startxref\n%d" % pushed(at))


def _ending(pdf: bytes, place: int) -> int:
    """Give where a stream ends that needs a carriage return; 0 for any other object."""
    stream = _STREAM.match(pdf, place)
    if not stream:
        return 0
    end = stream.end() + int(stream[1])
    return end if pdf[end - 1 : end + 10] == b"\r\nendstream" else 0
