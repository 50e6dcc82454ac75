"""Put a new text into an edition: its folder, its page, its line in `edition.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from lesart.diagnostics import EditionError, Finding, Location
from lesart.files import write_atomic
from lesart.model import Record
from lesart.records import quoted
from lesart.store import SOURCES, parse_edition_record
from lesart.work_folders import work_folder

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
  holder: unknown
version: "1.0"
"""


def write_text(root: Path, text_id: str, files: Mapping[str, str], record: Record) -> None:
    """
    Write the files of a new text, its page, and its id into `edition.yml`, in this order.

    The folder gets its name when it is complete, so a run that is killed leaves no half text.
    """
    folder = root / SOURCES / text_id
    listed = _with_text(root, text_id)
    with work_folder(folder.parent) as work:
        made = work / text_id
        made.mkdir()
        for file, content in files.items():
            write_atomic(made / file, content)
        made.rename(folder)
    page = root / "docs" / "texts" / f"{text_id}.md"
    if not page.exists():
        page.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(page, _PAGE.format(title=quoted(record.title.en), id=text_id))
    write_atomic(root / SOURCES / "edition.yml", listed)


def _with_text(root: Path, text_id: str) -> str:
    """Give `edition.yml` with one more text, every other line as it was."""
    path = f"{SOURCES}/edition.yml"
    old = (root / path).read_bytes().decode()
    before = parse_edition_record(old.encode())
    for pattern, new in (
        (r"(?m)^texts: \[([^\]\n]*)\]", rf"texts: [\1, {text_id}]"),
        (r"(?m)^(texts:\n(?:  - .*\n)+)", rf"\1  - {text_id}\n"),
    ):
        text, count = re.subn(pattern, new, old)
        if count == 1 and parse_edition_record(text.encode()).texts == (*before.texts, text_id):
            return text
    message = "the list of texts is not written so that a text can be added to it"
    raise EditionError(Finding(Location(path), "E006", message, hint="write: texts: [one, two]"))


def new_record(text_id: str, german: str, english: str) -> str:
    """Begin a record; as long as the rights are not stated, the text is not public."""
    return _RECORD.format(id=text_id, de=quoted(german), en=quoted(english))
