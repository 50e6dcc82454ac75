"""A new site takes the place of an older one, and of nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from lesart.core.findings import EditionError
from lesart.core.work_folders import work_folder
from lesart.store import site_folder
from lesart.store.site_folder import (
    MARK,
    audience_of,
    inspect_site,
    put,
    rescuer,
    seal_site,
    take_away,
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of an edition, which holds no site yet; nobody's home is near it."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "edition/docs").mkdir(parents=True)
    return tmp_path / "edition"


def build(site: Path, root: Path, audience: str = "public", **pages: str) -> tuple[str, ...]:
    """Build a site that consists of *pages* and of a page and a script."""
    site = site.resolve()
    with work_folder(site.parent, rescuer(site)) as work:
        built = work / "site"
        for name, words in {"index.html": "home", "assets/a.js": "1", **pages}.items():
            (built / name).parent.mkdir(parents=True, exist_ok=True)
            (built / name).write_text(words)
        seal_site(built, audience)
        return put(built, site, root, work)


def held(folder: Path) -> dict[str, str]:
    """Read every file below a folder, but the mark."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MARK)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def refused(site: Path, root: Path) -> str:
    """Build into a folder, which is refused and stays as it is; give what is said."""
    before = held(site) if site.is_dir() else None
    with pytest.raises(EditionError) as caught:
        build(site, root)
    assert before is None or held(site) == before
    assert list(site.parent.glob(".lesart-*")) == []
    with pytest.raises(EditionError):
        inspect_site(site.resolve(), root)
    return str(caught.value)


def test_a_site_is_replaced_and_what_it_no_longer_has_goes(root: Path) -> None:
    site = root / "site"
    assert build(site, root, **{"texts/a/index.html": "a"}) == ()
    assert build(site, root, **{"texts/b/index.html": "b"}) == ()
    assert held(site) == {"index.html": "home", "assets/a.js": "1", "texts/b/index.html": "b"}
    assert not (site / "texts/a").exists()
    assert list(root.glob(".lesart-*")) == []


def test_a_folder_that_only_looks_like_a_site_is_not_replaced(root: Path) -> None:
    site = root.parent / "homepage"
    (site / "assets").mkdir(parents=True)
    (site / "index.html").write_text("my own home page")
    (site / "thesis.txt").write_text("mine")
    said = refused(site, root)
    assert "error[B001]: the folder exists and no build has marked it" in said
    assert "    thesis.txt" in said
    assert "hint: name another, or look into it and remove it yourself" in said


@pytest.mark.parametrize("name", ["thesis.txt", "CNAME", "texts/mine.html", ".DS_Store", "e/m"])
def test_what_somebody_added_to_a_site_stays(root: Path, name: str) -> None:
    site = root / "site"
    build(site, root, **{"texts/a/index.html": "a"})
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("mine")
    (site / name).chmod(0o640)
    node = (site / name).stat().st_ino
    for _ in range(2):
        assert build(site, root) == (name,)
        assert (site / name).read_text() == "mine"
    assert (site / name).stat().st_ino == node
    assert (site / name).stat().st_mode & 0o777 == 0o640
    assert not (site / "texts/a").exists()


def test_links_and_empty_folders_of_others_stay_too(root: Path) -> None:
    site = root / "site"
    build(site, root)
    (site / "empty/inner").mkdir(parents=True)
    (site / "there").symlink_to(root / "docs")
    (site / "nowhere").symlink_to("gone")
    assert build(site, root) == ("empty/inner", "nowhere", "there")
    assert (site / "empty/inner").is_dir()
    assert (site / "there").readlink() == root / "docs"
    assert (site / "nowhere").readlink() == Path("gone")
    assert (root / "docs").is_dir()


def test_where_a_disk_has_no_second_names_files_of_others_are_copied(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = root / "site"
    build(site, root)
    (site / "CNAME").write_text("example.org")

    def none(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", none)
    build(site, root)
    assert (site / "CNAME").read_text() == "example.org"


def test_a_page_that_somebody_changed_stops_the_build(root: Path) -> None:
    site = root / "site"
    build(site, root, **{f"{n}.html": "a" for n in range(12)})
    for n in range(12):
        (site / f"{n}.html").write_text("my correction")
    said = refused(site, root)
    assert "error[B004]: files of the site were changed since it was built" in said
    assert "    0.html\n" in said
    assert "    and 4 more\n" in said


def test_a_page_that_somebody_took_out_is_no_hindrance(root: Path) -> None:
    site = root / "site"
    build(site, root)
    (site / "assets/a.js").unlink()
    assert build(site, root) == ()
    assert (site / "assets/a.js").read_text() == "1"


@pytest.mark.parametrize("theirs", ["texts/b.html", "texts", "texts/b.html/notes.txt"])
def test_a_file_of_others_is_not_written_over(root: Path, theirs: str) -> None:
    site = root / "site"
    build(site, root)
    (site / theirs).parent.mkdir(parents=True, exist_ok=True)
    (site / theirs).write_text("mine")
    with pytest.raises(EditionError, match=r"B004\]: files that no build wrote stand where"):
        build(site, root, **{"texts/b.html": "b"})
    assert (site / theirs).read_text() == "mine"


@pytest.mark.parametrize("where", ["", "deep/down"])
@pytest.mark.parametrize("kind", ["file", "folder", "empty"])
def test_a_repository_is_never_replaced(root: Path, where: str, kind: str) -> None:
    site = root / "site"
    build(site, root)
    git = site / where / ".git"
    git.parent.mkdir(parents=True, exist_ok=True)
    if kind == "file":
        git.write_text("gitdir: elsewhere")
    else:
        git.mkdir()
        if kind == "folder":
            (git / "HEAD").write_text("ref: refs/heads/main")
    said = refused(site, root)
    assert "error[B003]: the folder holds a repository of git" in said
    assert os.path.lexists(git)


@pytest.mark.parametrize(
    "place", [".", "..", "../..", "docs", "docs/site", "source_texts", "glossary/x", "overrides"]
)
def test_a_site_never_stands_where_the_edition_does(root: Path, place: str) -> None:
    site = Path(os.path.normpath(root / place))
    if site.is_dir():
        (site / MARK).write_text(json.dumps({"lesart": 1, "audience": "public", "files": {}}))
    with pytest.raises(EditionError, match=r"B003\]: a site cannot stand here"):
        inspect_site(site, root)


@pytest.mark.parametrize("place", ["home", "."])
def test_a_site_never_stands_in_a_home_or_above_one(root: Path, place: str) -> None:
    site = (root.parent / place).resolve()
    (site / MARK).write_text(json.dumps({"lesart": 1, "audience": "public", "files": {}}))
    with pytest.raises(EditionError, match=r"B003\]"):
        inspect_site(site, root)


def test_a_site_never_stands_within_a_repository_of_git_itself(root: Path) -> None:
    with pytest.raises(EditionError, match="in a folder of git"):
        inspect_site(root / ".git/site", root)


@pytest.mark.parametrize(
    "mark",
    ["", "x", "{}", "[]", '{"files": []}', '{"audience": 1}', "\x00", '{"files": {"../../a": ""}}'],
)
def test_a_mark_that_cannot_be_read_is_none(root: Path, mark: str) -> None:
    site = root / "site"
    site.mkdir()
    (site / MARK).write_text(mark)
    (site / "a.txt").write_text("mine")
    assert "error[B001]" in refused(site, root)


def test_a_link_to_a_site_is_followed_and_stays(root: Path) -> None:
    link = root / "site"
    link.symlink_to(root.parent / "www")
    build(link, root)
    build(link, root, **{"b.html": "b"})
    assert link.is_symlink()
    assert (root.parent / "www/b.html").read_text() == "b"


def test_a_file_in_place_of_the_folder_is_refused(root: Path) -> None:
    (root / "site").write_text("mine")
    with pytest.raises(EditionError, match=r"B001\]: there is a file of this name"):
        inspect_site(root / "site", root)


def test_the_folder_keeps_its_mode(root: Path) -> None:
    site = root / "site"
    site.mkdir()
    site.chmod(0o2750)
    build(site, root)
    build(site, root)
    assert site.stat().st_mode & 0o7777 == 0o2750


def test_git_sees_a_public_site_and_no_private_one(root: Path) -> None:
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    build(root / "private", root, "private")
    build(root / "public", root)
    subprocess.run(["git", "-C", str(root), "add", "-A"], check=True)
    listed = subprocess.check_output(["git", "-C", str(root), "ls-files"], text=True).split()
    assert listed == [f"public/{name}" for name in (MARK, "assets/a.js", "index.html")]
    build(root / "private", root)
    assert not (root / "private/.gitignore").exists()
    assert audience_of((root / "private" / MARK).read_bytes()) == "public"


@pytest.mark.parametrize("at", ["rename", "link"])
def test_a_build_that_is_killed_at_the_end_loses_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    site = root / "site"
    build(site, root)
    (site / "CNAME").write_text("example.org")
    # As a kill leaves it: the old site is set aside, the new one not yet in its place.
    work = root / ".lesart-work-00"
    shutil.copytree(site, work / "site")
    (work / "lesart-work.lock").write_text("")
    if at == "rename":
        site.rename(work / site_folder.OLD)
    assert build(site, root) == ("CNAME",)
    assert held(site) == {"CNAME": "example.org", "assets/a.js": "1", "index.html": "home"}
    assert not work.exists()


def test_what_is_added_in_the_last_moment_stays(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = root / "site"
    build(site, root)
    carry = site_folder._carry

    def carry_and_add(old: Path, new: Path, others: tuple[str, ...]) -> None:
        carry(old, new, others)
        (old / "late").mkdir()
        (old / "late/thesis.txt").write_text("mine")

    monkeypatch.setattr(site_folder, "_carry", carry_and_add)
    build(site, root)
    assert (site / "late/thesis.txt").read_text() == "mine"


def test_a_site_is_taken_away_and_what_is_not_of_ours_stays(root: Path) -> None:
    site = root / "site"
    build(site, root, "private", **{"texts/a/index.html": "a", "texts/b.html": "b"})
    (site / "texts/mine.txt").write_text("mine")
    (site / "empty").mkdir()
    assert take_away(site, root) == ("empty", "texts/mine.txt")
    assert held(site) == {"texts/mine.txt": "mine"}
    assert (site / "empty").is_dir()
    assert not (site / "texts/a").exists()
    with pytest.raises(EditionError, match="B001"):
        take_away(site, root)


def test_a_site_of_which_nothing_else_stands_there_goes_altogether(root: Path) -> None:
    build(root / "site", root)
    assert take_away(root / "site", root) == ()
    assert not (root / "site").exists()
    assert take_away(root / "site", root) == ()
