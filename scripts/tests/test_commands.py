"""The commands: each in a file of its name, and a list of them that loads none."""

from __future__ import annotations

import subprocess
import sys
from keyword import iskeyword
from pathlib import Path

import click
import pytest
from conftest import PROJECT

from lesart.cli import COMMANDS, cli

FOLDER = PROJECT / "scripts/lesart/commands"
_OTHERS = {"__init__", "ending", "shared", "terminal"}


def _file(command: str) -> str:
    return f"{command}_" if iskeyword(command) else command


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_of_a_command_what_its_help_does(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    said = (command.callback.__doc__ or "").strip() if command.callback else ""
    assert COMMANDS[name] == said.splitlines()[0]
    assert command.callback and command.callback.__module__ == f"lesart.commands.{_file(name)}"


def test_every_command_stands_in_a_file_of_its_name() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - _OTHERS
    assert {name for name in files if not name.startswith("shared_")} == set(map(_file, COMMANDS))
    assert list(COMMANDS) == sorted(COMMANDS)


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["nebel"]])
def test_help_loads_no_command_and_no_data(words: list[str], tmp_path: Path) -> None:
    code = (
        "import sys\nfrom lesart.cli import main\n"
        f"sys.argv = ['lesart', *{words!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())
    assert "lesart.commands.shared" in loaded
    assert not loaded & {f"lesart.commands.{_file(name)}" for name in COMMANDS}
    assert not loaded & {"lesart.tasks", "lesart.model", "lxml", "yaml", "pydantic", "numpy"}


def test_the_help_lists_every_command_with_its_first_words() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lesart", "--help"], capture_output=True, text=True, check=True
    )
    listed = done.stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    for line, said in zip(listed, COMMANDS.values(), strict=True):
        assert said.startswith(line.split(maxsplit=1)[1].removesuffix("...").rstrip("."))
