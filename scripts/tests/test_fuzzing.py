"""Fuzzing: a short run of each kind, the files that once made a fault, and that faults are seen."""

from __future__ import annotations

import shutil
import time
from functools import cache
from pathlib import Path
from random import Random

import pytest
from casefiles import CASES

from fuzzing import campaign
from fuzzing.mutate import mutate
from fuzzing.seeds import seeds
from fuzzing.subjects import Subject, subjects
from lesart.core.findings import EditionError, Finding, Location
from lesart.store.paths import GLOSSARY

KINDS = list(subjects())
IMPORTS = ("po", "xliff", "tmx", "tbx", "csv")
CASE_FILES = sorted((CASES / "fuzzing").iterdir())


@cache
def subject(kind: str) -> Subject:
    return subjects([kind])[kind]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_give_text_or_findings(kind: str) -> None:
    if kind == "pdf" and not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    number = 15 if kind in (*IMPORTS, "pdf") else 60
    found = campaign.run(subject(kind), seeds(kind), number, seed=2)
    assert {where: fault.trace for where, fault in found.faults.items()} == {}
    assert found.read + found.refused == number
    assert found.read, "everything was refused: the mutations are too coarse"


@pytest.mark.parametrize("path", CASE_FILES, ids=lambda path: path.name)
def test_what_once_made_a_fault_makes_none(path: Path) -> None:
    begun = time.process_time()
    subject(path.name.partition("-")[0])(path.read_bytes())
    assert time.process_time() - begun < campaign.SLOW


def test_the_same_seed_does_the_same_damage() -> None:
    def damaged(seed: int) -> list[bytes]:
        kept: list[bytes] = []

        def keep(data: bytes) -> tuple[Finding, ...]:
            kept.append(data)
            return ()

        campaign.run(keep, seeds("docx"), 20, seed)
        return kept[len(seeds("docx")) :]

    assert damaged(1) == damaged(1)
    assert damaged(1) != damaged(2)
    assert len(set(damaged(1))) > 15


@pytest.mark.parametrize("data", [b"", b"PK", b"<", b"<a b='c'>", b"0"])
def test_whatever_is_damaged_can_be_damaged_again(data: bytes) -> None:
    for number in range(300):
        assert isinstance(mutate(data, [data], Random(number)), bytes)


def test_tracebacks_and_hangs_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    def bad(data: bytes) -> tuple[Finding, ...]:
        begun.append(0)
        if len(begun) == 2:
            raise KeyError("x")
        if len(begun) == 3:
            time.sleep(0.3)
        return ()

    monkeypatch.setattr(campaign, "STILL", 0.2)
    found = campaign.run(bad, [b"abc"], 4, 1)
    assert (found.mutations, found.tracebacks, found.hangs) == (4, 1, 1)
    assert [where.partition(" ")[0] for where in found.faults] == ["KeyError", "slow"]


def test_what_a_refused_import_leaves_behind_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(arguments: list[str]) -> None:
        (Path(arguments[1]) / GLOSSARY / "left.md").write_text("x", "utf-8")
        raise EditionError(Finding(Location("a.csv"), "X001", "refused"))

    monkeypatch.setattr("fuzzing.subjects._command", leave)
    with pytest.raises(AssertionError, match="something was written"):
        subjects(["csv"])["csv"](b"lemma\n")


def test_what_is_taken_in_and_cannot_be_read_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(arguments: list[str]) -> None:
        (Path(arguments[1]) / GLOSSARY / "broken.md").write_text("x", "utf-8")

    monkeypatch.setattr("fuzzing.subjects._command", write)
    with pytest.raises(AssertionError, match="taken in, and broken"):
        subjects(["csv"])["csv"](b"lemma\n")


def test_a_file_to_begin_from_must_be_read() -> None:
    with pytest.raises(ValueError, match="refused"):
        campaign.run(subject("works"), [b"{"], 1, 1)
