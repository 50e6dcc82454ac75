"""Citations held against strings made by hand from the manuals; nothing rewrites those."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from casefiles import CASES, case_files, sections
from citing_changes import without_authors

from lesart.citing import SIDES, STYLES
from lesart.tasks.citing import Request, cite
from lesart.tasks.edition import Settings

FOLDER = "cite_manuals"
DAY = date(2026, 11, 2)
SITE = "https://edition.example/"
_RULE = re.compile(r"[A-Z]\d+")


def by_hand(path: Path) -> dict[str, tuple[str, str, list[str]]]:
    """Read the strings of a case by style: citation, entry, and the rules they follow."""
    made = {}
    lines = sections(path)[2].split("\n")
    for number in range(0, len(lines), 4):
        style, cited, entry, rules = lines[number : number + 4]
        assert rules.startswith("  rules: "), f"{path.name}: {style} names no rules"
        made[style.rstrip(":")] = (cited.strip(), entry.strip(), _RULE.findall(rules))
    return made


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("path", case_files(FOLDER), ids=lambda path: path.stem)
def test_program_writes_what_was_made_by_hand(path: Path, style: str, mini: Settings) -> None:
    where, side, _ = sections(path)
    reference, *changes = where.split("\n")
    if changes:
        assert changes == ["without authors"]
        without_authors(mini)
    (name,) = (one for one in STYLES if one == style)
    (asked,) = (one for one in SIDES if one == side)
    made = cite(mini, reference, Request(name, asked, "markdown", DAY, SITE))
    cited, entry, _ = by_hand(path)[style]
    assert (made.cited, made.entry) == (cited, entry)


def test_each_string_follows_rules_that_are_written_down() -> None:
    rules = (CASES / FOLDER / "rules.md").read_text("utf-8")
    written = re.findall(r"^- \*\*([A-Z]\d+)\*\*", rules, re.MULTILINE)
    assert len(written) == len(set(written))
    named = set()
    for path in case_files(FOLDER):
        cases = by_hand(path)
        assert list(cases) == list(STYLES)
        for _, _, followed in cases.values():
            assert followed
            named |= set(followed)
    assert named == set(written)
