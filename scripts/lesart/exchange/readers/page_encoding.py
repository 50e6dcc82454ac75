"""Decode a page of HTML as browsers do, and refuse what they would replace."""

from __future__ import annotations

import codecs
import re

from lesart.core.findings import Location
from lesart.exchange.readers.places import broken

_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""")
_HEAD = 4096
"""Bytes in which a page says its encoding; HTML demands it within 1024."""
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_UNMARKED = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
"""What is read in the place of a declared encoding, of which it is an extension (WHATWG)."""


def decode_page(data: bytes, where: Location) -> str:
    """
    Decode a page: by its byte-order mark, as UTF-8 where it is that, else as it declares.

    Like browsers, what declares ISO 8859-1 or ASCII, or nothing, is read as Windows-1252. Raises
    EditionError for an encoding that nobody knows, and for bytes that are none of it.
    """
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return data.removeprefix(codecs.BOM_UTF8).decode(name, "replace")
    if data[:2] in _UNMARKED:
        return data.decode(_UNMARKED[data[:2]], "replace")
    said = _DECLARED.search(data[:_HEAD])
    name = said[1].decode("ascii") if said else "cp1252"
    escaping = b"\x1b" in data and name.lower().startswith("iso-2022")
    if not escaping:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    try:
        codec = codecs.lookup(name).name
        codec = _WIDER.get(codec, codec)
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not {codec}"
        raise broken(where.at(line), message, "save the page as UTF-8") from None
    except (LookupError, UnicodeError, TypeError):
        message = f"its encoding “{name}” is not known, or is not that of its bytes"
        raise broken(where, message, "save the page as UTF-8") from None
