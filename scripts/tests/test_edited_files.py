"""
Whatever stands in a file that a person edits, the edition is read or there are findings.

A released edition that has changed since is mutated, one file at a time, as slips do it and as
nobody would; it is then checked, and read for both audiences.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import DATA
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from published import change, publish

from lesart.core.findings import EditionError
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings, load_edition
from lesart.tasks.originals import list_originals

WAIVERS = "- code: T104\n  at: wolken:1.1\n  reason: it stands so\n"
SIGNS = (
    "\t", ":", ": ", "[", "]", "{", '"', "„", "“", "‘", "’", "\0", "\u202e", "\u2028", "\ufeff",
    "\r", "-1", "0", "9" * 20, "null", "~", "1e999", ".nan", "[]", "{}", "[" * 500, "&a ", "*a",
    "!!python/object:os.system ", "!!binary x", "? ", "- ", "#", "##", "###", "\n", "\n\n", "---\n",
    "...", "  ", "/", "../", "%", "\\", "a" * 3000, "e\u0301", "<<: ", "|\n", ">\n", "1.1", "9.9",
    "1.1-1.2", "title", "lead", "wolken", "wolken:1.1", "term:wolke", "note:wolken/1.1a",
    "https://x.example/", "javascript:x", "http://[", "2026-01-01", "0000-00-00", "[@a, 3]", "[@",
    "[x](y)", "**", "(", ")", "B2", "٠", "１", "²",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, "", 0, -1, 10**30, 1.5, True, [], {}, [[]], [{}], {"": ""}, {"a": None}, "x", "1.1",
    "1.1-1.2", "9.9", "a" * 2000, ["a", "a"], [None], {"de": "x"}, {"de": "x", "en": "y"},
    "http://[", "2026-99-99", [["2019"]], "٣", "1-99999", "99999999999", "0-3", "3-1", "²",
)  # fmt: skip
WHOLE = (
    b"", b"[]\n", b"{}\n", b"a\n", b"\xff", b"\xef\xbb\xbf", b"[[[" * 2000, b'{"a":' * 3000,
    b"0\n", b"null\n", b"- a\n", b"1" * 10_000,
)  # fmt: skip


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Make the edition that is mutated, once for all tests here."""
    root = tmp_path_factory.mktemp("edited") / "mini"
    shutil.copytree(DATA / "mini", root)
    made = Settings(root, (DATA / "mini-originals",), "private")
    publish(made)
    change(made)
    (root / "source_texts/wolken/waivers.yml").write_text(WAIVERS, "utf-8")
    return made


def edited(made: Settings) -> list[Path]:
    """List the files that a person edits, in the order of their names."""
    folders = (made.root / "source_texts", made.root / "glossary")
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def look(made: Settings) -> None:
    """Read the edition in every way; findings are an answer, and each has a code."""
    public = replace(made, audience="public")
    reads = (check_edition, load_edition, list_originals)
    for read, settings_ in (*((read, made) for read in reads), (load_edition, public)):
        try:
            read(settings_)
        except EditionError as error:
            assert all(found.code and str(found) for found in error.findings)


def places(data: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """List every place in a record."""
    yield place
    inner = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in inner if isinstance(data, dict | list) else ():
        yield from places(value, (*place, key))


def in_record(path: Path, data: bytes, rng: random.Random) -> bytes:
    """Put another value, or none, at one place of a YAML or JSON file."""
    record: Any = (json.loads if path.suffix == ".json" else yaml.safe_load)(data)
    place = rng.choice(list(places(record)))
    holder = record
    for key in place[:-1]:
        holder = holder[key]
    value = rng.choice(VALUES)
    if not place:
        record = value
    elif isinstance(holder, dict) and rng.random() < 0.3:
        holder[rng.choice(["x", "", "id", "text", "de", "a b", place[-1]])] = value
        del holder[place[-1]]
    else:
        holder[place[-1]] = value
    if path.suffix == ".json":
        return json.dumps(record).encode()
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False).encode()


def in_line(data: bytes, rng: random.Random) -> bytes:
    """Take a line out, double or empty it, or spoil one of its cells."""
    lines = data.split(b"\n")
    at = rng.randrange(len(lines))
    act = rng.randrange(5)
    if act == 0:
        lines.pop(at)
    elif act == 1:
        lines.insert(rng.randrange(len(lines) + 1), lines[at])
    elif act == 2:
        lines[at] = b""
    elif act == 3:
        cells = lines[at].split(b"\t")
        cells[rng.randrange(len(cells))] = rng.choice(SIGNS).encode()
        lines[at] = b"\t".join(cells)
    else:
        rng.shuffle(lines)
    return b"\n".join(lines)


def mutated(path: Path, data: bytes, rng: random.Random) -> bytes:
    """Spoil a file, mostly in one place."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        act = rng.randrange(10)
        at = rng.randrange(len(data) + 1)
        if act < 4 and path.suffix in (".yml", ".json"):
            try:
                data = in_record(path, data, rng)
            except (ValueError, yaml.YAMLError, TypeError, RecursionError):
                continue
        elif act < 6:
            data = in_line(data, rng)
        elif act < 7:
            data = data[:at] + bytes([rng.randrange(256)]) + data[at:]
        elif act < 9:
            data = data[:at] + rng.choice(SIGNS).encode() + data[at + rng.choice((0, 0, 1, 9)) :]
        else:
            data = rng.choice((data[:at], *WHOLE))
    return data


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_any_slip_in_any_file_gives_findings(edition: Settings, seed: int) -> None:
    rng = random.Random(seed)
    path = rng.choice(edited(edition))
    before = path.read_bytes()
    path.write_bytes(mutated(path, before, rng))
    try:
        look(edition)
    finally:
        path.write_bytes(before)


@pytest.mark.slow
@pytest.mark.parametrize("whole", WHOLE[:8])
def test_any_file_may_hold_something_else_altogether(edition: Settings, whole: bytes) -> None:
    for path in edited(edition):
        before = path.read_bytes()
        path.write_bytes(whole)
        try:
            look(edition)
        finally:
            path.write_bytes(before)


@pytest.mark.slow
def test_any_file_may_be_missing_or_a_folder(edition: Settings) -> None:
    for path in edited(edition):
        before = path.read_bytes()
        path.unlink()
        try:
            look(edition)
            path.mkdir()
            look(edition)
            path.rmdir()
            path.symlink_to(path.name)
            look(edition)
        except OSError as error:  # `lesart` tells it with the name of the file.
            assert error.filename
        finally:
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            else:
                path.unlink(missing_ok=True)
            path.write_bytes(before)
