"""Proposals for a person at work, and what a terminal shows that a pipe does not."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import COMMAND, run
from drafting import add_rain
from engine_server import EngineServer, engine_server, english

from lesart.commands.terminal import difference_marks, side_by_side, unit_bar
from lesart.core.references import Reference
from lesart.tasks.edition import Settings
from lesart.tasks.propose import propose


@pytest.fixture
def server() -> Iterator[EngineServer]:
    with engine_server() as running:
        yield running


def state(mini: Settings) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in mini.root.rglob("*") if p.is_file()}


def test_what_helps_stands_side_by_side(mini: Settings, server: EngineServer) -> None:
    before = state(mini)
    done = run(mini, "propose", "wolken:1.1", "--engine", "libre", "--server", server.address)
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert ["wolken:1.1", "source", "Kann man Wolken wiegen?",
            "Can clouds be weighed? (reviewed)"] in rows  # fmt: skip
    assert ["wolken:1.1", "term", "Wolken (Wolke)", "cloud; not: haze"] in rows
    assert ["wolken:1.1", "libre", "", english("Kann man Wolken wiegen?")] in rows
    assert state(mini) == before


def test_near_sentences_are_offered_with_their_difference(mini: Settings, tmp_path: Path) -> None:
    source = tmp_path / "nebel.txt"
    source.write_text("Kann man Nebel wiegen? Nein.\n", "utf-8")
    assert run(mini, "add", "nebel", "--source", str(source)).returncode == 0
    (first, second), findings = propose(mini, Reference("nebel", "1", "1"), None)
    assert findings == []
    ((near, pieces),) = first.near
    assert near.entry.place == "wolken:1.1"
    assert difference_marks(pieces) == "Kann man [-Wolken-] {+Nebel+} wiegen?"
    assert second.near == ()
    assert (first.current, first.draft) == ("", "")


def test_an_engine_that_fails_leaves_the_rest(mini: Settings, server: EngineServer) -> None:
    server.always = "status 403"
    done = run(mini, "propose", "wolken:1.1", "--engine", "google", "--server", server.address)
    assert done.returncode == 1
    assert "source\tKann man Wolken wiegen?" in done.stdout
    assert "error[H103]" in done.stderr


@pytest.mark.parametrize(
    ("reference", "code"), [("wolken", 2), ("nebel:1", 2), ("wolken:9.9", 3), ("wolken:1.1-", 2)]
)
def test_a_reference_that_leads_nowhere_is_told(mini: Settings, reference: str, code: int) -> None:
    done = run(mini, "propose", reference)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_terminal_shows_a_bar_with_units_and_characters(
    mini: Settings, tmp_path: Path, server: EngineServer
) -> None:
    add_rain(mini, tmp_path)
    main, other = pty.openpty()
    words = ["draft", "regen", "--engine", "libre", "--server", server.address]
    with subprocess.Popen(
        [*COMMAND, *words],
        cwd=mini.root, stdout=subprocess.PIPE, stderr=other,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
    ) as process:  # fmt: skip
        os.close(other)
        shown = b""
        while True:
            try:
                piece = os.read(main, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        out = process.stdout.read() if process.stdout else b""
    os.close(main)
    assert len(out.splitlines()) == 8
    assert b"8/8" in shown
    assert b"characters" in shown


def test_a_pipe_shows_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with unit_bar("regen", 3) as step:
        step(1, 100)
    side_by_side("wolken:1.1", [("term", "[Wolke]", "cloud")])
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out == "wolken:1.1\tterm\t[Wolke]\tcloud\n"


def test_a_terminal_shows_a_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    side_by_side("wolken:1.1", [("memory 89%", "Kann man [-Wolken-] {+Nebel+} [b]?", "Can [/] x")])
    said = capsys.readouterr().out
    assert "German" in said
    assert "Wolken" in said
    assert "[b]?" in said
    assert "[-" not in said
    assert "Can [/] x" in said
