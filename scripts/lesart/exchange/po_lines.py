"""
Read the lines of a PO file as gettext does, and write them so that `polib` reads the same.

`polib` knows neither octal nor hexadecimal escapes, takes U+2028 and its like for the end of a
line, and lets broken strings pass. Here a line ends with LF alone, each string is checked against
gettext's grammar, and its words are written anew with the escapes that `polib` knows. Lines keep
their numbers.
"""

from __future__ import annotations

import codecs
import re

import polib

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import decode_utf8

_CHARSET = re.compile(rb"Content-Type:[^\n]*?charset=([A-Za-z0-9._:-]+)")
_KEYWORD = re.compile(r"(?:msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?|domain)(?=[\s\"]|$)")
_STRINGS = re.compile(r'(?:[ \t]*"(?:[^"\\]|\\.)*")+[ \t]*')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]+)|(.))")
_SIMPLE = {"n": 10, "t": 9, "r": 13, "a": 7, "b": 8, "f": 12, "v": 11, "\\": 92, '"': 34}
_HINT = "gettext refuses it too: `msgfmt --check` says more"

# Noncharacters stand for what `polib` would take for the end of a line.
_STAND_INS = {ord(one): 0xFDD0 + n for n, one in enumerate("\v\f\x1c\x1d\x1e\x85\u2028\u2029")}
_MEANT = {stand_in: one for one, stand_in in _STAND_INS.items()}


def lines_for_polib(data: bytes, path: str) -> str:
    r"""
    Give the text of a PO file, as `polib` is to read it. Raises EditionError with the line.

    >>> lines_for_polib(rb'msgid "\303\244\x21"', "a.po")
    'msgid "ä!"'
    """
    charset, text = _decoded(data.removeprefix(b"\xef\xbb\xbf"), path)
    lines = (line.removesuffix("\r") for line in text.split("\n"))
    return "\n".join(
        _line(line, charset, Location(path, number)).translate(_STAND_INS)
        for number, line in enumerate(lines, 1)
    )


def meant(words: str) -> str | None:
    """
    Give the words that stand for what `polib` has read.

    None where escapes gave bytes that are no characters.
    """
    try:
        whole = words.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return None
    return whole.translate(_MEANT)


def _decoded(data: bytes, path: str) -> tuple[str, str]:
    """Give the charset that the header declares, UTF-8 where it declares none, and the text."""
    found = _CHARSET.search(data[:20_000])
    charset = found[1].decode("ascii") if found else "UTF-8"
    if charset == "CHARSET":
        charset = "UTF-8"
    try:
        name = codecs.lookup(charset).name
        return name, decode_utf8(data, path) if name == "utf-8" else data.decode(name)
    except (LookupError, UnicodeError):
        message = f"the file is not in the encoding that its header names ({charset[:40]})"
        hint = "save it as UTF-8, and say so in its header"
        raise EditionError(Finding(Location(path), "X008", message, (), hint)) from None


def _line(line: str, charset: str, where: Location) -> str:
    bare = line.strip(" \t\f\v")
    if bare.startswith(("#~", "#|")):
        return ""  # what an entry was before, and entries that are none any more
    if not bare or bare.startswith("#"):
        return bare
    keyword = _KEYWORD.match(bare)
    head, rest = (keyword[0], bare[keyword.end() :]) if keyword else ("", bare)
    if not _STRINGS.fullmatch(rest) and (rest or not keyword):
        message = "this is no line of a PO file"
        if '"' in rest:
            message = "a string is broken: it does not end, or a quotation mark stands in it"
        raise EditionError(Finding(where, "X008", message, (line[:120],), _HINT))
    words = "".join(_words(one[1], charset, where) for one in _STRING.finditer(rest))
    return f'{head} "{polib.escape(words)}"'.lstrip()


def _words(written: str, charset: str, where: Location) -> str:
    """Read the escapes of a string; runs of bytes are characters of the file's encoding."""
    if "\\" not in written:
        return written
    made = bytearray()
    at = 0
    for found in _ESCAPE.finditer(written):
        octal, hexadecimal, simple = found.groups()
        if simple is not None and simple not in _SIMPLE:
            message = f"gettext knows no \\{simple} in a string"
            raise EditionError(Finding(where, "X008", message, (written[:120],), _HINT))
        byte = _SIMPLE[simple] if simple else int(octal, 8) if octal else int(hexadecimal, 16)
        made += written[at : found.start()].encode(charset, "surrogateescape")
        made.append(byte & 255)
        at = found.end()
    made += written[at:].encode(charset, "surrogateescape")
    return made.decode(charset, "surrogateescape")
