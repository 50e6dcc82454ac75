"""Build sites once a run, whichever module and whichever worker asks for one first."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from filelock import FileLock

import lesart
from lesart.site import build as site
from lesart.tasks.edition import Settings

# What a site is made of; Zensical is given copies of these and nothing else.
MADE_OF = ("mkdocs.yml", "docs", "source_texts", "glossary")
FACE = Path(lesart.__file__).parent / "face"


def in_face(settings: str) -> str:
    """Give the settings of a site the look of the project, where it stands."""
    named = f"custom_dir: {json.dumps(str(FACE))}"
    if "custom_dir: " in settings:
        return re.sub(r"custom_dir: .+", lambda _: named, settings)
    return settings.replace("font: false}", f"font: false, {named}}}")


class Sites:
    """Keep the sites of a run, each under a hash of all that it is made of."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(
        self, settings: Settings, generator: site.Generator = "mkdocs", strict: bool = True
    ) -> Path:
        """Give a site, which nobody may write to: other tests read the same one."""
        built = self._folder / _key(settings, generator, strict)
        with FileLock(f"{built}.lock"):
            if not built.exists():
                site.build(settings, generator, built, strict)
        return built


def _key(settings: Settings, generator: str, strict: bool) -> str:
    choices = (
        generator, strict, settings.audience, settings.allow_drafts, settings.address,
        os.environ.get("SOURCE_DATE_EPOCH"),
    )  # fmt: skip
    found = hashlib.sha256(repr(choices).encode())
    for root in (*(settings.root / name for name in MADE_OF), FACE, *settings.originals):
        for path in _files([root] if root.is_file() else root.rglob("*")):
            found.update(f"\0{path.relative_to(root.parent)}\0".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:20]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    return (path for path in sorted(paths) if path.is_file())
