"""Tests as files: sections parted by a line of `===`, compared or, when asked, rewritten."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent / "cases"
RULE = "===\n"


def case_files(kind: str) -> list[Path]:
    """List the case files of one kind, in the order of their names."""
    return sorted((CASES / kind).glob("*.txt"))


def sections(path: Path) -> list[str]:
    """Read the sections of a case file, without the line end before each rule."""
    return [part.removesuffix("\n") for part in path.read_text("utf-8").split(RULE)]


def expect(path: Path, number: int, found: str, accept: bool) -> None:
    """Compare section *number* with what was *found*; with *accept* rewrite it instead."""
    parts = sections(path)
    if accept and parts[number] != found:
        parts[number] = found
        text = RULE.join(f"{part}\n" for part in parts)
        path.write_text(text, "utf-8", newline="\n")
    assert parts[number] == found, f"{path.name}: section {number + 1} differs"
