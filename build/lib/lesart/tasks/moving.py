"""Compose what gives a text another id, or takes it out of the edition."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lesart.core.findings import EditionError, Finding, Location
from lesart.store import moved_texts
from lesart.store.new_text import refuse_taken
from lesart.store.paths import SOURCES
from lesart.store.read import read_edition_record
from lesart.store.releases import read_releases
from lesart.store.unused import Unused, take_out, unused_without
from lesart.tasks.align import refuse_id
from lesart.tasks.edition import Settings


def rename_text(settings: Settings, old: str, new: str, day: str, reason: str) -> list[str]:
    """
    Give the text *old* the id *new*; gives the files that name it and were changed.

    *day* is ISO 8601. Where the text was released, a signpost leads on from the old id, with the
    *reason*. Raises EditionError where *new* is taken or no id.
    """
    refuse_id(new)
    refuse_taken(settings.root, new)
    if (settings.root / f"docs/texts/{new}.md").exists():
        where = Location(f"docs/texts/{new}.md")
        raise EditionError(Finding(where, "A004", "there is a page of this name already"))
    move = moved_texts.Move(old, new, day, reason, _is_released(settings.root, old))
    return moved_texts.move_text(settings.root, move)


def remove_text(
    settings: Settings, text_id: str, day: str, reason: str, along: Sequence[Unused] = ()
) -> Path:
    """
    Take a text out of the edition, and with it what goes *along*; gives the folder in which its
    files lie now.

    *day* is ISO 8601. Where the text was released, a signpost tells that it is withdrawn, and why.
    """
    aside = settings.root / moved_texts.REMOVED / text_id
    if aside.exists():
        message = "a text of this id was removed before, and its files lie here"
        hint = "delete them, or move them away; nothing was changed"
        raise EditionError(Finding(Location(str(aside)), "A004", message, hint=hint))
    move = moved_texts.Move(text_id, "", day, reason, _is_released(settings.root, text_id))
    moved_texts.move_text(settings.root, move)
    take_out(settings.root, along, aside)
    return aside


def stands_alone(settings: Settings, text_id: str) -> list[Unused]:
    """List the terms, names and works that stand in one text alone."""
    others = [one for one in read_edition_record(settings.root).texts if one != text_id]
    return unused_without(settings.root, text_id, others)


def _is_released(root: Path, text_id: str) -> bool:
    return bool(read_releases(root, f"{SOURCES}/{text_id}"))


def files_naming(settings: Settings, text_id: str) -> list[str]:
    """List the files of editors that name a place of a text, or its page."""
    return moved_texts.naming_files(settings.root, text_id)
