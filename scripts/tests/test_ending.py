"""However a command ends, it says so in a finding, and its exit code tells which end it was."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from markdown import Markdown

from lesart import cli
from lesart.commands.ending import ended
from lesart.core.findings import EditionError, Finding, Location
from lesart.site import build as site
from lesart.site import preview
from lesart.site.markdown import LesartExtension
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings


def failing(error: BaseException) -> Callable[..., int]:
    """Give a function that raises *error*."""

    def fail(*_: object, **__: object) -> int:
        raise error

    return fail


def said(capsys: pytest.CaptureFixture[str], error: BaseException) -> tuple[int, str]:
    """Give the exit code of a command that *error* stops, and what it says."""
    code = ended(failing(error), "lesart check")
    return code, capsys.readouterr().err


def called(*words: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own, with other streams or another locale."""
    command = [sys.executable, "-m", "lesart", *words]
    return subprocess.run(command, check=False, **options)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (ValueError("odd\nnumber"), 3, "lesart: error[E008]: unforeseen, while running `lesart "
         "check`: ValueError: odd number\n    hint: this is a fault of Lesart; please report it "
         "with what LESART_DEBUG=1 shows besides\n"),
        (RecursionError(), 3, "while running `lesart check`: RecursionError\n"),
        (MemoryError(), 3, "lesart: error[E009]: memory ran out, while running `lesart check`\n"),
        (OSError(errno.ENOSPC, "full", "a.tsv"), 3, "a.tsv: error[E007]: the system says: full\n"),
        (EditionError(Finding(Location("a"), "D001", "no")), 3, "a: error[D001]: no\n"),
        (KeyboardInterrupt(), 130, "Stopped.\n"),
        (click.Abort(), 130, "Stopped.\n"),
        (BrokenPipeError(), 141, ""),
        (click.UsageError("no such option"), 2, "Error: no such option\n"),
        (SystemExit(1), 1, ""),
        (SystemExit(), 0, ""),
    ],
)  # fmt: skip
def test_every_end_has_its_words_and_its_code(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, words: str
) -> None:
    found, told = said(capsys, error)
    assert found == code
    assert words in told
    assert "Traceback" not in told


def test_the_rest_is_shown_where_it_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESART_DEBUG", "1")
    told = said(capsys, ValueError("odd"))[1]
    assert "E008" in told
    assert "raise error\n" in told
    assert "Traceback (most recent call last)" in told


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_no_command_ends_in_a_traceback(
    name: str, mini_root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = cli.cli.get_command(click.Context(cli.cli), name)
    assert command is not None
    leaf = next(iter(command.commands.values())) if isinstance(command, click.Group) else command
    monkeypatch.setattr(leaf, "params", [])
    monkeypatch.setattr(leaf, "callback", failing(AssertionError("odd")))
    words = [name] if leaf is command else [name, str(leaf.name)]
    monkeypatch.setattr(sys, "argv", ["lesart", "-C", str(mini_root), *words])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 3
    told = capsys.readouterr().err
    assert f"error[E008]: unforeseen, while running `lesart {name}`: AssertionError: odd" in told
    assert len(told.splitlines()) == 2


@pytest.mark.parametrize(
    ("function", "path"),
    [
        ("lesart.source.ledger.parse_rows", "source_texts/zeichen/segments.tsv"),
        ("lesart.store.read.parse_waivers", "source_texts/zeichen"),
        ("lesart.tasks.edition.read_glossary", "lesart"),
    ],
)
def test_the_file_is_named_that_was_being_read(
    mini: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    function: str,
    path: str,
) -> None:
    monkeypatch.setattr(function, failing(ZeroDivisionError("odd")))
    code = ended(lambda: len(check_edition(mini)), "lesart check")
    told = capsys.readouterr().err
    assert code == 3
    assert told.startswith(f"{path}: error[E008]: unforeseen, while running `lesart check` (")
    assert "line " in told.partition(")")[0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_results_that_cannot_be_written_are_told(mini_root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = called("export", "csv", cwd=mini_root, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 3
    assert done.stderr.decode().startswith(
        "standard output: error[E007]: the system says: No space"
    )
    assert b"Traceback" not in done.stderr


def test_nobody_who_reads_is_no_finding(mini_root: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = called("export", "csv", cwd=mini_root, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_results_are_utf_8_whatever_the_locale(mini_root: Path) -> None:
    other = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = called("text", "zeichen", cwd=mini_root, env=other, capture_output=True)
    assert done.returncode == 0
    assert "Überschrift" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("closed", [1, 2])
def test_closed_streams_go_nowhere(mini_root: Path, closed: int) -> None:
    command = f'"$0" -m lesart text zeichen {closed}>&-'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable], cwd=mini_root, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


# Pages


def test_a_block_that_breaks_gives_a_finding(
    mini: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lesart.site.blocks.glossary.glossary", failing(KeyError("odd")))
    page = Markdown(extensions=[LesartExtension(root=str(mini.root))])
    with pytest.raises(EditionError, match=r"E008.*while making the block /// glossary.*KeyError"):
        page.convert("/// glossary\n///\n")


def test_links_that_break_give_a_finding(mini: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lesart.site.page_links.require", failing(RecursionError("deep")))
    page = Markdown(extensions=[LesartExtension(root=str(mini.root))])
    with pytest.raises(EditionError, match=r"E008.*while reading the links of the page.*Recursion"):
        page.convert("[a](wolken:1)")


BREAKING = """\
import lesart.write.html.glossary as broken

def glossary(*_):
    raise KeyError("odd")

broken.glossary = glossary
"""


@pytest.mark.site
@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
def test_a_generator_shows_the_finding_and_no_traceback(
    mini: Settings, tmp_path: Path, generator: site.Generator, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Every Python that starts loads this module, and so does the one of the generator.
    (tmp_path / "sitecustomize.py").write_text(BREAKING, "utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    with pytest.raises(EditionError) as caught:
        site.build(mini, generator, tmp_path / "site")
    told = str(caught.value)
    assert "docs/glossary.md: error[E008]: unforeseen, while making the block /// glossary" in told
    assert "KeyError: 'odd'" in told
    assert "Traceback" not in told


def test_the_preview_stays_where_a_build_breaks(
    mini: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    builder = preview._Builder(mini, str(tmp_path / "site"), "127.0.0.1", 0)
    monkeypatch.setattr("lesart.site.preview.build", failing(ValueError("odd")))
    builder()
    told = capsys.readouterr().err
    assert "unforeseen, while building the site" in told
    assert "The last good pages stay until this is mended." in told
