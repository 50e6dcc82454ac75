"""
Put a built site in the place of an older one: what a build wrote it marks, and only that goes.

The mark is a list of all files with their hashes, which stands in the site. A file that is not on
it was put there by somebody and stays; a file that is no longer as it was written stops the build.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lesart.core.files import naming
from lesart.core.findings import EditionError, Finding, Location

MARK = ".lesart-site.json"
OLD = "old"
FORMAT = 1
_OWN = ("docs", "source_texts", "glossary", "overrides")
_SHOWN = 8
_REMOVE = "or look into it and remove it yourself, if nothing in it is needed"


@dataclass(frozen=True, slots=True)
class Standing:
    """
    Say what stands in the folder of a site, by paths relative to it.

    `ours` are the files that a build wrote, `others` whatever else is there; `missing` are those
    that a build wrote and somebody took away.
    """

    ours: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def inspect_site(site_dir: Path, root: Path) -> Standing:
    """
    Look at the folder of a site before it is built into; it need not be there.

    Raises EditionError where nothing may be put in its place: where it is part of the edition at
    *root*, holds the edition, somebody's home or a repository, where no build marked it, and where
    files that a build wrote were changed since.
    """
    _refuse_place(site_dir, root)
    if not site_dir.exists():
        return Standing()
    if not site_dir.is_dir():
        raise _refused(site_dir, "B001", "there is a file of this name")
    found = sorted(_entries(site_dir))
    _refuse_repository(site_dir, found)
    marked = _read_mark(site_dir)
    if marked is None:
        if not found:
            return Standing()
        message = "the folder exists and no build has marked it, so it is not replaced"
        hint = f"name another, {_REMOVE}; a site made by mkdocs itself has no mark"
        raise _refused(site_dir, "B001", message, found, hint)
    above = {str(folder) for path in marked for folder in Path(path).parents}
    emptied = {path for path in found if path in above and not (site_dir / path).is_symlink()}
    ours = {path for path in found if path in marked or path in emptied or path == MARK}
    changed = [
        path for path in found if path in marked and _digest(site_dir / path) != marked[path]
    ]
    if changed:
        message = "files of the site were changed since it was built, so it is not replaced"
        hint = f"copy what you need out of the folder, {_REMOVE.removeprefix('or ')}"
        raise _refused(site_dir, "B004", message, changed, hint)
    others = tuple(path for path in found if path not in ours)
    return Standing(frozenset(ours), others, tuple(sorted(marked.keys() - set(found))))


def seal_site(built: Path, audience: str) -> None:
    """Mark a built site: list its files. One for private reading is kept out of git as well."""
    if audience == "private":
        with naming(built / ".gitignore"):
            (built / ".gitignore").write_text("*\n", "utf-8")
    files = {path: _digest(built / path) for path in sorted(_entries(built))}
    mark = {"lesart": FORMAT, "audience": audience, "files": files}
    with naming(built / MARK):
        (built / MARK).write_text(json.dumps(mark, indent=0) + "\n", "utf-8")


def audience_of(mark: bytes) -> str:
    """
    Read from a mark for whom the site was built; empty where it is none.

    >>> audience_of(b'{"lesart": 1, "audience": "private", "files": {}}'), audience_of(b"x")
    ('private', '')
    """
    try:
        read = json.loads(mark)
        return str(read["audience"]) if isinstance(read["files"], dict) else ""
    except (ValueError, KeyError, TypeError):
        return ""


def put(built: Path, site_dir: Path, root: Path, work: Path) -> tuple[str, ...]:
    """
    Put *built* in the place of the site at *site_dir*; give the files of others that stay there.

    *work* is a folder beside *site_dir* that goes in the end. Raises EditionError, with the old
    site untouched, where `inspect` does or a file of somebody else stands where one of ours would.
    """
    standing = inspect_site(site_dir, root)
    _carry(site_dir, built, standing.others)
    if site_dir.exists():
        built.chmod(site_dir.stat().st_mode & 0o7777)
        site_dir.rename(work / OLD)
    built.rename(site_dir)
    if (work / OLD).is_dir():
        # What somebody put there in this very moment is not lost either.
        known = {*standing.ours, *standing.others}
        late = [path for path in sorted(_entries(work / OLD)) if path not in known]
        for path in late:
            if not os.path.lexists(site_dir / path):
                (site_dir / path).parent.mkdir(parents=True, exist_ok=True)
                (work / OLD / path).rename(site_dir / path)
    return standing.others


def take_away(site_dir: Path, root: Path) -> tuple[str, ...]:
    """
    Remove what a build wrote into *site_dir*; give what is not of ours, which stays.

    Raises EditionError where `inspect` does.
    """
    standing = inspect_site(site_dir, root)
    for path in standing.ours:
        if not (site_dir / path).is_dir() or (site_dir / path).is_symlink():
            (site_dir / path).unlink()
    for at, _, _ in os.walk(site_dir, topdown=False):
        kept = Path(at).relative_to(site_dir).as_posix() in standing.others
        if not kept and not any(Path(at).iterdir()):
            Path(at).rmdir()
    return standing.others


def rescuer(site_dir: Path) -> Callable[[Path], None]:
    """Give what brings a site back from the work folder of a run that was killed in `put`."""

    def rescue(work: Path) -> None:
        if (work / OLD).is_dir() and not os.path.lexists(site_dir):
            (work / OLD).rename(site_dir)

    return rescue


def _carry(old: Path, new: Path, others: Sequence[str]) -> None:
    """Bring the files of others into the new site, by a second name where the disk has such."""
    clashing = [path for path in others if _clashes(old, new, path)]
    if clashing:
        message = "files that no build wrote stand where the new site has its own"
        raise _refused(old, "B004", message, clashing, "move them to another place")
    for path in others:
        source, target = old / path, new / path
        if source.is_dir() and not source.is_symlink():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target, follow_symlinks=False)
        except (OSError, RuntimeError):  # Some systems cannot link to a link.
            shutil.copy2(source, target, follow_symlinks=False)


def _clashes(old: Path, new: Path, path: str) -> bool:
    """Tell whether a site has something at *path*, or a file where one of its folders would be."""
    if os.path.lexists(new / path):
        return not (new / path).is_dir() or (old / path).is_symlink() or (old / path).is_file()
    above = (new / parent for parent in Path(path).parents)
    return any(folder.exists() and not folder.is_dir() for folder in above)


def _entries(folder: Path) -> Iterator[str]:
    """Name all files, links and empty folders below *folder*."""
    for at, folders, files in os.walk(folder, onerror=_raise):
        here = Path(at)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in (*files, *links):
            yield (here / name).relative_to(folder).as_posix()
        if here != folder and not folders and not files:
            yield here.relative_to(folder).as_posix()


def _raise(error: OSError) -> None:
    raise error


def _digest(path: Path) -> str:
    """Hash a file; what is none, such as a link, has no hash that a build would have written."""
    if path.is_symlink() or not path.is_file():
        return ""
    return hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest()


def _read_mark(site_dir: Path) -> Mapping[str, str] | None:
    try:
        data = (site_dir / MARK).read_bytes()
    except FileNotFoundError:
        return None
    if not audience_of(data):
        return None
    files: dict[str, str] = json.loads(data)["files"]
    return files


def _refuse_place(site_dir: Path, root: Path) -> None:
    root = root.resolve()
    home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111  (it never raises)
    for held, name in ((root, "the edition"), (home, "your home directory")):
        if held == site_dir or site_dir in held.parents:
            hint = "name a folder that holds nothing else, such as site"
            raise _refused(site_dir, "B003", f"a site cannot stand here: {name} does", (), hint)
    for name in _OWN:
        own = (root / name).resolve()
        if own == site_dir or own in site_dir.parents:
            message = f"a site cannot stand here: it is a part of {name}/, of which it is built"
            raise _refused(site_dir, "B003", message, (), "name a folder beside it, such as site")
    if ".git" in site_dir.parts:
        raise _refused(site_dir, "B003", "a site cannot stand in a folder of git")


def _refuse_repository(site_dir: Path, found: Sequence[str]) -> None:
    inside = (Path(*parts[: parts.index(".git") + 1]) for parts in map(_parts, found)
              if ".git" in parts)  # fmt: skip
    repository = next(inside, None)
    if repository is not None:
        message = "the folder holds a repository of git, so it is not replaced"
        hint = "build into another folder, and copy the files from there"
        raise _refused(site_dir, "B003", message, (repository.as_posix(),), hint)


def _parts(path: str) -> tuple[str, ...]:
    return Path(path).parts


def _refused(
    site_dir: Path, code: str, message: str, paths: Sequence[str] = (), hint: str = "name another"
) -> EditionError:
    more = [f"and {len(paths) - _SHOWN} more"] if len(paths) > _SHOWN else []
    evidence = (*paths[:_SHOWN], *more)
    return EditionError(Finding(Location(str(site_dir)), code, message, evidence, hint))
