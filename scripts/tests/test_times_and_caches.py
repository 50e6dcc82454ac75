"""A time that a format cannot hold, and a cache that cannot be used, stop nothing."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from lesart.align import french
from lesart.align.dictionary import cache_folder, load
from lesart.align.tokens import stem, tokens
from lesart.core.findings import EditionError
from lesart.site import build as site
from lesart.tasks.copy_facts import read_imprint
from lesart.tasks.edition import Settings, load_edition
from lesart.write.epub.book import write_epub
from lesart.write.pdf import typesetting as printing

LAST = 253_402_300_799


@pytest.mark.parametrize(
    ("seconds", "moment"),
    [
        ("0", (1980, 1, 1, 0, 0, 0)),
        ("68256000", (1980, 3, 1, 0, 0, 0)),
        ("4354819199", (2107, 12, 31, 23, 59, 58)),
        ("4354819200", (2107, 12, 31, 23, 59, 58)),
        ("4359999999", (2107, 12, 31, 23, 59, 58)),
        (str(LAST), (2107, 12, 31, 23, 59, 58)),
    ],
)
def test_a_book_of_any_year_can_be_packed(
    mini: Settings, monkeypatch: pytest.MonkeyPatch, seconds: str, moment: tuple[int, ...]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    edition = load_edition(mini)
    packed = zipfile.ZipFile(io.BytesIO(write_epub(edition, read_imprint())))
    assert {entry.date_time for entry in packed.infolist()} == {moment}


@pytest.mark.parametrize(
    ("clock", "made"),
    [(-1.0e9, 0), (0.0, 0), (4.4e9, 4.4e9 // 86400 * 86400), (1e18, LAST // 86400 * 86400)],
)
def test_a_clock_that_is_wrong_gives_a_time(
    monkeypatch: pytest.MonkeyPatch, clock: float, made: float
) -> None:
    monkeypatch.setattr(time, "time", lambda: clock)
    assert printing.timestamp() == made
    assert 1970 <= read_imprint().made.year <= 9999


@pytest.mark.parametrize("written", ["-1", "1e9", "٣", "9" * 5000, "1.5", "now"])
def test_what_is_no_time_is_told(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    with pytest.raises(EditionError, match=r"SOURCE_DATE_EPOCH: error\[F006\]"):
        printing.timestamp()


def test_generators_get_a_time_that_gzip_can_hold(
    mini: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "SOURCE_DATE_EPOCH" not in site.environment(mini)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(LAST))
    assert site.environment(mini)["SOURCE_DATE_EPOCH"] == str(2**32 - 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert site.environment(mini)["SOURCE_DATE_EPOCH"] == "1"


# Caches


@pytest.mark.parametrize("spoilt", ["no folder", "no file", "unwritable"])
def test_a_book_is_set_where_nothing_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    monkeypatch.setattr(printing, "_set", lambda *_: b"%PDF")
    monkeypatch.setattr(printing, "faults", lambda _: ())
    cache = tmp_path / "cache"
    if spoilt == "no folder":
        cache.write_bytes(b"")
    elif spoilt == "no file":
        (cache / f"{printing._key('{}', 0)}.pdf").mkdir(parents=True)
    else:
        monkeypatch.setattr(printing, "write_atomic", _read_only)
    assert printing.print_book({}, 0, cache) == b"%PDF"  # type: ignore[typeddict-item]


def _read_only(path: Path, content: bytes) -> None:
    raise PermissionError(13, "read-only", str(path))


def test_a_dictionary_whose_cache_is_damaged_is_read_anew(tmp_path: Path) -> None:
    ding = tmp_path / "ding"
    ding.write_text("Baum {m} :: tree\n", "utf-8")
    cache = tmp_path / "cache"

    def pairs() -> int:
        read = load(ding, source="de", target="en", cache=cache)
        return len(read.pairs([stem("Baum", "de")], [stem("tree", "en")])[0])

    assert pairs() == 1
    for file in cache.rglob("keys.npy"):
        file.write_bytes(b"")
    assert pairs() == 1
    assert all(file.stat().st_size for file in cache.rglob("*.npy"))
    assert pairs() == 1


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder() is None


# Short words


def test_every_short_word_has_a_key() -> None:
    letters = "aeirsxvzé"
    words = [*letters, *(a + b for a in letters for b in letters)]
    words += [word + end for word in ("", "v", "x", "i") for end in ("e", "er", "ème")]
    for language in ("de", "en", "fr", ""):
        found = [stem(token, language) for word in words for token in tokens(word, language)]
        assert all(found)
    assert [french.century(word) for word in ("e", "er", "ème", "xe", "iie")] == [
        "", "", "", "10", "2",
    ]  # fmt: skip
