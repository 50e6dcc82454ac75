"""
Recognise a witness by its bytes, and say how a file differs that is nearly one.

The words of a witness may not be kept, so a near miss is found by a fingerprint: one short
checksum for each raw line, from which no line can be read back.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lesart.model import Witness
from lesart.source.normalize import split_lines
from lesart.source.raw_text import Codes, read_raw_lines

_CODES = Codes("O104", "O104", "O104")
_NEAR = 0.5
_ENCODINGS = ("utf-8", "utf-16", "cp1252")


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Say how a file differs from a witness: *difference*, and what to do about it."""

    witness: Witness
    difference: str
    hint: str


def sha256(data: bytes) -> str:
    """Give the SHA-256 of a file's bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def fingerprint(lines: Sequence[str]) -> tuple[str, ...]:
    """
    Give eight hexadecimal digits for each raw line, trailing blanks included.

    >>> fingerprint(["Wort ", "Wort"])
    ('d1cde9f5', '0d072b19')
    """
    return tuple(hashlib.sha256(line.encode()).hexdigest()[:8] for line in lines)


def read_witness(data: bytes, path: str = "") -> list[str]:
    """Read the raw lines of a witness. Raises EditionError for what is no text (O104)."""
    return read_raw_lines(data, path, _CODES)


def compare_witness(data: bytes, witness: Witness, known: Sequence[str]) -> NearMiss | None:
    """
    Say how *data* differs from *witness*, or return None where it is another file altogether.

    *known* is the fingerprint of the witness. A file is near when half of its first lines, blanks
    at their ends apart, agree with it in any of UTF-8, UTF-16 and Windows-1252.
    """
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        lines = split_lines(text.removeprefix("\ufeff"))
        if near := _compare_lines(lines, text, data, encoding, witness, known):
            return near
    return None


def holds_lines(data: bytes, known: Sequence[str]) -> bool:
    """
    Tell whether *data* holds at least half of the lines of a witness, in whatever order.

    *known* is its fingerprint. Lines that stand in it twice, such as empty ones, do not count.
    """
    wanted = _found_once(tuple(known))
    if not wanted or max(data.count(b"\n"), data.count(b"\r")) + 1 < _NEAR * len(wanted):
        return False
    return any(len(wanted & found) >= _NEAR * len(wanted) for found in _checksums(data))


@lru_cache(maxsize=64)
def _found_once(known: tuple[str, ...]) -> frozenset[str]:
    return frozenset(checksum for checksum, count in Counter(known).items() if count == 1)


@lru_cache(maxsize=1)
def _checksums(data: bytes) -> tuple[frozenset[str], ...]:
    """
    Give the checksums of the lines of a file, with and without blanks at their ends, by encoding.

    Those of the last file are kept: it is held against one witness after the other.
    """
    found: dict[frozenset[str], frozenset[str]] = {}
    for encoding in _ENCODINGS:
        try:
            lines = split_lines(data.decode(encoding).removeprefix("\ufeff"))
        except UnicodeError:
            continue
        bare = {line.rstrip() for line in lines}
        every = frozenset((*lines, *bare, *(f"{one} " for one in bare)))
        if every not in found:
            found[every] = frozenset(fingerprint(tuple(every)))
    return tuple(found.values())


def _compare_lines(
    lines: Sequence[str],
    text: str,
    data: bytes,
    encoding: str,
    witness: Witness,
    known: Sequence[str],
) -> NearMiss | None:
    loose = set(known)
    agreeing = sum(
        bool({print_, blank} & loose)
        for print_, blank in zip(
            fingerprint(lines), fingerprint([line.rstrip() + " " for line in lines]), strict=True
        )
    )
    if not lines or agreeing < _NEAR * len(known):
        return None
    saved = _saved_otherwise(text, data, encoding)
    first = _first_difference(fingerprint(lines), known)
    if first is None:
        difference = f"it differs in nothing but how it was saved: {saved or 'line ends'}"
    else:
        what = _what(lines, first, known)
        difference = f"it first differs on line {first}: {what}" + (f" ({saved})" if saved else "")
    hint = "use the file as it was published, byte for byte"
    if saved:
        hint = "save it as UTF-8 without a byte-order mark, with LF line ends, or " + hint
    return NearMiss(witness, difference, hint)


def _saved_otherwise(text: str, data: bytes, encoding: str) -> str:
    signs = {
        f"the encoding is {encoding}, not UTF-8": encoding != "utf-8",
        "it begins with a byte-order mark": text.startswith("\ufeff") or encoding == "utf-16",
        "its lines end with CRLF": "\r\n" in text,
        "its lines end with CR": "\r" in text.replace("\r\n", ""),
        "the last line end is missing or added": b"\n" in data and not data.endswith(b"\n"),
    }
    return ", ".join(sign for sign, holds in signs.items() if holds)


def _first_difference(found: Sequence[str], known: Sequence[str]) -> int | None:
    for number, (ours, theirs) in enumerate(zip(found, known, strict=False), 1):
        if ours != theirs:
            return number
    return None if len(found) == len(known) else min(len(found), len(known)) + 1


def _what(lines: Sequence[str], first: int, known: Sequence[str]) -> str:
    if first > len(lines):
        return f"the file ends there, the witness has {len(known)} lines"
    if first > len(known):
        return f"the witness ends before it, with {len(known)} lines"
    bare = lines[first - 1].rstrip()
    if fingerprint([bare + " "])[0] == known[first - 1]:
        return "the blank at the end of the line is missing (trailing blanks were trimmed)"
    if fingerprint([bare])[0] == known[first - 1]:
        return "a blank was added at the end of the line"
    if fingerprint([lines[first - 1]])[0] in known[first:]:
        return f"line {first} of the witness is missing"
    return "other words or characters stand there"
