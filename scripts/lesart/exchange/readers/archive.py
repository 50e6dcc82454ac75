"""
Read single parts of a ZIP archive (DOCX, EPUB) within bounds; nothing is unpacked to a disk.

An archive in an archive is never opened. What a part declares as its size is not believed: no more
is unpacked than the bounds allow.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from lesart.exchange.readers.places import broken, place

MOST_PARTS = 20_000
LARGEST_PART = 50_000_000
LARGEST_TOTAL = 200_000_000
MOST_BLOWN_UP = 200
"""How many times larger than its packed bytes a part may be; XML is rarely 30 times so."""
_SMALL = 5_000_000
"""A part up to this size may be packed as well as it likes: thousands of equal lines are."""
_SAYS_UTF8 = 0x800
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError,
    RuntimeError,
)  # fmt: skip
_ENCRYPTED_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Archive:
    """Hold an open archive; `path` is the name of the file, for messages."""

    def __init__(self, data: bytes, path: str) -> None:
        ending = path.rpartition(".")[2].lower()
        if data.startswith(_ENCRYPTED_OFFICE):
            message = "the file is encrypted, or of the old format .doc"
            raise broken(place(path), message, f"save it without a password as .{ending}")
        self.path = path
        self._read = 0
        with self._told(""):
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {_name(info): info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > MOST_PARTS:
            message = f"the archive has more than {MOST_PARTS} parts"
            raise broken(place(path), message, "take what is no text out of it")

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def like(self, name: str) -> str:
        """Give the one name that differs from *name* in its capitals alone; empty if none does."""
        found = [one for one in self._parts if one.casefold() == name.casefold()]
        return found[0] if len(found) == 1 else ""

    def part(self, name: str) -> bytes:
        """Unpack a part. Raises EditionError where it is missing, damaged, locked or too large."""
        info = self._parts.get(name)
        where = place(self.path, name)
        if info is None:
            raise broken(where, "the archive has no such part", "save the file anew")
        if info.flag_bits & 1:
            raise broken(where, "it is protected by a password", "save the file without one")
        if info.compress_type not in _METHODS:
            message = "it is packed by a method that is not usual for such files"
            raise broken(where, message, "save the file anew")
        most = min(LARGEST_PART, max(_SMALL, info.compress_size * MOST_BLOWN_UP))
        with self._told(name), self._zip.open(info) as file:
            data = file.read(most + 1)
        self._read += len(data)
        if len(data) > most or self._read > LARGEST_TOTAL:
            message = "it unpacks to more than a text can have"
            limits = f"{LARGEST_PART:_} bytes a part, {LARGEST_TOTAL:_} in all".replace("_", ",")
            raise broken(where, message, f"part the text; the bounds are {limits}")
        if len(data) != info.file_size:
            raise broken(where, "it ends before its time", "take a whole copy of the file")
        return data

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Turn whatever a damaged archive makes of the library into one finding."""
        try:
            yield
        except _FAULTS as error:
            ending = self.path.rpartition(".")[2].lower()
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            message = f"this is not a readable .{ending} file: {reason}"
            raise broken(place(self.path, name), message, "save the file anew") from None


def _name(info: zipfile.ZipInfo) -> str:
    """Give the name of a part; many programs write UTF-8 and do not say so."""
    name = info.filename.replace("\\", "/")
    if not info.flag_bits & _SAYS_UTF8:
        with suppress(UnicodeError):
            return name.encode("cp437").decode("utf-8")
    return name
