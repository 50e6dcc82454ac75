"""Build the site with MkDocs or Zensical, so that a failed build leaves the old site in place."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from yaml import YAMLError

from lesart.core.cache import CACHE_VARIABLE, cache_folder
from lesart.core.extras import has, missing
from lesart.core.files import exclusive, write_part
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.unforeseen import debugging
from lesart.core.work_folders import work_folder
from lesart.model import Edition
from lesart.site.audience import configured, mark_pages, require_agreement
from lesart.site.downloads import files
from lesart.site.finish import finish
from lesart.site.search_index import rewrite
from lesart.site.strict import SETTINGS, require_links, require_pages, require_settings
from lesart.site.unchanged import Inputs, is_unchanged, read_inputs, remember
from lesart.store.paths import MEMORY, ORIGINALS
from lesart.store.scaffold import FACE, face_folder
from lesart.store.site_folder import MARK, inspect_site, put, rescuer, seal_site
from lesart.tasks.edition import Settings, load_edition
from lesart.view.held import PRIVATE
from lesart.write.pdf.typesetting import timestamp

FACE_VARIABLE = "LESART_FACE"
_LATEST = 2**32 - 1
_FRAMES = re.compile(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n|\n)*", re.MULTILINE)
Generator = Literal["mkdocs", "zensical"]


def environment(settings: Settings) -> dict[str, str]:
    """
    Give the environment in which a generator sees the same edition as *settings*.

    Raises EditionError where SOURCE_DATE_EPOCH is no time. A time that does not fit into an archive
    of gzip, as MkDocs writes one, is the last that does.
    """
    late = {"SOURCE_DATE_EPOCH": str(_LATEST)} if timestamp() > _LATEST else {}
    return {
        **os.environ,
        **late,
        **_face(settings.root),
        "LESART_AUDIENCE": settings.audience,
        "LESART_DRAFTS": "allow" if settings.allow_drafts else "refuse",
        CACHE_VARIABLE: str(cache_folder(settings.root).resolve()),
        "LESART_ORIGINALS": os.pathsep.join(str(path) for path in settings.originals),
        "NO_MKDOCS_2_WARNING": "1",
    }


def _face(root: Path) -> dict[str, str]:
    """Say where the look of the pages lies, for an edition that has no copy of its own."""
    return {} if (root / FACE).is_dir() else {FACE_VARIABLE: str(face_folder())}


def require_one_audience(settings: Settings) -> None:
    """Raise EditionError where `mkdocs.yml` would make pages for others than *settings* name."""
    environ = environment(settings)
    if options := configured(settings.root, environ):
        require_agreement(settings.root, options, environ)


def site_settings(root: Path) -> Mapping[str, Any]:
    """
    Read `mkdocs.yml`.

    Raises EditionError where there is none, or it cannot be read.
    """
    from mkdocs.exceptions import ConfigurationError  # noqa: PLC0415
    from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415  (slow, and no other command needs it)

    try:
        with (root / SETTINGS).open("rb") as file:
            found = yaml_load(file)
    except FileNotFoundError as error:
        hint = "write one, as the guide for editors shows"
        message = f"the edition has no {Path(error.filename or SETTINGS).name}: what its site is"
        raise EditionError(Finding(Location(SETTINGS), "B005", message, hint=hint)) from None
    except (YAMLError, ConfigurationError, ValueError) as error:
        cause = error.__cause__ or error.__context__ or error
        mark = getattr(cause, "problem_mark", None)
        where = Location(SETTINGS, mark.line + 1 if mark else 0)
        said = str(getattr(cause, "problem", "") or cause).split("\n")[0]
        raise EditionError(Finding(where, "B005", f"this is not YAML: {said}")) from None
    if not isinstance(found, Mapping):
        raise EditionError(Finding(Location(SETTINGS), "B005", "keys with values are expected"))
    return found


def site_address(root: Path) -> str:
    """Read the address of the site from `mkdocs.yml`; empty where none is set."""
    return str(site_settings(root).get("site_url") or "")


def write_files(edition: Edition, built: Path, cache: Path) -> None:
    """Write what stands in a site beside its pages; *cache* keeps what is slow to make."""
    made: set[Path] = set()
    for path, data in files(edition, cache):
        folder = (built / path).parent
        if folder not in made:
            folder.mkdir(parents=True, exist_ok=True)
            made.add(folder)
        write_part(built / path, data)


def build(
    settings: Settings, generator: Generator, site_dir: Path, strict: bool = True
) -> list[Finding]:
    """
    Build the site into *site_dir*, which is replaced only when the whole build has succeeded.

    Gives warnings: of what stands on its pages, and of files that somebody put into *site_dir*,
    which stay there. Raises EditionError where the edition cannot be read, before anything is
    built; where the generator is not installed or fails, with its last words; and where
    *site_dir* may not be replaced (see `site_folder`).
    """
    require_settings(settings.root, site_settings(settings.root))
    require_one_audience(settings)
    inputs = _inputs(settings, generator) if strict else None
    address = site_address(settings.root)
    edition = load_edition(replace(settings, address=address))
    if strict:
        require_pages(settings.root, edition)
    site_dir = site_dir.resolve()
    inspect_site(site_dir, settings.root)
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    with work_folder(site_dir.parent, rescuer(site_dir)) as work:
        built = work / "site"
        if generator == "mkdocs":
            output = _run(settings, _mkdocs(settings, built), settings.root)
        else:
            output = _build_zensical(settings, built, work)
        cache = cache_folder(settings.root)
        rewrite(built, cache, PRIVATE if settings.audience == "private" else "")
        mark_pages(built, settings.audience)
        write_files(edition, built, cache)
        if strict:
            # Links are told as they are written, which `finish` changes.
            require_links(settings.root, built, output, edition.address)
        findings = finish(built, address)
        seal_site(built, settings.audience)
        mark = (built / MARK).read_bytes()
        with exclusive(site_dir.parent):
            kept = put(built, site_dir, settings.root, work)
    if not findings:
        # What a build warned of, the next one has to say again.
        remember(inputs, inputs and _inputs(settings, generator, inputs), mark, settings.root)
    if not has("pdf") and edition.texts:
        findings.append(replace(missing("pdf"), severity="warning"))
    said = "no build wrote it, so it stays"
    return findings + [
        Finding(Location(str(site_dir / name)), "B009", said, severity="warning") for name in kept
    ]


def is_built(settings: Settings, generator: Generator, site_dir: Path) -> bool:
    """
    Tell whether *site_dir* holds what `build` would make of the same inputs again.

    Raises EditionError where the settings of the site cannot be read, and where files of the site
    were changed since it was built.
    """
    return is_unchanged(_inputs(settings, generator), site_dir.resolve(), settings.root)


def _inputs(
    settings: Settings, generator: Generator, before: Inputs | None = None
) -> Inputs | None:
    configured = site_settings(settings.root)
    return read_inputs(settings, generator, configured, environment(settings), before)


def _mkdocs(settings: Settings, built: Path) -> list[str]:
    config = str(settings.root / SETTINGS)
    return [sys.executable, "-m", "mkdocs", "build", "-f", config, "-d", str(built)]


def _build_zensical(settings: Settings, built: Path, work: Path) -> str:
    """
    Build in a copy of the project: Zensical takes the folder of the site from its settings.

    What is the reader's own stays where it is, and the originals are read from there.
    """
    project = work / "project"
    own = {settings.root / name for name in (ORIGINALS, MEMORY)}

    def left_out(at: str, names: list[str]) -> list[str]:
        return [name for name in names if Path(at, name) in own]

    for name in ("docs", "source_texts", "glossary", *_theme_folder(settings.root)):
        if (settings.root / name).is_dir():
            source = settings.root / name
            shutil.copytree(source, project / name, symlinks=True, ignore=left_out)
    shutil.copy2(settings.root / SETTINGS, project / SETTINGS)
    command = [sys.executable, "-m", "zensical", "build", "--clean"]
    found = replace(settings, originals=settings.folders)
    output = _run(found, command, project)
    (project / "site").rename(built)
    return output


def _theme_folder(root: Path) -> tuple[str, ...]:
    """Name the folder of the theme's own files that `mkdocs.yml` gives, where it is in *root*."""
    theme = site_settings(root).get("theme")
    named = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    inside = named and (root / str(named)).resolve().is_relative_to(root.resolve())
    return (str(named),) if inside and not Path(str(named)).is_absolute() else ()


def _run(settings: Settings, command: Sequence[str], folder: Path) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**environment(settings), "LESART_DOWNLOADS": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        message = f"{command[2]} could not build the site (exit {done.returncode})"
        words = last_words(done.stdout + done.stderr)
        lacks = f"No module named {command[2]}" in done.stderr
        hint = f"it is not installed: pip install {command[2]}" if lacks else ""
        raise EditionError(Finding(Location(SETTINGS), "B002", message, words, hint))
    return done.stdout + done.stderr


def last_words(output: str) -> tuple[str, ...]:
    r"""
    Take from what a generator printed what tells most: our own finding, or else the last lines.

    Zensical puts a traceback after the finding, where it is out of sight.

    >>> last_words("RuntimeError: Python error: EditionError: a.md: x\nTraceback (…)\n  File …")
    ('a.md: x',)
    >>> last_words("a\nTraceback (most recent call last):\n  File …\n    x\nKeyError: 'b'")
    ('a', "KeyError: 'b'")
    """
    if debugging():
        return tuple(output.splitlines())
    _, found, told = output.rpartition("Python error: EditionError: ")
    lines = (told.split("\nTraceback")[0] if found else _FRAMES.sub("", output)).splitlines()
    return tuple(line for line in lines if line.strip())[-12:]
