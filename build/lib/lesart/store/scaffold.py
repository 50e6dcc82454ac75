"""
Begin an edition from the files of the folder `scaffold`, and bring such files up to date.

`.lesart.json` remembers what an edition was begun with: the words that stand in its files, and a
hash of each file as it was written. A file that a person has changed since is left alone. It is
written first, marked as unfinished, so that a run that was stopped is finished by the next one.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

from lesart.core.files import write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.records import quoted
from lesart.store.navigation import SETTINGS, with_page
from lesart.store.text_list import with_text

RECORD = ".lesart.json"
FACE = "face"
VERSION = 1
"""The version of the scaffold; whoever changes a file of it counts it up."""

EXAMPLE = "beispiel"
"""The id of the text that is the example."""

_SCAFFOLD, _EXAMPLE = "scaffold", "example"
_EXAMPLE_TITLE = "The Way Home"
_EDITION = "source_texts/edition.yml"
_DOT = "dot-"
_WORD = re.compile(r"@(?:(quoted|markdown|html):)?([a-z_]+)@")
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+.!|~^-])")
State = Literal["new", "updated", "current", "changed", "deleted"]


@dataclass(frozen=True, slots=True)
class Scaffolded:
    """Say of a file of the scaffold what became of it, its path relative to the edition."""

    path: str
    state: State


def begin(
    root: Path, words: Mapping[str, str], more: Mapping[str, str], example: bool = False
) -> list[str]:
    """
    Write the files of a new edition into *root*, and *more* by their paths; gives all paths.

    *words* are those that stand in the files of the scaffold; with *example* the edition has a
    small text from the start. What an earlier run wrote before it was stopped is no obstacle.
    Raises EditionError, with nothing written, where one of the files is there already.
    """
    plain = {**dict(_rendered(words)), **more}
    made = _with_example(plain) if example else plain
    _refuse_taken(root, made)
    _remember(root, words, {path: _hash(content.encode()) for path, content in made.items()}, True)
    for path, content in made.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write_atomic(root / path, content)
    # What differs from the scaffold from the start is a person's to change.
    _remember(root, words, {path: _hash(content.encode()) for path, content in plain.items()})
    return list(made)


def _refuse_taken(root: Path, made: Iterable[str]) -> None:
    """Raise EditionError for each file that is there and that no unfinished run wrote."""
    record = _read_record(root) if (root / RECORD).exists() else {}
    own = record.get("files", {}) if record.get("unfinished") else {}
    taken = [] if own or not (root / RECORD).exists() else [RECORD]
    for path in sorted(made):
        if (root / path).exists() and not _is_as_written(root / path, own.get(path)):
            taken.append(path)
    if taken:
        message = "a file of this name is there already"
        hint = "begin in an empty folder, or move the file away; nothing was written"
        where = (Location(str(root / path)) for path in taken)
        raise EditionError(Finding(one, "A010", message, hint=hint) for one in where)


def _is_as_written(path: Path, known: str | None) -> bool:
    return path.is_file() and _hash(path.read_bytes()) == known


def _with_example(plain: Mapping[str, str]) -> dict[str, str]:
    """Add the example: its files, its line in `edition.yml`, its page in the navigation."""
    files_of = sorted(_walk(files("lesart") / _EXAMPLE, ""))
    made = {**plain, **{path: source.read_text("utf-8") for path, source in files_of}}
    listed = with_text(made[_EDITION], EXAMPLE)
    shown = with_page(made[SETTINGS], EXAMPLE, _EXAMPLE_TITLE)
    if listed is None or shown is None:
        raise ValueError("the scaffold does not let a text be listed")
    return {**made, _EDITION: listed, SETTINGS: shown}


def upgrade(root: Path, new: Mapping[str, str], more: Mapping[str, str]) -> list[Scaffolded]:
    """
    Bring the files of the scaffold and *more* up to date, with what is *new* of their words.

    Those that somebody changed or deleted stay as they are, and so does `edition.yml`. Raises
    EditionError where the edition was not begun by `begin`.
    """
    words, known = _recall(root)
    words |= new
    found: list[Scaffolded] = []
    hashes = dict(known)
    current = {**dict(_rendered(words)), **more}
    del current[_EDITION]
    for path, content in current.items():
        state = _state(root / path, content, known.get(path, ""))
        if state in ("new", "updated"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            write_atomic(root / path, content)
        if state not in ("changed", "deleted"):
            hashes[path] = _hash(content.encode())
        found.append(Scaffolded(path, state))
    _remember(root, words, hashes)
    return found


def _state(path: Path, content: str, known: str) -> State:
    if not path.is_file():
        return "deleted" if known else "new"
    here = _hash(path.read_bytes())
    if here == _hash(content.encode()):
        return "current"
    return "updated" if here == known else "changed"


def eject_face(root: Path) -> Path:
    """
    Put a copy of the pages' look into the folder `face` of an edition; gives that folder.

    Raises EditionError where there is a folder of that name.
    """
    folder = root / FACE
    if folder.exists():
        message = "there is such a folder already"
        hint = "delete it to have the look that comes with Lesart"
        raise EditionError(Finding(Location(str(folder)), "A010", message, hint=hint))
    made = root / f".{FACE}.unfinished"
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(face_folder(), made)
    made.rename(folder)
    return folder


def face_folder() -> Path:
    """Give the folder with the look of pages: template, styles, scripts, fonts."""
    return Path(str(files("lesart") / FACE))


def _rendered(words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path, source in sorted(_walk(files("lesart") / _SCAFFOLD, "")):
        yield path, _WORD.sub(lambda found: _word(found, words), source.read_text("utf-8"))


def _walk(folder: Traversable, before: str) -> Iterator[tuple[str, Traversable]]:
    for one in folder.iterdir():
        name = f".{one.name.removeprefix(_DOT)}" if one.name.startswith(_DOT) else one.name
        if one.is_dir():
            if not name.startswith("__"):
                yield from _walk(one, f"{before}{name}/")
        elif not name.endswith((".py", ".pyc")):
            yield f"{before}{name}", one


def _word(found: re.Match[str], words: Mapping[str, str]) -> str:
    said = words[found[2]]
    if found[1] == "quoted":
        return quoted(said)
    if found[1] == "html":
        return html.escape(said)
    if found[1] == "markdown":
        return _MARKUP.sub(r"\\\1", html.escape(said, quote=False))
    return said


def _remember(
    root: Path, words: Mapping[str, str], hashes: Mapping[str, str], unfinished: bool = False
) -> None:
    kept: dict[str, Any] = {"unfinished": True} if unfinished else {}
    kept |= {"scaffold": VERSION, "words": dict(words), "files": dict(sorted(hashes.items()))}
    write_atomic(root / RECORD, json.dumps(kept, ensure_ascii=False, indent=2) + "\n")


def _recall(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    if not (root / RECORD).exists():
        message = (
            "the edition was not begun by `lesart init`, so there is nothing to bring up to date"
        )
        raise EditionError(Finding(Location(RECORD), "A011", message))
    kept = _read_record(root)
    if kept.get("unfinished"):
        message = "the edition was begun, and the run was stopped before its last file"
        hint = "begin it again, with the same words: lesart init"
        raise EditionError(Finding(Location(RECORD), "A011", message, hint=hint))
    return kept["words"], kept["files"]


def _read_record(root: Path) -> dict[str, Any]:
    """Read the record of an edition that has one. Raises EditionError where it is out of form."""
    try:
        kept = json.loads((root / RECORD).read_bytes())
        named = {
            name: {str(key): str(value) for key, value in kept[name].items()}
            for name in ("words", "files")
        }
        return {"unfinished": kept.get("unfinished", False), **named}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        message = "the file does not say what the edition was begun with"
        hint = "bring it back from git"
        raise EditionError(Finding(Location(RECORD), "A011", message, hint=hint)) from None


def _hash(data: bytes) -> str:
    """Hash a file, whatever its line ends."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:16]


def editors_yaml(names: str) -> str:
    """
    Write editors, with commas between them, as `edition.yml` has them.

    >>> print(editors_yaml("Ada Editor, The Club"))
      - given: "Ada"
        family: "Editor"
      - given: "The"
        family: "Club"
    """
    lines: list[str] = []
    for name in filter(None, map(str.strip, names.split(","))):
        given, _, family = name.rpartition(" ")
        lines += [f"  - given: {quoted(given)}"] if given else []
        lines += [f"    family: {quoted(family)}" if given else f"  - family: {quoted(family)}"]
    return "\n".join(lines)
