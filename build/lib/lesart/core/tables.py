"""Read and write tables of tab-separated values: UTF-8, NFC, LF, one record a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from lesart.core.findings import EditionError, Finding, Location

_MOST_MARKS = 30
_CONFLICT = re.compile(r"^<{7} .*?^>{7}(?: [^\n]*)?$", re.MULTILINE | re.DOTALL)
_NO_LETTERS = re.compile(rf"\W{{{_MOST_MARKS},}}")
_REPLACEMENT_HINT = "save the file as UTF-8 without a byte-order mark, with LF line ends"


def decode(data: bytes, path: str) -> str:
    """
    Decode *data* as UTF-8 text; line ends of Windows (CRLF) are read as LF.

    Raises EditionError naming the line where other bytes stand, or a byte-order mark, a carriage
    return within a line, a NUL or another control character, and where git has left a conflict.
    """
    text = decode_utf8(data, path).replace("\r\n", "\n")
    if conflict := _CONFLICT.search(text):
        first, last = (text.count("\n", 0, end) + 1 for end in conflict.span())
        message = f"git has left a conflict here, up to line {last}"
        hint = "keep what holds of the two versions, and delete the lines with <<<<, ==== and >>>>"
        shown = tuple(line[:120] for line in conflict[0].split("\n")[:6])
        raise EditionError(Finding(Location(path, first), "D014", message, shown, hint))
    for number, line_text in enumerate(text.split("\n"), 1):
        if found := line_fault(line_text):
            raise EditionError(
                Finding(Location(path, number), "D002", found, hint=_REPLACEMENT_HINT)
            )
    return text


def decode_utf8(data: bytes, path: str) -> str:
    """Decode *data* as UTF-8, whatever its line ends. Raises EditionError, with the line."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        where = Location(path, line)
        raise EditionError(Finding(where, "D001", message, hint=_REPLACEMENT_HINT)) from None


def line_fault(line: str) -> str:
    """
    Say which character a line of a table cannot hold; nothing where it is sound.

    More than 30 combining marks in a row (the bound of Unicode's stream-safe format) are no
    writing, and composing them takes time that grows with the square of their number.
    """
    if line.isascii() and line.isprintable():
        return ""
    for character in line:
        if character == "\ufeff":
            return "a byte-order mark (U+FEFF) stands in the line"
        if character == "\r":
            return "a carriage return stands in the line"
        if character != "\t" and unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
            return f"the control character U+{ord(character):04X} stands in the line"
    return "" if len(line) <= _MOST_MARKS else _piled(line)


def _piled(line: str) -> str:
    for run in _NO_LETTERS.finditer(line):
        marks = 0
        for character in run[0]:
            marks = marks + 1 if unicodedata.combining(character) else 0
            if marks > _MOST_MARKS:
                return f"more than {_MOST_MARKS} combining marks follow one another in the line"
    return ""


def parse_rows(
    data: bytes, path: str, columns: Sequence[str], header: bool = True
) -> list[tuple[int, tuple[str, ...]]]:
    """
    Read the rows of a table as (1-based line, cells).

    With *header* the first line must name *columns*. Every row has exactly as many cells as there
    are columns. Raises EditionError with all faulty lines.
    """
    text = decode(data, path)
    lines = text.split("\n")
    findings: list[Finding] = []
    if lines and lines[-1] == "":
        lines.pop()
    elif text:
        findings.append(
            Finding(Location(path, len(lines)), "D003", "the last line does not end with LF")
        )
    rows = [(number, tuple(line.split("\t"))) for number, line in enumerate(lines, 1)]
    if header:
        findings += _check_header(rows, path, columns)
        rows = rows[1:]
    for number, cells in rows:
        findings += _check_row(cells, Location(path, number), columns)
    if findings:
        raise EditionError(findings)
    return rows


def _check_header(
    rows: Sequence[tuple[int, tuple[str, ...]]], path: str, columns: Sequence[str]
) -> list[Finding]:
    if rows and rows[0][1] == tuple(columns):
        return []
    found = " ".join(rows[0][1])[:120] if rows else "(the file is empty)"
    return [
        Finding(
            Location(path, 1),
            "D004",
            "the first line does not name the columns",
            (found,),
            "write them, with tabs between: " + " ".join(columns),
        )
    ]


def _check_row(cells: tuple[str, ...], where: Location, columns: Sequence[str]) -> list[Finding]:
    if len(cells) != len(columns):
        message = f"the line has {len(cells)} cells, not {len(columns)}"
        hint = "one record a line: " + "<TAB>".join(columns)
        return [Finding(where, "D005", message, ("\t".join(cells)[:120],), hint)]
    if any(not unicodedata.is_normalized("NFC", cell) for cell in cells):
        return [
            Finding(
                where,
                "D006",
                "the line is not in Unicode normalization form C",
                ("\t".join(cells)[:120],),
                "compose letters and accents (NFC)",
            )
        ]
    return []


def format_rows(rows: Iterable[Sequence[str]], columns: Sequence[str] = ()) -> str:
    r"""
    Write rows as a table; *columns* become the first line.

    >>> format_rows([("3.4", "Words.")], ("id", "text"))
    'id\ttext\n3.4\tWords.\n'
    """
    lines = [list(columns), *rows] if columns else list(rows)
    return "".join("\t".join(cells) + "\n" for cells in lines)


def read_lines(data: bytes, path: str) -> list[str]:
    """Read the lines of a UTF-8 file with LF or CRLF, with or without a byte-order mark."""
    return decode(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n"), path).split("\n")
