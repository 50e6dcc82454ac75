"""Put a new text into an edition: its folder, its page, its line in `edition.yml`."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from lesart.core.files import exclusive, write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.records import quoted
from lesart.core.references import is_text_id
from lesart.model import Record
from lesart.store.navigation import SETTINGS as NAVIGATION
from lesart.store.navigation import enter_page
from lesart.store.paths import SOURCES
from lesart.store.read import parse_edition_record, read_edition_record
from lesart.store.text_list import with_text

EDITION = f"{SOURCES}/edition.yml"
PENDING = "edition.pending.json"
_UNFINISHED = ".adding."
_PAGE = """\
---
title: {title}
description: A text of the edition, German and English side by side.
hide: [navigation, toc]
---

/// bitext | {id}
///
"""
_RECORD = """\
id: {id}
title:
  de: {de}
  en: {en}
kind: {{de: Text, en: Text}}
authors: []
translators: []
publication:
  certainty: unknown
rights:
  statement: http://rightsstatements.org/vocab/CNE/1.0/
version: "1.0"
"""


def write_text(root: Path, text_id: str, files: Mapping[str, str], record: Record) -> str:
    """
    Write the files of a new text, its page with its place in the navigation, and its id into
    `edition.yml`, in this order. Gives the line for the navigation where it could not be written.

    Two runs at once come one after the other. What is to be done is written down before it begins,
    so a run that is killed is finished by `finish_adding`. Raises EditionError, with nothing
    written, where there is such a text, or its id cannot be listed.
    """
    with exclusive(root / SOURCES):
        _finish(root)
        refuse_taken(root, text_id)
        _listed(root, text_id)
        made = root / SOURCES / f"{_UNFINISHED}{text_id}"
        made.mkdir()
        for file, content in files.items():
            write_atomic(made / file, content)
        note = {"id": text_id, "title": record.title.en}
        write_atomic(root / SOURCES / PENDING, json.dumps(note, ensure_ascii=False) + "\n")
        return _finish(root)


def finish_adding(root: Path) -> None:
    """
    Finish what a run of `write_text` left undone when it was killed; nothing where there is none.

    Raises EditionError where it cannot be finished, and says what to do.
    """
    if (root / SOURCES / PENDING).is_file():
        with exclusive(root / SOURCES):
            _finish(root)


def refuse_taken(root: Path, text_id: str) -> None:
    """Raise EditionError where there is a text of this id, or a folder in its place."""
    folder = f"{SOURCES}/{text_id}"
    if not os.path.lexists(root / folder):
        return
    if text_id in read_edition_record(root).texts:
        message, hint = "there is such a text already", "take another id; nothing was changed"
    else:
        message = "there is a folder of this name already, and the edition does not list it"
        hint = f"list {text_id} in {EDITION}, move the folder away, or take another id"
    raise EditionError(Finding(Location(folder), "A004", message, hint=hint))


def _finish(root: Path) -> str:
    """
    Do what is written down, or take away what was not yet written down.

    Gives the line for the navigation where it could not be written.
    """
    line = ""
    pending = root / SOURCES / PENDING
    if pending.is_file():
        text_id, title = _pending(pending)
        made = root / SOURCES / f"{_UNFINISHED}{text_id}"
        if made.is_dir():
            _move(made, root / SOURCES / text_id, root)
        page = root / "docs" / "texts" / f"{text_id}.md"
        for left in page.parent.glob(f".{page.name}.*"):
            left.unlink(missing_ok=True)
        if not page.exists():
            page.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(page, _PAGE.format(title=quoted(title), id=text_id))
        line = enter_page(root, text_id, title)
        if (listed := _listed(root, text_id)) is not None:
            write_atomic(root / EDITION, listed)
        pending.unlink()
    for left in (root / SOURCES).glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)
    for name in (PENDING, "edition.yml"):
        for left in (root / SOURCES).glob(f".{name}.*"):
            left.unlink(missing_ok=True)
    for left in root.glob(f".{NAVIGATION}.*"):
        left.unlink(missing_ok=True)
    return line


def _move(made: Path, folder: Path, root: Path) -> None:
    if os.path.lexists(folder):
        message = "a run of `lesart add` was broken off, and there is a folder of its name now"
        evidence = tuple(one.relative_to(root).as_posix() for one in (made, folder))
        hint = f"keep one of both as the latter, then delete {SOURCES}/{PENDING}"
        where = Location(f"{SOURCES}/{PENDING}")
        raise EditionError(Finding(where, "A006", message, evidence, hint))
    made.rename(folder)


def _pending(path: Path) -> tuple[str, str]:
    """Read what is to be finished; a file that says something else is left for a person to see."""
    try:
        note = json.loads(path.read_bytes())
        text_id, title = str(note["id"]), str(note["title"])
    except (ValueError, TypeError, KeyError, RecursionError):
        text_id = title = ""
    if not is_text_id(text_id):
        message = "a run of `lesart add` was broken off, and this file does not say which"
        hint = f"see whether the last text is whole and listed in {EDITION}, then delete this file"
        raise EditionError(Finding(Location(f"{SOURCES}/{PENDING}"), "A006", message, hint=hint))
    return text_id, title


def _listed(root: Path, text_id: str) -> str | None:
    """Give `edition.yml` with one more text, every other line as it was; None where it has it."""
    old = (root / EDITION).read_bytes()
    before = parse_edition_record(old)
    if text_id in before.texts:
        return None
    text = with_text(old.decode(), text_id)
    if text is not None:
        with suppress(EditionError):
            after = parse_edition_record(text.encode())
            if after == replace(before, texts=(*before.texts, text_id)):
                return text
    message = "the list of texts is not written so that a text can be added to it"
    raise EditionError(Finding(Location(EDITION), "E006", message, hint="write: texts: [one, two]"))


def new_record(text_id: str, german: str, english: str, head: str = "") -> str:
    """
    Begin a record; as long as the rights are not stated, the text is not public.

    *head* stands before it: the line that names its schema, where the edition has one.
    """
    return head + _RECORD.format(id=text_id, de=quoted(german), en=quoted(english))
