"""Change the tiny edition for tests of citing."""

from __future__ import annotations

from lesart.tasks.edition import Settings


def rewrite(mini: Settings, was: str, becomes: str, file: str = "wolken/text.yml") -> None:
    """Change a record: that of a text, or `edition.yml`."""
    record = mini.root / "source_texts" / file
    text = record.read_text("utf-8")
    assert was in text
    record.write_text(text.replace(was, becomes), "utf-8")


def without_authors(mini: Settings) -> None:
    """Let nobody be known to have written the interview."""
    rewrite(mini, "authors:\n  - {family: Korn, given: Ada}", "authors: []")


def without_editors(mini: Settings) -> None:
    """Let the edition name no editors."""
    rewrite(mini, "editors:\n  - family: The Testers", "editors: []", "edition.yml")
