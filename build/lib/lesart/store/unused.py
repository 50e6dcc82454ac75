"""Find what stands in one text alone: terms, names and works; and take it out of the edition."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lesart.core.files import write_atomic
from lesart.store.paths import GLOSSARY, SOURCES
from lesart.store.yaml_lists import find_list, scalars, without_item

_NAMES = f"{GLOSSARY}/names.yml"
_WORKS = f"{SOURCES}/bibliography.json"


@dataclass(frozen=True, slots=True)
class Unused:
    """Name a term, name or work by its id."""

    kind: Literal["term", "name", "work"]
    id: str

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


def unused_without(root: Path, text_id: str, others: Sequence[str]) -> list[Unused]:
    """
    List what would stand nowhere without a text: what it has, and no one of the *others*.

    What any other file links to or cites is in use.
    """
    folder = f"{SOURCES}/{text_id}"
    own = "\n".join(_read(path) for path in sorted((root / folder).glob("*.md")))
    terms = _terms_alone(root, text_id, others)
    names = _column(root, text_id, "names").difference(
        *(_column(root, other, "names") for other in others)
    )
    going = {_entry(term) for term in terms}
    own += "\n".join(_read(root / path) for path in going)
    kept = "\n".join(_words(root, folder, going))
    cited = re.compile(r"@([\w:.+/-]*[\w/])|^source: ([\w-]+)", re.MULTILINE)
    keys = {key for pair in cited.findall(own) for key in pair if key}
    used = {key for pair in cited.findall(kept) for key in pair if key}
    listed = {str(item.get("id")) for item in _works(root)}
    return [
        *(Unused("term", term) for term in sorted(terms)),
        *(Unused("name", name) for name in sorted(names)),
        *(Unused("work", key) for key in sorted((keys & listed) - used)),
    ]


def _terms_alone(root: Path, text_id: str, others: Sequence[str]) -> set[str]:
    """Give the terms of a text that no other has, and that nothing names which stays."""
    terms = {term for term in _column(root, text_id, "terms") if (root / _entry(term)).is_file()}
    terms.difference_update(*(_column(root, other, "terms") for other in others))
    while True:
        kept = "\n".join(_words(root, f"{SOURCES}/{text_id}", {_entry(term) for term in terms}))
        related = re.findall(r"(?m)^(?:related|apart):(.*)$", kept)
        named = {*re.findall(r"\(term:([\w-]+)\)", kept), *re.findall(r"[\w-]+", " ".join(related))}
        if not terms & named:
            return terms
        terms -= named


def take_out(root: Path, unused: Sequence[Unused], aside: Path) -> None:
    """Take terms, names and works out of the edition; entries of the glossary go to *aside*."""
    for one in unused:
        if one.kind == "term" and (root / _entry(one.id)).is_file():
            (aside / GLOSSARY).mkdir(parents=True, exist_ok=True)
            shutil.move(root / _entry(one.id), aside / _entry(one.id))
    names = {one.id for one in unused if one.kind == "name"}
    works = {one.id for one in unused if one.kind == "work"}
    gone = [item for item in _works(root) if str(item.get("id")) in works]
    if gone:
        write_atomic(aside / "bibliography.json", _json(gone))
        write_atomic(root / _WORKS, _json([one for one in _works(root) if one not in gone]))
    if names and (root / _NAMES).is_file():
        written = _read(root / _NAMES)
        new = written
        for name in names:
            new = _without_name(new, name)
        write_atomic(aside / _NAMES, written)
        write_atomic(root / _NAMES, new)


def _without_name(written: str, name: str) -> str:
    listed = find_list(written, "names")
    for place, item in enumerate(listed.value if listed else ()):
        if scalars(item)[:1] == [name] and listed:
            return without_item(written, listed, place)
    return written


def _entry(term: str) -> str:
    return f"{GLOSSARY}/{term}.md"


def _column(root: Path, text_id: str, kind: str) -> set[str]:
    """Give the ids that stand in `terms.tsv` or `names.tsv` of a text."""
    lines = _read(root / SOURCES / text_id / f"{kind}.tsv").splitlines()[1:]
    return {cells[3] for line in lines if len(cells := line.split("\t")) > 3}


def _words(root: Path, apart: str, gone: set[str] | frozenset[str] = frozenset()) -> Iterator[str]:
    """Give the words of all prose files outside of a folder, and of files that are not *gone*."""
    files = [*(root / "docs").rglob("*.md"), *(root / GLOSSARY).glob("*.md")]
    files += [*(root / SOURCES).glob("*.md"), *(root / SOURCES).glob("*/*.md"), root / _NAMES]
    for path in files:
        name = path.relative_to(root).as_posix()
        if not name.startswith(f"{apart}/") and name not in gone:
            yield _read(path)


def _works(root: Path) -> list[dict[str, object]]:
    try:
        found = json.loads(_read(root / _WORKS) or "[]")
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def _json(items: Sequence[object]) -> str:
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return ""
