"""
Rename a text, or take it out of the edition; an id that was released leaves a signpost.

What is taken out lies in `removed/` afterwards, which git leaves alone. What is to be done is
written down before it begins, so a run that is killed is finished by the next command.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from lesart.annotation.text_signposts import (
    COLUMNS,
    format_text_signposts,
    parse_text_signposts,
)
from lesart.core.files import exclusive, make_ignored, write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.references import is_text_id
from lesart.core.tables import format_rows
from lesart.model import Signpost
from lesart.store.navigation import SETTINGS, page_of, without_page
from lesart.store.paths import GLOSSARY, SOURCES, read_optional
from lesart.store.text_list import with_name, without_text

POSTS = f"{SOURCES}/signposts.tsv"
PENDING = f"{SOURCES}/moving.pending.json"
REMOVED = "removed"
_EDITION = f"{SOURCES}/edition.yml"
_PAGES = ("", "-textual")
_STUB = """\
---
title: {id}
description: What became of a text of the edition.
search:
  exclude: true
---

/// moved | {id}
///
"""
_PLACE = r":(?:n?[0-9]|(?:n?(?:lead|title|author)|h[1-9]|fn[1-9])\b)"
_NAMED = (
    r"(?<![\w/-]){id}(?=" + _PLACE + r")|(?<=note:){id}(?=/)"
    r"|(?<=texts/){id}(?=(?:-textual)?(?:\.md|/))"
    r"|(?m:(?<=^/// bitext \| ){id}(?![\w-]))|(?m:(?<=^/// textual \| ){id}(?![\w-]))"
)


@dataclass(frozen=True, slots=True)
class Move:
    """Say what becomes of the text `old`: the id `new`, or none; `post` where it was released."""

    old: str
    new: str
    day: str
    reason: str
    post: bool


def read_text_signposts(root: Path) -> tuple[Signpost, ...]:
    """Read the signposts of texts that are gone. Raises EditionError for lines out of form."""
    return parse_text_signposts(*read_optional(root, POSTS, format_rows([], COLUMNS)))


def move_text(root: Path, move: Move) -> list[str]:
    """
    Rename a text, or take it out of the edition; gives the files that name it and were changed.

    Raises EditionError, with nothing changed, where the list of texts cannot be written.
    """
    with exclusive(root / SOURCES):
        _finish(root)
        _listed(root, move)
        write_atomic(root / PENDING, json.dumps(asdict(move), ensure_ascii=False) + "\n")
        return _finish(root)


def finish_moving(root: Path) -> None:
    """Finish what a run of `move_text` left undone when it was killed."""
    if (root / PENDING).is_file():
        with exclusive(root / SOURCES):
            _finish(root)


def naming_files(root: Path, text_id: str) -> list[str]:
    """List the files of editors that name a place or the page of a text, outside of its folder."""
    own = {f"docs/texts/{text_id}{end}.md" for end in _PAGES}
    return [
        path
        for path in _files(root)
        if not path.startswith(f"{SOURCES}/{text_id}/") and path not in own
        if path != SETTINGS and _names(root / path, text_id)
    ]


def _finish(root: Path) -> list[str]:
    pending = root / PENDING
    if not pending.is_file():
        return []
    move = _read_pending(pending)
    changed = _rename(root, move) if move.new else _remove(root, move)
    if move.post:
        _put_up(root, move)
    listed = _listed(root, move)
    if listed is not None:
        write_atomic(root / _EDITION, listed)
    pending.unlink()
    return changed


def _read_pending(path: Path) -> Move:
    try:
        move = Move(**json.loads(path.read_bytes()))
        if is_text_id(move.old) and (not move.new or is_text_id(move.new)):
            return move
    except (ValueError, TypeError, RecursionError):
        pass
    message = (
        "a run of `lesart rename` or `lesart remove` was broken off, and this does not say which"
    )
    hint = f"see whether the last text is whole and listed in {_EDITION}, then delete this file"
    raise EditionError(Finding(Location(PENDING), "A009", message, hint=hint))


def _rename(root: Path, move: Move) -> list[str]:
    changed = []
    for path in _files(root):
        if _names(root / path, move.old):
            written = (root / path).read_bytes().decode()
            write_atomic(root / path, _named(move.old).sub(move.new, written))
            changed.append(path)
    record = root / SOURCES / move.old / "text.yml"
    if record.is_file():
        written = record.read_bytes().decode()
        write_atomic(
            record, re.sub(rf"(?m)^(id:\s*['\"]?){move.old}\b", rf"\g<1>{move.new}", written)
        )
    _move(root / SOURCES / move.old, root / SOURCES / move.new)
    for end in _PAGES:
        old = root / f"docs/texts/{move.old}{end}.md"
        if old.is_file() and "/// moved |" not in old.read_text("utf-8", errors="replace"):
            _move(old, root / f"docs/texts/{move.new}{end}.md")
    return [path.replace(f"/{move.old}/", f"/{move.new}/") for path in changed]


def _remove(root: Path, move: Move) -> list[str]:
    settings = root / SETTINGS
    if settings.is_file():
        old = settings.read_bytes().decode()
        new = old
        for end in _PAGES:
            new = without_page(new, page_of(f"{move.old}{end}"))
        if new != old:
            write_atomic(settings, new)
    make_ignored(root / REMOVED)
    aside = root / REMOVED / move.old
    for path in (f"{SOURCES}/{move.old}", *(f"docs/texts/{move.old}{end}.md" for end in _PAGES)):
        there = root / path
        if there.is_dir() or (there.is_file() and "/// moved |" not in there.read_text("utf-8")):
            (aside / path).parent.mkdir(parents=True, exist_ok=True)
            _move(there, aside / path)
    return []


def _move(old: Path, new: Path) -> None:
    if not os.path.lexists(old):
        return
    if os.path.lexists(new):
        message = "a file or folder stands here, in the way of what is renamed or removed"
        raise EditionError(
            Finding(
                Location(str(new)), "A009", message, hint="move it away, and run the command again"
            )
        )
    shutil.move(old, new)


def _put_up(root: Path, move: Move) -> None:
    posts = [post for post in read_text_signposts(root) if post.id not in (move.old, move.new)]
    posts.append(Signpost(move.old, move.new, move.day, move.reason))
    write_atomic(root / POSTS, format_text_signposts(posts))
    page = root / f"docs/texts/{move.old}.md"
    if not page.exists():
        write_atomic(page, _STUB.format(id=move.old))


def _listed(root: Path, move: Move) -> str | None:
    """Give `edition.yml` with the list of texts as it shall be; None where it is so already."""
    written = (root / _EDITION).read_bytes().decode()
    new = with_name(written, move.old, move.new) if move.new else without_text(written, move.old)
    if new is None:
        message = "the list of texts is not written so that a text can be renamed or taken out"
        hint = "write: texts: [one, two]"
        raise EditionError(Finding(Location(_EDITION), "E006", message, hint=hint))
    return new if new != written else None


def _files(root: Path) -> list[str]:
    """List what editors write, but for the files of releases, which stay as they are."""
    found = [root / SETTINGS, *(root / "docs").rglob("*.md"), *(root / GLOSSARY).rglob("*")]
    found += [path for end in ("*", "*/*") for path in (root / SOURCES).glob(end)]
    endings = {".md", ".yml", ".json", ".tsv"}
    apart = {POSTS, PENDING, _EDITION}
    names = {p.relative_to(root).as_posix() for p in found if p.suffix in endings and p.is_file()}
    return sorted(names - apart)


def _named(text_id: str) -> re.Pattern[str]:
    return re.compile(_NAMED.replace("{id}", re.escape(text_id)))


def _names(path: Path, text_id: str) -> bool:
    try:
        return _named(text_id).search(path.read_bytes().decode()) is not None
    except UnicodeDecodeError:
        return False
