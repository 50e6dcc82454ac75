"""Build the site with MkDocs or Zensical, so that a failed build leaves the old site in place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from lesart.cache import cache_folder
from lesart.diagnostics import EditionError, Finding, Location
from lesart.downloads import files
from lesart.model import Edition
from lesart.pipeline import Settings, load_edition
from lesart.searching import rewrite

Generator = Literal["mkdocs", "zensical"]


def environment(settings: Settings) -> dict[str, str]:
    """Give the environment in which a generator sees the same edition as *settings*."""
    return {
        **os.environ,
        "LESART_AUDIENCE": settings.audience,
        "LESART_DRAFTS": "allow" if settings.allow_drafts else "refuse",
        "LESART_ORIGINALS": os.pathsep.join(str(path) for path in settings.originals),
        "NO_MKDOCS_2_WARNING": "1",
    }


def site_address(root: Path) -> str:
    """Read the address of the site from `mkdocs.yml`; empty where none is set."""
    from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415  (slow, and no other command needs it)

    with (root / "mkdocs.yml").open("rb") as file:
        return str(yaml_load(file).get("site_url") or "")


def write_files(edition: Edition, built: Path, cache: Path) -> None:
    """Write what stands in a site beside its pages; *cache* keeps what is slow to make."""
    made: set[Path] = set()
    for path, data in files(edition, cache):
        folder = (built / path).parent
        if folder not in made:
            folder.mkdir(parents=True, exist_ok=True)
            made.add(folder)
        (built / path).write_bytes(data)


def build(settings: Settings, generator: Generator, site_dir: Path, strict: bool = True) -> None:
    """
    Build the site into *site_dir*, which is replaced only when the whole build has succeeded.

    Raises EditionError where the edition cannot be read, before anything is built; where the
    generator is not installed or fails, with its last words; and where *site_dir* is a folder
    that is no built site.
    """
    edition = load_edition(replace(settings, address=site_address(settings.root)))
    site_dir = site_dir.resolve()
    _refuse_foreign(site_dir)
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=site_dir.parent, prefix=f".{site_dir.name}.") as name:
        built = Path(name) / "site"
        if generator == "mkdocs":
            _run(settings, _mkdocs(settings, built, strict), settings.root)
        else:
            _build_zensical(settings, built, Path(name), strict)
        cache = cache_folder(settings.root)
        rewrite(built, cache)
        write_files(edition, built, cache)
        _swap(built, site_dir, Path(name) / "old")


def _refuse_foreign(site_dir: Path) -> None:
    is_site = (site_dir / "index.html").is_file() and (site_dir / "assets").is_dir()
    if site_dir.exists() and not is_site and (not site_dir.is_dir() or any(site_dir.iterdir())):
        message = "the folder exists and is no built site, so it is not replaced"
        raise EditionError(Finding(Location(str(site_dir)), "B001", message, hint="name another"))


def _mkdocs(settings: Settings, built: Path, strict: bool) -> list[str]:
    config = str(settings.root / "mkdocs.yml")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", config, "-d", str(built)]
    return [*command, "--strict"] if strict else command


def _build_zensical(settings: Settings, built: Path, work: Path, strict: bool) -> None:
    """Build in a copy of the project: Zensical takes the folder of the site from its settings."""
    project = work / "project"
    for name in ("docs", "overrides", "source_texts", "glossary"):
        if (settings.root / name).is_dir():
            shutil.copytree(settings.root / name, project / name, symlinks=True)
    shutil.copy2(settings.root / "mkdocs.yml", project / "mkdocs.yml")
    command = [sys.executable, "-m", "zensical", "build", "--clean"]
    _run(settings, [*command, "--strict"] if strict else command, project)
    (project / "site").rename(built)


def _run(settings: Settings, command: Sequence[str], folder: Path) -> None:
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
        raise EditionError(Finding(Location("mkdocs.yml"), "B002", message, words))


def last_words(output: str) -> tuple[str, ...]:
    r"""
    Take from what a generator printed what tells most: our own finding, or else the last lines.

    Zensical puts a traceback after the finding, where it is out of sight.

    >>> last_words("RuntimeError: Python error: EditionError: a.md: x\nTraceback (…)\n  File …")
    ('a.md: x',)
    """
    _, found, told = output.rpartition("Python error: EditionError: ")
    lines = told.split("\nTraceback")[0].splitlines() if found else output.splitlines()
    return tuple(line for line in lines if line.strip())[-12:]


def _swap(built: Path, site_dir: Path, old: Path) -> None:
    built.chmod(0o755)
    if site_dir.exists():
        site_dir.rename(old)
    built.rename(site_dir)
