"""The face: all of it comes with the package, and both generators put it into a site."""

from __future__ import annotations

import re
import tomllib

import pytest
from conftest import PROJECT
from sites import FACE, Sites, in_face

from lesart.site.build import Generator
from lesart.tasks.edition import Settings

PACKAGE = PROJECT / "scripts/lesart"


def test_a_wheel_holds_every_file_of_the_package() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    patterns = settings["tool"]["setuptools"]["package-data"]["lesart"]
    held = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    files = {path for path in PACKAGE.rglob("*") if path.is_file()}
    lacking = {path for path in files - held if path.suffix not in (".py", ".pyc")}
    assert not lacking
    assert FACE / "main.html" in held


@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
def test_a_site_holds_the_face_and_its_pages_load_it(
    mini: Settings, sites: Sites, generator: Generator
) -> None:
    config = mini.root / "mkdocs.yml"
    config.write_text(in_face(config.read_text("utf-8")), "utf-8")
    built = sites(mini, generator)
    for path in (FACE / "assets").rglob("*.*"):
        assert (built / path.relative_to(FACE)).read_bytes() == path.read_bytes()
    page = (built / "texts/wolken/index.html").read_text("utf-8")
    loaded = set(re.findall(r'(?:src|href)="?\.\./\.\./(assets/\w+/\w+\.(?:js|css))', page))
    features = {path.relative_to(FACE).as_posix() for path in FACE.glob("assets/*/*.*s*")}
    assert loaded == {name for name in features if not re.search("fonts|address", name)}
