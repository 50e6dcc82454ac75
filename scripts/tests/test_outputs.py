"""What a command writes where it is told to: nothing of somebody else is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lesart.cli import cli
from lesart.core.findings import EditionError
from lesart.core.outputs import RECORD, Outputs
from lesart.tasks.edition import Settings

COMMANDS = {
    "pdf": ["pdf", "zeichen"],
    "epub": ["epub", "zeichen"],
    "po": ["export", "po", "zeichen"],
    "xliff": ["export", "xliff", "zeichen"],
    "tmx": ["export", "tmx"],
    "tbx": ["export", "tbx"],
    "skos": ["export", "skos"],
    "csv": ["export", "csv"],
}
EVERY = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)


def run(mini: Settings, *words: str) -> Result:
    """Run a command in the tiny edition, in this process."""
    folders = str(mini.originals[0])
    return CliRunner().invoke(cli, ["-C", str(mini.root), "--originals", folders, *words])


def code(result: Result) -> str:
    """Give the code of the finding that stopped a command; empty where none did."""
    if isinstance(result.exception, EditionError):
        return result.exception.findings[0].code
    assert result.exit_code == 0, result.output
    return ""


@EVERY
def test_a_file_of_somebody_else_is_not_overwritten_unasked(
    mini: Settings, command: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "thesis"
    path.write_text("mine")
    assert code(run(mini, *command, "-o", str(path))) == "E010"
    assert path.read_text() == "mine"
    assert code(run(mini, *command, "-o", str(path), "--force")) == ""
    assert path.read_bytes() != b"mine"


@EVERY
def test_the_same_command_twice_needs_no_word(
    mini: Settings, command: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "out"
    assert code(run(mini, *command, "-o", str(path))) == ""
    english = mini.root / "source_texts/zeichen/en.tsv"
    english.write_text(english.read_text("utf-8").replace("Signs", "Tokens"), "utf-8")
    entry = mini.root / "glossary/zeichen.md"
    entry.write_text(entry.read_text("utf-8").replace("# en", "# en\n\nNewly said."), "utf-8")
    before = path.read_bytes()
    assert code(run(mini, *command, "-o", str(path))) == ""
    assert path.read_bytes() != before


@EVERY
def test_what_a_person_changed_since_is_not_overwritten(
    mini: Settings, command: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "out"
    assert code(run(mini, *command, "-o", str(path))) == ""
    with path.open("ab") as file:
        file.write(b"my annotation")
    assert code(run(mini, *command, "-o", str(path))) == "E010"
    assert path.read_bytes().endswith(b"my annotation")


def test_a_file_of_the_edition_is_not_overwritten(mini: Settings) -> None:
    path = mini.root / "source_texts/zeichen/de.tsv"
    before = path.read_bytes()
    assert code(run(mini, "epub", "zeichen", "-o", str(path))) == "E010"
    assert path.read_bytes() == before


@EVERY
def test_a_link_is_followed_and_a_mode_is_kept(
    mini: Settings, command: list[str], tmp_path: Path
) -> None:
    (tmp_path / "there").write_text("")
    (tmp_path / "there").chmod(0o600)
    (tmp_path / "link").symlink_to("there")
    assert code(run(mini, *command, "-o", str(tmp_path / "link"))) == ""
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there").stat().st_size > 100
    assert (tmp_path / "there").stat().st_mode & 0o777 == 0o600
    assert code(run(mini, *command, "-o", str(tmp_path / "there"))) == ""


@EVERY
def test_a_pipe_is_written_through(mini: Settings, command: list[str], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert code(run(mini, *command, "-o", str(pipe))) == ""
    reader.join(20)
    assert len(read[0]) > 100
    assert pipe.is_fifo()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pdf", "epub", "csv"])
def test_standard_output_holds_the_file_and_nothing_else(
    mini: Settings, name: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "lesart", *COMMANDS[name], "-o"]
    for target in ("/dev/stdout", str(tmp_path / "file")):
        with (tmp_path / "out").open("wb") as out:
            words = [*command, target]
            subprocess.run(words, cwd=mini.root, stdout=out, stderr=subprocess.PIPE, check=True)
        if target == "/dev/stdout":
            through = (tmp_path / "out").read_bytes()
    assert through == (tmp_path / "file").read_bytes()


@pytest.mark.parametrize("name", ["pdf", "csv"])
def test_a_folder_is_refused(mini: Settings, name: str, tmp_path: Path) -> None:
    result = run(mini, *COMMANDS[name], "-o", str(tmp_path))
    assert (result.exit_code, "is a directory" in result.output) == (2, True)


def test_aligned_files_are_not_overwritten_unasked(mini: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.de").write_text("Ja.\n")
    (tmp_path / "a.en").write_text("Yes.\n")
    out = tmp_path / "out"
    command = ["align", "--batch", str(tmp_path), "--out", str(out)]
    assert code(run(mini, *command)) == ""
    (tmp_path / "a.de").write_text("Ja.\nNein.\n")
    (tmp_path / "a.en").write_text("Yes.\nNo.\n")
    assert code(run(mini, *command)) == ""
    (out / "a.hyp").write_text("mine")
    assert code(run(mini, *command)) == "E010"
    assert (out / "a.hyp").read_text() == "mine"
    assert code(run(mini, *command, "--force")) == ""


def test_without_a_place_for_a_record_the_same_words_are_let_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/state")
    path = tmp_path / "a.csv"
    Outputs().write(path, "one")
    Outputs().write(path, "one")
    with pytest.raises(EditionError, match="E010"):
        Outputs().write(path, "two")


@pytest.mark.parametrize("broken", ["", "x", "[]", '{"a"', "\x00"])
def test_a_broken_record_is_none(tmp_path: Path, broken: str) -> None:
    cache = tmp_path / "cache"
    path = tmp_path / "a.csv"
    Outputs(cache).write(path, "one")
    for folder in (cache, tmp_path / "state/lesart"):
        (folder / RECORD).write_text(broken)
    with pytest.raises(EditionError, match="E010"):
        Outputs(cache).write(path, "two")
    Outputs(cache, force=True).write(path, "two")
    Outputs(cache).write(path, "three")
    assert path.read_text() == "three"
