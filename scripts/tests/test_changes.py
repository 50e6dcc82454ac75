"""Changing a translation: unit by unit, both files or neither, and no person's work lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.findings import EditionError
from lesart.model import TranslationUnit, UnitLock
from lesart.source.ledger import enter
from lesart.store import units
from lesart.store.units import read_units, write_units
from lesart.translation.changes import Change, format_changes, merge, parse_changes
from lesart.translation.units import draft_lock, format_locks, is_untouched, parse_locks

OLD = "ids\tdigest\twording\tstate\tconfidence\n"
ORDER = ["title", "1.1", "1.2", "1.3", "2.1"]
LEDGER = {id_: enter(id_, f"Satz {id_}.", "1.0") for id_ in ORDER}


def lock_of(ids: str, text: str, origin: str = "libre") -> UnitLock:
    first = ids.partition("-")[0]
    unit = TranslationUnit(ids, (first,), text)
    return draft_lock(unit, LEDGER, origin, "2026-11-22")


def new(ids: str, text: str) -> Change:
    return Change(ids, None, text, lock_of(ids, text))


def test_new_units_find_their_place() -> None:
    lines = (("title", "T"), ("1.2", "B"))
    merged = merge(lines, (), [new("2.1", "D"), new("1.1", "A"), new("1.3", "C")], ORDER)
    assert merged.lines == (("title", "T"), ("1.1", "A"), ("1.2", "B"), ("1.3", "C"), ("2.1", "D"))
    assert [lock.ids for lock in merged.locks] == ["1.1", "1.3", "2.1"]


@pytest.mark.parametrize(
    ("lines", "change"),
    [
        ((("1.1", "A person's."),), new("1.1", "A draft.")),
        ((("1.1-1.2", "A person's."),), new("1.2", "A draft.")),
        ((("1.1", "Edited."),), Change("1.1", "A draft.", "Another.", lock_of("1.1", "Another."))),
        ((("1.1", "Edited."),), Change("1.1", "A draft.", None)),
        ((), Change("1.1", "A draft.", "Another.", lock_of("1.1", "Another."))),
        ((), Change("9.9", None, "A place that there is not.")),
    ],
)
def test_a_persons_work_is_never_overwritten(
    lines: tuple[tuple[str, str], ...], change: Change
) -> None:
    merged = merge(lines, (), [change], ORDER)
    assert merged.lines == lines
    assert merged.refused == (change.ids,)


def test_a_range_takes_the_place_of_what_is_taken_out() -> None:
    lines = (("1.1", "A"), ("1.2", "B"))
    changes = [new("1.1-1.2", "AB"), Change("1.1", "A", None), Change("1.2", "B", None)]
    merged = merge(lines, (), changes, ORDER)
    assert merged.lines == (("1.1-1.2", "AB"),)
    assert merged.refused == ()


TEXTS = st.sampled_from(["A", "B", None])


@given(st.dictionaries(st.sampled_from(ORDER), st.tuples(TEXTS, TEXTS, TEXTS)))
def test_changes_may_be_made_twice(cases: dict[str, tuple[str | None, ...]]) -> None:
    lines = tuple((id_, cases[id_][0] or "") for id_ in ORDER if id_ in cases and cases[id_][0])
    changes = [
        Change(id_, before, after, lock_of(id_, after) if after else None)
        for id_, (_, before, after) in cases.items()
    ]
    once = merge(lines, (), changes, ORDER)
    again = merge(once.lines, once.locks, changes, ORDER)
    assert (again.lines, again.locks) == (once.lines, once.locks)


def test_changes_are_written_and_read() -> None:
    changes = (new("1.1", "A “draft”."), Change("1.2", "B", None), Change("1.3", "C", "D", None))
    assert parse_changes(format_changes(changes).encode(), "p")[0].ids == "1.1"
    read = parse_changes(format_changes(changes).encode(), "p")
    assert [(c.ids, c.before, c.after) for c in read] == [
        (c.ids, c.before, c.after) for c in changes
    ]
    assert read[0].lock is not None
    assert read[0].lock.made == lock_of("1.1", "A “draft”.").made


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b'{"units": 1, "locks": ""}', b"\xff", b"null", b"[" * 100_000]
)
def test_a_broken_note_is_told(data: bytes) -> None:
    with pytest.raises(EditionError, match=r"T008|D0"):
        parse_changes(data, "en.pending.json")


# The lock file


def test_a_lock_file_of_before_is_read_and_written_as_it_was() -> None:
    old = f"{OLD}1.1\t0a\t0b\treviewed\t\n1.2\t0c\t0d\taligned\t0.870\n"
    locks = parse_locks(old.encode(), "l")
    assert [(lock.state, lock.origin, lock.date, lock.made) for lock in locks] == [
        ("reviewed", "", "", ""),
        ("aligned", "", "", ""),
    ]
    assert format_locks(locks) == old


def test_a_draft_keeps_engine_and_date() -> None:
    reviewed = parse_locks(f"{OLD}1.2\t0a\t0b\treviewed\t\n".encode(), "l")
    text = format_locks([lock_of("1.1", "A draft."), *reviewed])
    assert text.startswith("ids\tdigest\twording\tstate\tconfidence\torigin\tdate\tmade\n")
    first, second = parse_locks(text.encode(), "l")
    assert (first.state, first.origin, first.date) == ("draft", "libre", "2026-11-22")
    assert second.origin == ""
    assert is_untouched(first, "A draft.")
    assert not is_untouched(first, "A draft, edited.")
    assert not is_untouched(second, "A draft.")
    assert not is_untouched(None, "A draft.")


@pytest.mark.parametrize(
    "cells", ["libre\t\t", "\t2026-11-22\t", "libre\ttoday\t0123456789abcdef", "x\t2026-11-22\tzz"]
)
def test_half_an_origin_is_told(cells: str) -> None:
    head = "ids\tdigest\twording\tstate\tconfidence\torigin\tdate\tmade\n"
    with pytest.raises(EditionError, match="T007"):
        parse_locks(f"{head}1.1\t0a\t0b\tdraft\t\t{cells}\n".encode(), "l")


# Both files or neither


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_units(tmp_path, ".", [new("1.1", "First draft."), new("2.1", "Last draft.")], ORDER)
    return tmp_path


CHANGES = [
    new("1.2", "Second draft."),
    new("title", "A title."),
    Change("1.1", "First draft.", "First again.", lock_of("1.1", "First again.", "google")),
]


def test_nothing_is_left_beside_the_two_files(folder: Path) -> None:
    write_units(folder, ".", CHANGES, ORDER)
    assert sorted(path.name for path in folder.iterdir()) == ["en.lock.tsv", "en.tsv"]


class Killed(BaseException):
    """Stand for the end of a process: nothing is tidied up after it."""


@contextmanager
def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """End the run before the step of that number: each step writes, renames or takes away."""
    left = [step]

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def act(*arguments: object) -> object:
            if not left[0]:
                raise Killed
            left[0] -= 1
            return real(*arguments)

        return act

    with monkeypatch.context() as patch:
        patch.setattr(units, "write_atomic", counted(units.write_atomic))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        yield


def consistent(folder: Path) -> dict[str, str]:
    """Read the units, and see that each has the lock that belongs to its words."""
    units, locks = read_units(folder, ".", ORDER)
    known = {lock.ids: lock for lock in locks}
    assert [unit.ids for unit in units] == [id_ for id_ in ORDER if id_ in known]
    assert all(is_untouched(known[unit.ids], unit.text) for unit in units)
    return {unit.ids: unit.text for unit in units}


@pytest.mark.parametrize("step", range(6))
def test_a_run_that_ends_anywhere_changes_all_or_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    before = consistent(folder)
    after = {
        "title": "A title.", "1.1": "First again.", "1.2": "Second draft.", "2.1": "Last draft.",
    }  # fmt: skip
    with killed_at(step, monkeypatch):
        try:
            write_units(folder, ".", CHANGES, ORDER)
            ended = False
        except Killed:
            ended = True
    assert ended == (step < 4)
    assert consistent(folder) == (before if step == 0 else after)
    write_units(folder, ".", [new("1.3", "Third draft.")], ORDER)
    expected = before if step == 0 else after
    assert consistent(folder) == {**expected, "1.3": "Third draft."}
    assert sorted(path.name for path in folder.iterdir()) == ["en.lock.tsv", "en.tsv"]


def test_what_a_person_does_after_a_kill_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with killed_at(1, monkeypatch), pytest.raises(Killed):
        write_units(folder, ".", CHANGES, ORDER)
    path = folder / "en.tsv"
    path.write_text(path.read_text("utf-8").replace("First draft.", "By hand."), "utf-8")
    write_units(folder, ".", [], ORDER)
    units, _ = read_units(folder, ".", ORDER)
    assert {unit.ids: unit.text for unit in units} == {
        "title": "A title.", "1.1": "By hand.", "1.2": "Second draft.", "2.1": "Last draft.",
    }  # fmt: skip
    assert not (folder / "en.pending.json").exists()


def test_files_that_a_killed_run_left_half_written_are_taken_away(folder: Path) -> None:
    (folder / ".en.tsv.abc123").write_text("half", "utf-8")
    write_units(folder, ".", [new("1.2", "Second.")], ORDER)
    assert sorted(path.name for path in folder.iterdir()) == ["en.lock.tsv", "en.tsv"]


def test_a_unit_that_stands_twice_stops_the_change(folder: Path) -> None:
    path = folder / "en.tsv"
    path.write_text("1.1\tOne.\n1.1\tOther.\n", "utf-8")
    with pytest.raises(EditionError, match=r"en\.tsv:2: error\[T009\]"):
        write_units(folder, ".", [new("1.2", "Second.")], ORDER)
    assert path.read_text("utf-8") == "1.1\tOne.\n1.1\tOther.\n"
