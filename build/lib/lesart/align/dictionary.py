"""
Read an installed bilingual dictionary at run time: FreeDict (dictd format) or Ding.

The dictionaries are under the GPL, so nothing of them is kept here. What is read is sorted by
keys once and, where a cache folder is given, stored there and mapped into memory: a second start
takes milliseconds. Entries are only taken apart when their word is asked for.
"""

from __future__ import annotations

import os
import re
import shutil
import zlib
from binascii import a2b_base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lesart.align.tokens import fold, stem
from lesart.core.work_folders import work_folder

MOST_WORDS = 4
"""Longer translations are explanations, of which no single word stands for the headword."""
FORMAT = 2
"""Raised when what stands in a cache changes its meaning."""
_LARGEST = 1_000_000_000
"""Bytes that a dictionary may unpack to; the largest of FreeDict have a tenth of it."""
WIDTH = 24
"""Bytes of a key that count."""

SYSTEM: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("de", "en"): ("/usr/share/dictd/freedict-deu-eng.index", "/usr/share/trans/de-en"),
    ("de", "fr"): ("/usr/share/dictd/freedict-deu-fra.index",),
}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|/[^/]*/")
_SENSE = re.compile(r"\d+\.\s+(\S.*)")
_LAST_SENSE = re.compile(r"\s+\d+\.\s*$")
_REMARK = re.compile(r"\s{2,}|\s*(?:Note|see|Synonyms?|Antonyms?):")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_PLACE = re.compile(r"^(?!00)([^\W_][^ \t\n]*)\t(\S+)\t(\S+)", re.MULTILINE)
_SMALL = frozenset(
    "a an the to of in on at by for with from into sb sth be one one's oneself somebody"
    " something"
    " sich etw jdn jdm de du des le la les l un une d à au aux en se s qn qc être que pour par"
    " sur".split()
)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """
    Hold a dictionary as sorted keys with their lines of translations, which may be mapped from a
    cache. Only the lines of words that are asked for are read.

    The lines of key n stand in `text` from `starts[n]` up to `starts[n + 1]`.
    """

    keys: NDArray[np.bytes_]
    starts: NDArray[np.int64]
    text: NDArray[np.uint8]
    target: str
    _known: dict[int, dict[str, float]] = field(default_factory=dict, compare=False, repr=False)

    def pairs(
        self, sources: Sequence[str], targets: Sequence[str]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """
        Give all pairs of a source key and a target key that translate each other.

        Return places in *sources*, places in *targets*, and the worth of each pair (0 to 1).
        """
        numbers = {key: number for number, key in enumerate(targets)}
        found = [
            (asked, numbers[word], worth)
            for asked, key in zip(*_places(self.keys, sources), strict=True)
            for word, worth in self._translations(int(key)).items()
            if word in numbers
        ]
        asked, other, worth = zip(*found, strict=True) if found else ((), (), ())
        return (
            np.array(asked, dtype=np.int64),
            np.array(other, dtype=np.int64),
            np.array(worth, dtype=np.float64),
        )

    def _translations(self, key: int) -> dict[str, float]:
        """Read the lines of a key: the words of each phrase, and what one of them is worth."""
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = {}
            lines = self.text[self.starts[key] : self.starts[key + 1]].tobytes().decode()
            joined = ",".join(map(_cleaned, lines.splitlines()))
            if self.target == "fr":
                joined = joined.replace("-", " ")
            for phrase in re.split("[,;]", joined):
                words = [word for word in _WORD.findall(phrase) if word.lower() not in _SMALL]
                if len(words) <= MOST_WORDS:
                    for word in {stem(word, self.target) for word in words}:
                        known[word] = max(known.get(word, 0.0), 1 / len(words))
        return known


def _places(
    shelf: NDArray[np.bytes_], keys: Sequence[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find which of *keys* stand on a sorted shelf, and where."""
    if not len(shelf) or not keys:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    asked = np.array([key.encode()[:WIDTH] for key in keys], dtype=shelf.dtype)
    found = np.minimum(np.searchsorted(shelf, asked), len(shelf) - 1)
    known = np.flatnonzero(shelf[found] == asked)
    return known, found[known]


def find(source: str, target: str) -> Path | None:
    """Find an installed dictionary of two languages at its usual place."""
    places = map(Path, SYSTEM.get((source, target), ()))
    return next((place for place in places if place.is_file()), None)


def load(path: Path, *, source: str, target: str, cache: Path | None = None) -> Dictionary:
    """
    Read the dictionary at *path*; with *cache*, a folder, only when it has changed.

    *path* is a dictd index or its `.dict.dz`, or a Ding file. Raise OSError or ValueError where
    it cannot be read as either. A cache that cannot be written is done without.
    """
    if path.name.endswith((".dict.dz", ".dict")):
        path = path.with_name(path.name.split(".dict")[0] + ".index")
    state = path.stat()
    name = f"{path.stem}-{source}-{target}-{FORMAT}-{state.st_size:x}-{state.st_mtime_ns:x}"
    folder = cache / name if cache else None
    if folder and (kept := _kept(folder, target)):
        return kept
    entries = _read_dictd(path) if path.suffix == ".index" else _read_ding(path)
    dictionary = _build(entries, source, target)
    if folder:
        _store(dictionary, folder)
    return dictionary


_PARTS = ("keys", "starts", "text")


def _kept(folder: Path, target: str) -> Dictionary | None:
    """Map what is stored in *folder*; None where it cannot be read, and then it goes."""
    try:
        keys, starts, text = (
            np.load(folder / f"{part}.npy", mmap_mode="r").view(np.ndarray) for part in _PARTS
        )
    except (OSError, ValueError, EOFError):
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return Dictionary(keys, starts, text, target)


def _store(dictionary: Dictionary, folder: Path) -> None:
    """Write the arrays into a folder of their own, which gets its name only when it is whole."""
    with suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with work_folder(folder.parent) as work:
            made = work / "arrays"
            made.mkdir()
            for part in _PARTS:
                np.save(made / f"{part}.npy", getattr(dictionary, part))
            made.rename(folder)


def _build(entries: Iterable[tuple[str, str]], source: str, target: str) -> Dictionary:
    """Key all headwords, and put the lines of each key together."""
    lines: dict[bytes, list[str]] = {}
    for head, line in entries:
        lines.setdefault(stem(head, source).encode()[:WIDTH], []).append(line)
    stem.cache_clear()
    keys = sorted(lines)
    texts = ["\n".join(dict.fromkeys(lines[key])).encode() for key in keys]
    starts = np.cumsum([0, *map(len, texts)], dtype=np.int64)
    text = np.frombuffer(b"".join(texts), dtype=np.uint8)
    return Dictionary(np.array(keys, dtype=f"S{WIDTH}"), starts, text, target)


def _read_dictd(index: Path) -> Iterator[tuple[str, str]]:
    """List single headwords with each line of translations, as FreeDict writes them."""
    text = _unpack(index)
    for head, start, length in _PLACE.findall(index.read_text(encoding="utf-8")):
        place = _decode(start)
        first, *body = text[place : place + _decode(length)].split(b"\n")
        title = first.decode("utf-8", "replace")[: len(head)]
        if title.lower() == head or fold(title) == fold(head):
            for line in (*body[:1], *(line for line in body[1:] if line[:1].isdigit())):
                yield head, line.decode("utf-8", "replace")


def _cleaned(line: str) -> str:
    """
    Leave of a line of translations what is no remark and no number.

    >>> _cleaned("1. to go (on foot) <walk>  2."), _cleaned("  see: {gehen}")
    ('to go', '')
    """
    if _REMARK.match(line):
        return ""
    sense = _SENSE.match(line)
    return _LAST_SENSE.sub("", _BRACKETS.sub(" ", sense[1] if sense else line)).strip()


def _unpack(index: Path) -> bytes:
    packed = index.with_suffix(".dict.dz")
    if packed.is_file():
        return _decompressed(packed)
    return index.with_suffix(".dict").read_bytes()


def _decompressed(packed: Path) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        text = unpacker.decompress(packed.read_bytes(), _LARGEST)
    except zlib.error as error:
        raise ValueError(f"{packed.name} is damaged: {error}") from None
    if not unpacker.eof:
        raise ValueError(f"{packed.name} is damaged, or unpacks to more than {_LARGEST:,} bytes")
    return text


def _decode(digits: str) -> int:
    """
    Read a number as dictd writes it: in the digits of Base64.

    >>> _decode("BA"), _decode("9GWK")
    (64, 16016778)
    """
    return int.from_bytes(a2b_base64(digits.rjust(8, "A")), "big")


def _read_ding(path: Path) -> Iterator[tuple[str, str]]:
    """List single headwords with their translations, as `word; word | … :: word; word | …`."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            left, mark, right = line.partition(" :: ")
            if not mark or line.startswith("#"):
                continue
            sides = (_BRACKETS.sub(" ", side).split("|") for side in (left, right))
            for heads, phrases in zip(*sides, strict=False):
                for head in heads.split(";"):
                    words = _WORD.findall(head)
                    if len(words) == 1:
                        yield words[0], phrases.strip()


def user_cache_folder() -> Path | None:
    """Name the folder in which this user’s programs keep what can be made again; None for none."""
    named = os.environ.get("XDG_CACHE_HOME")
    try:
        return Path(named or Path.home() / ".cache") / "lesart"
    except RuntimeError:  # The user has no home.
        return None
