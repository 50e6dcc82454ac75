"""
Read the bytes of a plain text: one answer for witnesses, raw lines and texts that are added.

UTF-8 and UTF-16 that begins with a byte-order mark are read, and nothing is guessed. A form feed
ends a line.
"""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import line_fault
from lesart.source.normalize import split_lines

_HINT = "save it as UTF-8"
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Codes:
    """Name the findings of those who ask: for other bytes, and for what is no text."""

    encoding: str = "D001"
    no_text: str = "D007"
    control: str = "D002"


def decode_raw(data: bytes, path: str, codes: Codes = Codes()) -> str:
    r"""
    Decode a plain text; a byte-order mark goes.

    Raises EditionError, with the line, for other encodings and for what is no text.

    >>> decode_raw("\ufeffWört".encode("utf-16-be"), "a.txt")
    'Wört'
    """
    wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    if b"\0" in data and not wide:
        hint = "give plain text, DOCX, EPUB, TEI or HTML"
        raise EditionError(Finding(Location(path), codes.no_text, "this is no text file", (), hint))
    try:
        return data.decode("utf-16") if wide else data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _told(data, path, codes, wide, error) from None


def _told(
    data: bytes, path: str, codes: Codes, wide: bool, error: UnicodeDecodeError
) -> EditionError:
    if wide:
        line = _line_at(data[: error.start].decode("utf-16", "ignore"))
        message = "the bytes are not UTF-16, as the first two say"
        return EditionError(Finding(Location(path, line), codes.encoding, message, (), _HINT))
    data = data.removeprefix(BOM_UTF8)
    line = _line_at(data[: error.start].decode("utf-8", "ignore"))
    around = data[max(0, error.start - _SHOWN) : error.start + _SHOWN].split(b"\n")
    seen = b" ".join(around).decode("cp1252", "replace")
    message = f"byte 0x{data[error.start]:02x} is not UTF-8"
    hint = f"{_HINT}; as Windows-1252 it would read “{' '.join(seen.split())}”"
    return EditionError(Finding(Location(path, line), codes.encoding, message, (), hint))


def _line_at(before: str) -> int:
    return len(split_lines(before + "."))


def read_raw_lines(data: bytes, path: str, codes: Codes = Codes()) -> list[str]:
    """Read the raw lines of a plain text. Raises EditionError, as well for control characters."""
    lines = split_lines(decode_raw(data, path, codes))
    for number, line in enumerate(lines, 1):
        if found := line_fault(line):
            hint = "take the character out of the file"
            raise EditionError(Finding(Location(path, number), codes.control, found, (), hint))
    return lines
