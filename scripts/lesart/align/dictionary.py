"""
Read an installed bilingual dictionary at run time: FreeDict (dictd format) or Ding.

The dictionaries are under the GPL, so nothing of them is kept here. What is read is turned into
sorted keys once and, where a cache folder is given, stored there and mapped into memory: a
second start takes milliseconds.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lesart.align.lattice import ranges
from lesart.align.tokens import fold, stem

MOST_WORDS = 4
"""Longer translations are explanations, of which no single word stands for the headword."""
FORMAT = 1
"""Raised when what stands in a cache changes its meaning."""
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
_DIGITS = {
    character: value
    for value, character in enumerate(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    )
}
_SMALL = frozenset(
    "a an the to of in on at by for with from into sb sth be one one's oneself somebody"
    " something"
    " sich etw jdn jdm de du des le la les l un une d à au aux en se s qn qc être que pour par"
    " sur".split()
)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Hold a dictionary as sorted arrays, which may be mapped from a cache."""

    keys: NDArray[np.bytes_]
    starts: NDArray[np.int32]
    targets: NDArray[np.int32]
    worth: NDArray[np.uint8]
    words: NDArray[np.bytes_]

    def pairs(
        self, sources: Sequence[str], targets: Sequence[str]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """
        Give all pairs of a source key and a target key that translate each other.

        Return places in *sources*, places in *targets*, and the worth of each pair (0 to 1).
        """
        asked, key = _places(self.keys, sources)
        wanted, word = _places(self.words, targets)
        place = np.full(len(self.words), -1)
        place[word] = wanted
        owner, entry = ranges(self.starts[key], self.starts[key + 1])
        other = place[self.targets[entry]]
        hit = other >= 0
        return asked[owner[hit]], other[hit], self.worth[entry[hit]] / 255


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
    if folder and folder.is_dir():
        mapped = (np.load(folder / f"{part}.npy", mmap_mode="r") for part in _PARTS)
        return Dictionary(*(part.view(np.ndarray) for part in mapped))
    entries = _read_dictd(path) if path.suffix == ".index" else _read_ding(path)
    dictionary = _build(entries, source, target)
    if folder:
        _store(dictionary, folder)
    return dictionary


_PARTS = ("keys", "starts", "targets", "worth", "words")


def _store(dictionary: Dictionary, folder: Path) -> None:
    """Write the arrays into a folder of their own, which gets its name only when it is whole."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent))
    except OSError:
        return
    try:
        for part in _PARTS:
            np.save(made / f"{part}.npy", getattr(dictionary, part))
        made.rename(folder)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)


def _build(entries: Iterator[tuple[str, str]], source: str, target: str) -> Dictionary:
    """Key all pairs of headword and translations, and sort them."""
    pairs: dict[tuple[bytes, bytes], int] = {}
    for head, line in entries:
        key = stem(head, source).encode()[:WIDTH]
        for phrase in re.split("[,;]", line):
            words = [word for word in _WORD.findall(phrase) if word.lower() not in _SMALL]
            if not 0 < len(words) <= MOST_WORDS:
                continue
            worth = 255 // len(words)
            for word in words:
                pair = key, stem(word, target).encode()[:WIDTH]
                if pairs.get(pair, 0) < worth:
                    pairs[pair] = worth
    stem.cache_clear()
    fold_width = f"S{WIDTH}"
    ordered = sorted(pairs)
    heads = np.array([pair[0] for pair in ordered], dtype=fold_width)
    keys, starts = np.unique(heads, return_index=True)
    meanings = np.array([pair[1] for pair in ordered], dtype=fold_width)
    shelf, targets = np.unique(meanings, return_inverse=True)
    return Dictionary(
        keys,
        np.append(starts, len(ordered)).astype(np.int32),
        targets.astype(np.int32),
        np.array([pairs[pair] for pair in ordered], dtype=np.uint8),
        shelf,
    )


def _read_dictd(index: Path) -> Iterator[tuple[str, str]]:
    """List single headwords with each line of translations, as FreeDict writes them."""
    text = _unpack(index)
    for line in index.read_text(encoding="utf-8").splitlines():
        head, _, place = line.partition("\t")
        if " " in head or not head[:1].isalnum() or head.startswith("00"):
            continue
        start, length = map(_decode, place.split("\t")[:2])
        first, _, body = text[start : start + length].decode("utf-8", "replace").partition("\n")
        if fold(first[: len(head)]) == fold(head):
            yield from ((head, phrase) for phrase in _phrases(body))


def _unpack(index: Path) -> bytes:
    packed = index.with_suffix(".dict.dz")
    if packed.is_file():
        return zlib.decompress(packed.read_bytes(), wbits=31)
    return index.with_suffix(".dict").read_bytes()


def _decode(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * 64 + _DIGITS[digit]
    return number


def _phrases(body: str) -> Iterator[str]:
    """Give the lines of an entry that hold translations: the first, and those of later senses."""
    for number, line in enumerate(body.split("\n")):
        sense = _SENSE.match(line)
        if (number and not sense) or _REMARK.match(line):
            continue
        yield _LAST_SENSE.sub("", _BRACKETS.sub(" ", sense[1] if sense else line))


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
                        yield words[0], phrases


def cache_folder() -> Path:
    """Name the folder in which this user's programs keep what can be made again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lesart"
