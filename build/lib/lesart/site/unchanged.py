"""
Recognise that a site stands as a build would make it again, so that it need not be built.

Everything that a build rests on is hashed: the files of the edition and its originals, the engine,
what is installed beside it, the settings, the environment, and the day that copies name. What the
last build of these wrote is known by the mark in the site. Where settings bring in what may read
other files, such as a plugin that is not known here, nothing is recognised and the site is built.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import site as python_site
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lesart.citing.pandoc import find_pandoc
from lesart.core.cache import cache_folder, kept_path, read_kept, write_kept
from lesart.core.findings import EditionError
from lesart.site.audience import CONFIG
from lesart.store.originals import original_files
from lesart.store.paths import GLOSSARY, SOURCES
from lesart.store.site_folder import MARK, inspect_site
from lesart.tasks.edition import Settings
from lesart.write.pdf.typesetting import timestamp

_ENGINE = Path(__file__).parents[1]
_FOLDERS = ("docs", "overrides", SOURCES, GLOSSARY)
_KIND = "site"
_PASSING = frozenset(("_", "COLUMNS", "LINES", "OLDPWD", "PWD", "SHLVL"))
"""What a shell changes from one command to the next, and no build looks at."""

# What none of these names reads files that are not hashed, or runs code that is not installed.
_SETTINGS = frozenset(
    "copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template exclude_docs extra extra_css"
    " extra_javascript markdown_extensions nav not_in_nav plugins remote_branch remote_name"
    " repo_name repo_url site_author site_description site_dir site_name site_url strict theme"
    " use_directory_urls validation watch".split()
)
_PLUGINS = frozenset(("search", "material/search"))
_PYMDOWN = frozenset(
    "betterem blocks.admonition blocks.details blocks.html blocks.tab caret critic details"
    " highlight inlinehilite keys mark smartsymbols superfences tabbed tasklist tilde".split()
)
_EXTENSIONS = frozenset(f"pymdownx.{name}" for name in _PYMDOWN) | frozenset(
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes lesart md_in_html"
    " meta nl2br sane_lists smarty tables toc wikilinks".split()
)
_ELSEWHERE = re.compile(rb"INHERIT|python/")


@dataclass(frozen=True, slots=True)
class Inputs:
    """
    Hold the hash of all that a build rests on, and when a file of it was last written (ns).

    The latter tells a build that began and ended with the same files from one in which somebody
    changed a file and changed it back. `installed` tells what is installed beside the engine.
    """

    digest: str
    newest: int
    installed: tuple[str, ...]


def read_inputs(
    settings: Settings,
    generator: str,
    configured: Mapping[str, Any],
    environ: Mapping[str, str],
    before: Inputs | None = None,
) -> Inputs | None:
    """
    Hash all that a build rests on; None where that cannot be known, or something is not there.

    *configured* is what `mkdocs.yml` says, *environ* what the generator sees of the environment.
    With *before*, what is installed is not looked at again.
    """
    try:
        root = settings.root.resolve()
        if not _is_known(configured, (root / CONFIG).read_bytes()):
            return None
        asked = {name: value for name, value in environ.items() if name not in _PASSING}
        installed = before.installed if before else _installed()
        told = [str(root), repr(settings), generator, timestamp(), sorted(asked.items()), installed]
        found = hashlib.sha256(json.dumps(told).encode())
        newest = 0
        for name, path in _inputs(root, configured, settings.folders):
            data = path.read_bytes()
            newest = max(newest, path.stat().st_mtime_ns)
            found.update(json.dumps([name, hashlib.sha256(data).hexdigest()]).encode())
        return Inputs(found.hexdigest(), newest, installed)
    except (OSError, EditionError):
        return None


def is_unchanged(inputs: Inputs | None, site_dir: Path, root: Path) -> bool:
    """
    Tell whether a build of *inputs* wrote the site at *site_dir*, and nobody touched it since.

    Raises EditionError where files of the site were changed, as a build would.
    """
    mark = site_dir / MARK
    if inputs is None or not mark.is_file():
        return False
    if read_kept(_place(inputs, root)) != _digest(mark.read_bytes()):
        return False
    standing = inspect_site(site_dir, root)
    return not standing.others and not standing.missing


def remember(before: Inputs | None, after: Inputs | None, mark: bytes, root: Path) -> None:
    """Remember the *mark* of a site, unless what it was built of has changed meanwhile."""
    if before is not None and before == after:
        write_kept(_place(before, root), _digest(mark))


def _place(inputs: Inputs, root: Path) -> Path:
    return kept_path(cache_folder(root), _KIND, [inputs.digest])


def _digest(mark: bytes) -> str:
    return hashlib.sha256(mark).hexdigest()


def _is_known(configured: Mapping[str, Any], written: bytes) -> bool:
    """Tell whether settings bring in nothing that may read what is not hashed."""
    if _ELSEWHERE.search(written) or not _SETTINGS.issuperset(map(str, configured)):
        return False
    extensions = dict(_named(configured.get("markdown_extensions")))
    own = extensions.get("lesart") or {}
    return (
        _EXTENSIONS.issuperset(extensions)
        and _PLUGINS.issuperset(name for name, _ in _named(configured.get("plugins")))
        and not own.get("root")
    )


def _named(listed: Any) -> Iterator[tuple[str, Any]]:
    """Give names and options of plugins or extensions, however they are written."""
    for one in [listed] if isinstance(listed, dict) else listed or ():
        yield from one.items() if isinstance(one, dict) else [(str(one), None)]


def _inputs(
    root: Path, configured: Mapping[str, Any], originals: Sequence[Path]
) -> Iterator[tuple[str, Path]]:
    """Give the files that a build reads, each with a name that tells it from all others."""
    theme = configured.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    named = [root / str(name) for name in (configured.get("docs_dir"), custom) if name]
    folders = dict.fromkeys((*(root / name for name in _FOLDERS), *named, _ENGINE))
    files = [root / CONFIG, *sorted(root.glob("*.md")), *original_files(originals)]
    yield from ((str(path), path) for path in files)
    for folder in folders:
        yield from _below(folder)


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give all files below a folder, through links as well; each folder is gone into once."""
    seen: set[str] = set()
    for at, folders, names in os.walk(folder, followlinks=True):
        seen.add(os.path.realpath(at))
        folders[:] = sorted(
            name
            for name in folders
            if name != "__pycache__" and os.path.realpath(Path(at, name)) not in seen
        )
        for name in sorted(names):
            path = Path(at, name)
            if path.is_file():
                yield str(path), path


def _installed() -> tuple[str, ...]:
    """
    Tell what is installed beside the engine: Python, pandoc, each file with its time and size.

    Raises EditionError where there is no pandoc, and OSError where code may be used that is not
    installed but lies where somebody works at it.
    """
    pandoc = Path(find_pandoc()).stat()
    folders = dict.fromkeys([*python_site.getsitepackages(), python_site.getusersitepackages()])
    for folder in dict.fromkeys([*folders, *sys.path]):
        _require_finished(Path(folder), folder in folders)
    _require_known_code([*folders, str(_ENGINE)])
    found = hashlib.sha256()
    for line in sorted(line for folder in folders for line in _stamps(folder)):
        found.update(line.encode("utf-8", "surrogateescape"))
    sizes = (str(pandoc.st_mtime_ns), str(pandoc.st_size))
    return (sys.version, sys.executable, *sizes, found.hexdigest())


def _require_known_code(folders: Iterable[str]) -> None:
    """Raise OSError where other code runs than is hashed: it may have added rows to our tables."""
    places = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "scripts")]
    places += [sysconfig.get_path("scripts", f"{os.name}_user"), *folders]
    known = tuple(f"{os.path.realpath(place)}{os.sep}" for place in places)
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ("-" if name == "__main__" else "")
        if file and not os.path.realpath(file).startswith(known):
            raise OSError(f"{file} is code of its own")


def _stamps(folder: str) -> Iterator[str]:
    """Stamp every file below a folder; this is quick even where there are many thousands."""
    waiting = [folder]
    while waiting:
        at = waiting.pop()
        try:
            entries: Iterable[os.DirEntry[str]] = list(os.scandir(at))
        except FileNotFoundError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    waiting.append(entry.path)
            else:
                stat = entry.stat(follow_symlinks=False)
                yield f"{entry.path}\0{stat.st_mtime_ns}\0{stat.st_size}\n"


def _require_finished(folder: Path, installed: bool) -> None:
    """Raise OSError where a distribution other than the engine is used from its sources."""
    for path in (*folder.glob("*.dist-info"), *folder.glob("*.egg-info")):
        about = path / "direct_url.json"
        edited = not installed or (about.is_file() and b'"editable": true' in about.read_bytes())
        if edited and re.split("[-.]", path.name)[0] != "lesart":
            raise OSError(f"{path} is worked at")
