"""Read small dictionaries of our own, in the formats of dictd and of Ding."""

from __future__ import annotations

import gzip
import string
from pathlib import Path

import pytest

from lesart.align.dictionary import Dictionary, load

DIGITS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
ENTRIES = {
    "Brief": "Brief /bʁiːf/\nletter <post>, short text\n   see: {Post}",
    "Straße": "Straße /x/\n1. street 2.\n2. road\n   Synonyms: {Weg}, lane",
    "laufen": "laufen /x/\nto run (fast)",
    "Nebel": "Dunst /x/\nhaze",
}
DING = "# own\nBrief {m} | Briefe {pl} :: letter; epistle | letters\nin Eile :: in haste\n"


def number(value: int) -> str:
    """Write a number in the digits of dictd."""
    return (number(value // 64) if value >= 64 else "") + DIGITS[value % 64]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    places, text = ["00databaseinfo\tA\tB"], b""
    for head, entry in ENTRIES.items():
        data = entry.encode()
        places.append(f"{head.lower()}\t{number(len(text))}\t{number(len(data))}")
        text += data + b"\n" * 70
    path = tmp_path / "own.index"
    path.write_text("\n".join(places) + "\n", encoding="utf-8")
    path.with_suffix(".dict.dz").write_bytes(gzip.compress(text))
    return path


def known(book: Dictionary, source: str) -> dict[str, float]:
    """Give what a key is translated by, among all words of the test."""
    words = "letter short text post street road lane run fast haze epistl hast".split()
    _, places, worth = book.pairs([source], words)
    return {words[place]: float(value) for place, value in zip(places, worth, strict=True)}


def test_dictd(index: Path) -> None:
    book = load(index, source="de", target="en")
    assert known(book, "brief") == {"letter": 1.0, "short": 0.5, "text": 0.5}
    assert known(book, "strass") == {"street": 1.0, "road": 1.0}
    assert known(book, "lauf") == {"run": 1.0}
    assert known(book, "nebel") == {}, "the entry at that place is another word's"
    assert known(book, "haus") == {}


def test_ding(tmp_path: Path) -> None:
    path = tmp_path / "own"
    path.write_text(DING, encoding="utf-8")
    assert known(load(path, source="de", target="en"), "brief") == {"letter": 1.0, "epistl": 1.0}


def test_a_cache_gives_the_same_and_follows_the_file(index: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = load(index, source="de", target="en", cache=cache)
    again = load(index, source="de", target="en", cache=cache)
    assert [path.name.startswith("own-de-en") for path in cache.iterdir()] == [True]
    assert known(again, "strass") == known(first, "strass") != {}
    index.write_text("", encoding="utf-8")
    assert known(load(index, source="de", target="en", cache=cache), "strass") == {}


def test_a_damaged_dictionary_is_told(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = next(index.parent.glob("*.dict.dz"))
    whole = packed.read_bytes()
    for damaged in (whole[:-10], b"x" + whole, whole[:12] + b"\xff\xff" + whole[14:], b""):
        packed.write_bytes(damaged)
        with pytest.raises(ValueError, match="is damaged"):
            load(index, source="de", target="en")
    packed.write_bytes(whole)
    monkeypatch.setattr("lesart.align.dictionary._LARGEST", 20)
    with pytest.raises(ValueError, match="more than 20 bytes"):
        load(index, source="de", target="en")
