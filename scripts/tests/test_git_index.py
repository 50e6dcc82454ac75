"""What git keeps of an edition: no original, and no copy that is for private reading."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from casefiles import case_files, expect, sections
from click.testing import CliRunner
from conftest import PROJECT

from lesart.cli import cli
from lesart.core.findings import EditionError
from lesart.store.site_folder import seal
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings


def git(root: Path, *words: str) -> str:
    """Run git in the edition."""
    return subprocess.check_output(["git", "-C", str(root), *words], text=True)


def add(settings: Settings, *paths: str) -> list[tuple[str, str]]:
    """Put files into the index, whatever is ignored; give what is found, by code and file."""
    git(settings.root, "init", "-q")
    git(settings.root, "add", "--force", "--", *(paths or ["."]))
    return found(settings)


def found(settings: Settings) -> list[tuple[str, str]]:
    """Check the edition; give each finding by its code and its file."""
    return [(finding.code, finding.where.path) for finding in check_edition(settings)]


def make(settings: Settings, *words: str) -> None:
    """Run a command for private reading."""
    folders = str(settings.originals[0])
    command = ["-C", str(settings.root), "--originals", folders, *words]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 0, result.output


def original(settings: Settings) -> bytes:
    """Read the original of the tiny edition."""
    return (settings.originals[0] / "gespraech.txt").read_bytes()


@pytest.mark.parametrize("path", case_files("index"), ids=lambda path: path.stem)
def test_index_case(path: Path, mini: Settings, accept: bool) -> None:
    name, content, told = sections(path)
    (mini.root / name).parent.mkdir(parents=True, exist_ok=True)
    data = original(mini) if content == "(the original)" else content.encode()
    (mini.root / name).write_bytes(data)
    add(mini)
    expect(path, 2, "\n".join(map(str, check_edition(mini))), accept)
    assert told


def test_an_edition_in_git_is_clean(mini: Settings) -> None:
    assert add(mini) == []
    git(mini.root, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "all")
    assert found(mini) == []


@pytest.mark.parametrize(
    "saved",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.replace(b"Wolken", b"Volken"),
    ],
    ids=["crlf", "bom", "utf-16", "words"],
)
def test_an_original_is_known_under_any_name_and_however_it_was_saved(
    mini: Settings, saved: Callable[[bytes], bytes]
) -> None:
    (mini.root / "docs/notes.bak").write_bytes(saved(original(mini)))
    expected = [("C102", "docs/notes.bak")]
    assert add(replace(mini, originals=())) == expected
    assert found(mini) == expected


def test_what_lies_among_the_originals_is_none_of_git(mini: Settings) -> None:
    folder = mini.root / "source_texts/originals"
    folder.mkdir()
    for name in ("README.md", ".gitkeep", "scan.bin"):
        (folder / name).write_bytes(b"any")
    assert add(mini) == [("C102", "source_texts/originals/scan.bin")]


@pytest.mark.parametrize("name", ["a.pdf", "a.epub", "a.po", "a.tmx", "a.xlf"])
@pytest.mark.parametrize("at_hand", [True, False])
def test_a_private_copy_is_known_by_what_it_says_of_itself(
    mini: Settings, name: str, at_hand: bool
) -> None:
    kind = name.partition(".")[2].replace("xlf", "xliff")
    words = [kind, "wolken"] if kind in ("pdf", "epub") else ["export", kind, "wolken"]
    make(mini, *words, "-o", str(mini.root / name))
    shutil.copy(mini.root / name, mini.root / "docs/renamed.bin")
    looked = mini if at_hand else replace(mini, originals=())
    expected = [("C103", name), ("C103", "docs/renamed.bin")]
    assert add(looked, name, "docs/renamed.bin") == expected


@pytest.mark.parametrize("name", ["a.pdf", "a.epub"])
def test_a_public_copy_may_be_kept(mini: Settings, name: str) -> None:
    kind = name.partition(".")[2]
    make(mini, kind, "--audience", "public", "-o", str(mini.root / name))
    assert add(mini) == []


@pytest.mark.parametrize("name", ["a.po", "a.tmx", "a.xlf"])
def test_units_of_a_free_text_may_be_kept(mini: Settings, name: str) -> None:
    kind = name.partition(".")[2].replace("xlf", "xliff")
    make(mini, "export", kind, "zeichen", "-o", str(mini.root / name))
    assert add(mini) == []


def test_words_of_an_original_are_found_in_any_file_where_it_is_at_hand(mini: Settings) -> None:
    words = " ".join(original(mini).decode().split())
    (mini.root / "page.html").write_text(f"<p>{words.replace(' ', ' <i></i>')}</p>", "utf-8")
    with zipfile.ZipFile(mini.root / "a.zip", "w") as archive:
        archive.writestr("page.html", words)
    (mini.root / "b.zip").write_bytes(b"PK\x03\x04 damaged")
    assert add(mini) == [("C103", "a.zip"), ("C103", "page.html")]


def test_a_private_site_is_told_once_and_the_command_mends_it(mini: Settings) -> None:
    built = mini.root / "out/site"
    built.mkdir(parents=True)
    (built / "index.html").write_bytes(original(mini))
    seal(built, "private")
    git(mini.root, "init", "-q")
    git(mini.root, "add", "-A")
    assert found(mini) == []
    assert add(mini) == [("C103", "out/site/.lesart-site.json")]
    hint = check_edition(mini)[0].hint
    command = hint.split("`")[1]
    assert command == "git rm --cached -r -- out/site"
    subprocess.run(shlex.split(command), cwd=mini.root, check=True, stdout=subprocess.DEVNULL)
    assert found(mini) == []
    assert (built / "index.html").is_file()


def test_an_edition_in_a_folder_of_a_repository_is_looked_at(
    mini: Settings, tmp_path: Path
) -> None:
    git(tmp_path, "init", "-q")
    (mini.root / "ä b.txt").write_bytes(original(mini))
    git(tmp_path, "add", "-A")
    assert found(mini) == [("C102", "ä b.txt")]
    assert "git rm --cached -- 'ä b.txt'" in check_edition(mini)[0].hint


def test_without_git_nothing_is_found(mini: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(mini) == []
    git(mini.root, "init", "-q")
    monkeypatch.setenv("PATH", "/nowhere")
    assert found(mini) == []


def test_an_index_that_cannot_be_read_is_told(mini: Settings) -> None:
    add(mini)
    (mini.root / ".git/index").write_bytes(b"broken")
    with pytest.raises(EditionError, match=r"\.git: error\[C104\]: git cannot read its index"):
        check_edition(mini)


def test_what_is_no_file_is_passed_over(mini: Settings) -> None:
    (mini.root / "link").symlink_to("docs")
    git(mini.root, "init", "-q", "inner")
    command = ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a", "--allow-empty"]
    git(mini.root / "inner", *command)
    assert add(mini) == []


IGNORED = """
book.pdf a/edition.epub siemons.po memory.tmx x.xlf x.xliff x.tei.xml texts.hyp
.lesart-work-12ab/project/source_texts/de.tsv .cache/lesart/a.pdf site/index.html
source_texts/originals/a.txt source_texts/memory/a.tmx source_texts/a/.de.tsv.12ab34cd
""".split()


def test_what_commands_write_is_ignored_by_git(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    shutil.copy(PROJECT / ".gitignore", tmp_path)
    kept = ["docs/a.md", "source_texts/a/de.tsv", "scripts/tests/golden/a.tei.xml"]
    for name in [*IGNORED, *kept]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    git(tmp_path, "add", "-A")
    assert git(tmp_path, "ls-files").split() == sorted([".gitignore", *kept])
