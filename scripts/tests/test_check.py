"""Checks: one change to the tiny edition, and what is found."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from casefiles import case_files, expect, sections
from published import publish

from lesart.checks.run import CHECKS
from lesart.core.findings import EditionError
from lesart.glossary.spelling import MISSING, find_english_dictionary
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings
from lesart.tasks.terms import report_renderings


def test_the_tiny_edition_is_clean(mini: Settings) -> None:
    assert check_edition(mini) == []


@pytest.mark.parametrize("path", case_files("check"), ids=lambda path: path.stem)
def test_check_case(path: Path, mini: Settings, accept: bool) -> None:
    name, old, new, found = sections(path)
    if "[N108]" in found and find_english_dictionary() is None:
        pytest.skip(MISSING)
    file = mini.root / name
    text = file.read_text("utf-8") if file.is_file() else ""
    assert old in text
    if new == "(no such file)":
        file.unlink()
    else:
        changed = text.replace(old, new, 1) if old else text + new + "\n"
        file.write_text(changed, "utf-8", newline="\n")
    try:
        findings = check_edition(mini)
    except EditionError as error:
        findings = list(error.findings)
    expect(path, 3, "\n".join(map(str, findings)), accept)


def test_an_entry_that_is_taken_out_of_the_glossary_is_told_by_its_places(mini: Settings) -> None:
    (mini.root / "glossary/waage.md").unlink()
    assert "G104" in {finding.code for finding in check_edition(mini)}
    assert "waage" not in {row[1] for row in report_renderings(mini)}


@pytest.mark.parametrize("path", case_files("released"), ids=lambda path: path.stem)
def test_check_case_of_a_released_edition(path: Path, mini: Settings, accept: bool) -> None:
    publish(mini)
    test_check_case(path, mini, accept)


def test_every_check_has_a_case_and_a_message() -> None:
    paths = [*case_files("check"), *case_files("released"), *case_files("index")]
    shown = "".join(path.read_text("utf-8") for path in paths)
    # A case changes one file, with line ends of LF. That for a witness has its test in
    # test_draft_recipe, and that for line ends in test_check_goes_on.
    assert [code for code in CHECKS if f"[{code}]" not in shown] == ["C104", "S106"]
    assert all(check.__doc__ for check, _ in CHECKS.values())


def test_without_the_original_the_ledger_still_checks_the_translation(mini: Settings) -> None:
    missing = replace(mini, originals=())
    assert check_edition(missing) == []
    english = mini.root / "source_texts/wolken/en.tsv"
    english.write_text(english.read_text("utf-8").replace("2.1\t", "2.9\t"), "utf-8")
    assert {f.code for f in check_edition(missing)} == {"T101", "T102", "T109"}


def test_all_broken_files_are_told_at_once(mini: Settings) -> None:
    for name in ("wolken", "zeichen"):
        (mini.root / f"source_texts/{name}/en.tsv").write_bytes(b"\xff")
    with pytest.raises(EditionError) as caught:
        check_edition(mini)
    assert len(caught.value.findings) == 2


def test_a_missing_folder_is_told(mini: Settings) -> None:
    shutil.rmtree(mini.root / "source_texts/zeichen")
    with pytest.raises(
        EditionError, match=r"zeichen/text\.yml: error\[E004\]: the file is not there"
    ):
        check_edition(mini)
