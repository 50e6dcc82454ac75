"""A site is built again when anything has changed that it rests on, and only then."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from command import call, run_process
from conftest import DATA

import lesart
from lesart.core.findings import Finding
from lesart.site import build as site
from lesart.site import unchanged
from lesart.site.unchanged import Inputs, is_unchanged, remember
from lesart.store.site_folder import MARK
from lesart.tasks.edition import Settings

pytestmark = pytest.mark.slow

SAID = "Nothing has changed since this site was built"
OF_TESTS = {"PYTEST_CURRENT_TEST", "XDG_STATE_HOME"}
INSTALLED = unchanged._installed
PRIVATE = ("build", "--audience", "private")
# In the processes that a build starts, every file that is opened is written down.
_HOOK = """
import os, sys
_log = os.open(os.environ["OPENED"], os.O_WRONLY | os.O_APPEND)
def _hook(event, args):
    if event == "open" and isinstance(args[0], (str, os.PathLike)):
        os.write(_log, os.fsencode(os.path.abspath(args[0])) + b"\\n")
sys.addaudithook(_hook)
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a copy of the tiny edition, of which a private site was built, with what it opened."""
    base = tmp_path_factory.mktemp("unchanged")
    root = Path(shutil.copytree(DATA / "mini", base / "mini"))
    shutil.copytree(DATA / "mini-originals", base / "originals")
    (root / "look").mkdir()
    (root / "look/main.html").write_text('{% extends "base.html" %}\n')
    edit(
        root / "mkdocs.yml", "theme: {name: material,", "theme: {name: material, custom_dir: look,"
    )
    (base / "hook").mkdir()
    (base / "hook/sitecustomize.py").write_text(_HOOK)
    (base / "opened").touch()
    paths = os.pathsep.join((str(base / "hook"), os.environ["PYTHONPATH"]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", paths)
        patch.setenv("OPENED", str(base / "opened"))
        patch.setenv("LESART_ORIGINALS", str(base / "originals"))
        patch.setenv("LESART_SITE_URL", "https://edition.example/")
        patch.setattr(unchanged, "_installed", lambda: ("as it is",))
        patch.setattr(unchanged, "_ENGINE", base / "hook")
        patch.setattr(unchanged, "_PASSING", unchanged._PASSING | OF_TESTS)
        made = call(root, *PRIVATE)
        assert made.returncode == 0, made.stderr
        assert SAID not in made.stdout
        yield root


def edit(path: Path, old: str, new: str) -> None:
    """Change words of a file that stand in it once."""
    words = path.read_text("utf-8")
    assert words.count(old) == 1
    path.write_text(words.replace(old, new), "utf-8")


def is_built_anew(root: Path, *words: str, **variables: str) -> bool:
    """Tell whether the command builds; what a build would do is left out."""
    begun: list[str] = []

    def begin(settings: Settings, generator: str, site_dir: Path) -> list[Finding]:
        begun.append(generator)
        return []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "build", begin)
        done = call(root, *(words or PRIVATE), **variables)
    assert done.returncode == 0, done.stderr
    assert (SAID in done.stdout) is not bool(begun)
    return bool(begun)


@contextmanager
def kept(path: Path) -> Iterator[None]:
    """Bring back a file as it was, or that there was none; its time is another then."""
    before = path.read_bytes() if path.exists() else None
    yield
    path.unlink(missing_ok=True)
    if before is not None:
        path.write_bytes(before)


def test_what_has_not_changed_stays_and_is_told_as_a_build_tells_it(root: Path) -> None:
    before = (root / "site" / MARK).stat().st_mtime_ns
    done = call(root, *PRIVATE)
    assert (done.returncode, done.stderr) == (0, "")
    first, *others = done.stdout.splitlines()
    assert first.startswith(SAID)
    assert others[-1].startswith("The site is in ")
    assert (root / "site" / MARK).stat().st_mtime_ns == before
    (root / "docs/index.md").touch()
    assert not is_built_anew(root)
    assert not is_built_anew(root, SHLVL="7", OLDPWD="/", COLUMNS="40")


@pytest.mark.parametrize(
    "name",
    [
        "source_texts/edition.yml",
        "source_texts/corrections.md",
        "source_texts/bibliography.json",
        "source_texts/wolken/text.yml",
        "source_texts/wolken/recipe.yml",
        "source_texts/wolken/segments.tsv",
        "source_texts/wolken/en.tsv",
        "source_texts/wolken/en.lock.tsv",
        "source_texts/wolken/notes.md",
        "source_texts/wolken/textual.md",
        "source_texts/wolken/names.tsv",
        "source_texts/zeichen/de.tsv",
        "glossary/wolke.md",
        "glossary/names.yml",
        "docs/texts/wolken.md",
        "docs/new.md",
        "docs/assets/new.css",
        "look/main.html",
        "look/partials/new.html",
        "mkdocs.yml",
        "../originals/new.txt",
        "../hook/new.py",
    ],
)
def test_a_byte_in_a_file_is_seen(root: Path, name: str) -> None:
    path = root / name
    with kept(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
        assert not built(root)
    assert built(root)


def built(root: Path, audience: str = "private") -> bool:
    """Tell what the command asks, without reading an edition that may be broken now."""
    settings = Settings(root.resolve(), ((root.parent / "originals").resolve(),), audience)
    return site.is_built(settings, "mkdocs", root / "site")


def test_a_file_of_the_same_size_and_time_is_seen(root: Path) -> None:
    path = root / "source_texts/wolken/en.tsv"
    with kept(path):
        stat = path.stat()
        words = path.read_bytes()
        path.write_bytes(words.replace(b"e", b"o", 1))
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        assert path.stat().st_size == len(words)
        assert not built(root)


@pytest.mark.parametrize("name", ["docs/names.md", "source_texts/wolken/waivers.yml"])
def test_a_file_that_is_taken_away_or_renamed_is_seen(root: Path, name: str) -> None:
    path = root / name
    new = not path.exists()
    with kept(path):
        if new:
            path.write_text("")
        else:
            path.rename(root / "moved.txt")
        assert not built(root)
    (root / "moved.txt").unlink(missing_ok=True)
    assert built(root)


def test_a_file_behind_a_link_is_seen(root: Path) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("# A\n")
    (root / "docs/linked").symlink_to(outside)
    (outside / "round").symlink_to(outside)
    try:
        before = inputs(root)
        assert before is not None
        (outside / "a.md").write_text("# B\n")
        after = inputs(root)
        assert after is not None
        assert after.digest != before.digest
    finally:
        (root / "docs/linked").unlink()


def inputs(root: Path) -> Inputs | None:
    """Read what a private build would rest on."""
    settings = Settings(root.resolve(), (root.parent / "originals",), "private")
    found = site.site_settings(root), site.environment(settings)
    return unchanged.read_inputs(settings, "mkdocs", *found)


@pytest.mark.parametrize(
    ("words", "variables"),
    [
        (("build", "--audience", "public"), {}),
        ((*PRIVATE, "--drafts", "allow"), {}),
        ((*PRIVATE, "--generator", "zensical"), {}),
        (PRIVATE, {"LESART_SITE_URL": "https://other.example/"}),
        (PRIVATE, {"LESART_ORIGINALS": ""}),
        (PRIVATE, {"LESART_CACHE": "elsewhere"}),
        (PRIVATE, {"SOURCE_DATE_EPOCH": "1000000000"}),
        (PRIVATE, {"LANG": "tlh"}),
        (PRIVATE, {"ANY_VARIABLE_THAT_SETTINGS_MAY_NAME": "1"}),
    ],
)
def test_another_setting_or_variable_is_seen(
    root: Path, words: tuple[str, ...], variables: dict[str, str]
) -> None:
    assert is_built_anew(root, *words, **variables)
    assert not is_built_anew(root)


def test_another_day_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 24 * 60 * 60)
    assert is_built_anew(root)


def test_a_page_that_is_gone_is_made_anew(root: Path) -> None:
    with kept(root / "site/index.html"):
        (root / "site/index.html").unlink()
        assert is_built_anew(root)
    assert not is_built_anew(root)
    with kept(root / "site" / MARK):
        edit(root / "site" / MARK, '"private"', '"public"')
        assert is_built_anew(root)
        (root / "site" / MARK).unlink()
        assert is_built_anew(root)
    shutil.move(root / "site", root.parent / "site")
    assert is_built_anew(root)
    shutil.move(root.parent / "site", root / "site")


def test_a_page_that_somebody_changed_is_told_and_what_they_added_is_too(root: Path) -> None:
    with kept(root / "site/index.html"):
        (root / "site/index.html").write_text("mine")
        done = call(root, *PRIVATE)
        assert (done.returncode, "error[B004]" in done.stderr) == (3, True)
        assert SAID not in done.stdout
    with kept(root / "site/CNAME"):
        (root / "site/CNAME").write_text("edition.example")
        assert is_built_anew(root)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plugins: [search]", "plugins: [search, macros]"),
        ("plugins: [search]", "plugins: {search: {}, social: {}}"),
        ("plugins: [search]", "plugins: [search]\nhooks: [hook.py]"),
        ("plugins: [search]", "plugins: [search]\nINHERIT: ../base.yml"),
        ("toc: {permalink: true}", "toc: {slugify: !!python/name:own.slug }"),
        ("  - toc: {permalink: true}", "  - pymdownx.snippets"),
        ("      audience: !ENV [LESART_AUDIENCE, public]\n",
         "      audience: !ENV [LESART_AUDIENCE, public]\n      root: ..\n"),
    ],
)  # fmt: skip
def test_what_reads_files_that_nobody_knows_is_never_recognised(
    root: Path, old: str, new: str
) -> None:
    path = root / "mkdocs.yml"
    assert inputs(root) is not None
    with kept(path):
        edit(path, old, new)
        (root.parent / "base.yml").write_text("site_name: Base\n")
        (root.parent / "own.py").write_text("def slug(*words): ...\n")
        with pytest.MonkeyPatch.context() as patch:
            patch.syspath_prepend(root.parent)
            assert inputs(root) is None


def test_what_is_installed_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "theme-1.0.dist-info").mkdir()
    (tmp_path / "theme-1.0.dist-info/METADATA").write_text("Name: theme")
    (tmp_path / "theme/sub").mkdir(parents=True)
    (tmp_path / "theme/sub/main.html").write_text("a")
    monkeypatch.setattr(unchanged.python_site, "getsitepackages", lambda: [str(tmp_path)])
    monkeypatch.setattr(unchanged.python_site, "getusersitepackages", lambda: str(tmp_path / "u"))
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(unchanged, "_require_known_code", lambda folders: None)
    monkeypatch.setattr(unchanged, "find_pandoc", lambda: sys.executable)
    before = INSTALLED()
    assert INSTALLED() == before
    (tmp_path / "theme/sub/main.html").write_text("ab")
    second = INSTALLED()
    assert second != before
    (tmp_path / "theme-1.0.dist-info").rename(tmp_path / "theme-1.1.dist-info")
    assert INSTALLED() != second
    (tmp_path / "theme-1.1.dist-info/direct_url.json").write_text(
        '{"dir_info": {"editable": true}}'
    )
    with pytest.raises(OSError, match="worked at"):
        INSTALLED()


def test_a_process_of_its_own_recognises_what_another_built(
    mini: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(lesart.__file__).parents[1]))
    first, second = (run_process(mini, *PRIVATE) for _ in range(2))
    assert (first.returncode, SAID in first.stdout) == (0, False)
    assert (second.returncode, second.stdout.startswith(SAID)) == (0, True)


def test_a_program_that_may_have_added_rows_is_not_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [*unchanged.python_site.getsitepackages(), str(Path(__file__).parents[1])]
    # What other tests have loaded stays loaded, and a worker of the tests is begun by -c.
    for name, module in list(sys.modules.items()):
        if Path(getattr(module, "__file__", None) or "").name == "own.py":
            monkeypatch.delitem(sys.modules, name)
    program = ModuleType("__main__")
    program.__file__ = __file__
    monkeypatch.setitem(sys.modules, "__main__", program)
    unchanged._require_known_code(known)
    own = ModuleType("own")
    own.__file__ = str(tmp_path / "own.py")
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "own", own)
        with pytest.raises(OSError, match=r"own\.py is code of its own"):
            unchanged._require_known_code(known)
    with monkeypatch.context() as patch:
        # Typed at a prompt, or given by -c.
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        with pytest.raises(OSError, match="code of its own"):
            unchanged._require_known_code(known)


def test_the_engine_is_all_of_it() -> None:
    assert Path(lesart.__file__).parent == Path(unchanged.__file__).parents[1]


def test_a_build_reads_nothing_of_the_edition_that_is_not_hashed(root: Path) -> None:
    opened = {Path(line) for line in (root.parent / "opened").read_text("utf-8").splitlines()}
    settings = site.site_settings(root)
    hashed = {path for _, path in unchanged._inputs(root, settings, [root.parent / "originals"])}
    made = [
        path for path in opened if ".lesart-work-" in str(path) or root / "site" in path.parents
    ]
    own = {
        path for path in opened if root in path.parents or root.parent / "originals" in path.parents
    }
    assert root / "docs/index.md" in opened
    assert root / "source_texts/wolken/en.tsv" in opened
    assert {path for path in own if path.is_file()} - hashed - set(made) == set()


def test_a_file_that_changes_during_a_build_is_not_taken_for_its_input(root: Path) -> None:
    before = inputs(root)
    assert before is not None
    mark = (root / "site" / MARK).read_bytes()
    there = replace(before, digest="other")
    remember(there, replace(there, newest=before.newest + 1), mark, root)
    assert not is_unchanged(there, root / "site", root)
    remember(there, None, mark, root)
    assert not is_unchanged(there, root / "site", root)
    remember(there, there, mark, root)
    assert is_unchanged(there, root / "site", root)
