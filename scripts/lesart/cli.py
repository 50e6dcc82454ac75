"""The command line: find the command, give it the settings, print what stops it."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lesart import __version__
from lesart.commands.shared import BROKEN, report
from lesart.diagnostics import EditionError, Finding, Location
from lesart.work_folders import end_in_order

if TYPE_CHECKING:
    from lesart.model import Audience
    from lesart.pipeline import Settings

COMMANDS = {
    "add": "adding",
    "align": "align",
    "artefacts": "raw",
    "build": "sites",
    "check": "edition",
    "clean": "sites",
    "epub": "books",
    "draft": "drafting",
    "cite": "citing",
    "export": "exchange",
    "import": "exchange",
    "joins": "raw",
    "ledger": "edition",
    "names": "names",
    "new": "terms",
    "originals": "edition",
    "release": "published",
    "resolve": "published",
    "pdf": "printing",
    "propose": "drafting",
    "review": "edition",
    "serve": "sites",
    "terms": "terms",
    "text": "edition",
    "witness": "edition",
}


def main() -> None:
    """Run the command `lesart`; what stops it goes to stderr, and the exit code is 3."""
    end_in_order()
    try:
        cli()
    except EditionError as error:
        report(error.findings)
        sys.exit(BROKEN)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        # Whatever writes a file names it; what a full disk cuts short and names none is a stream.
        nameless = "standard output" if error.errno == errno.ENOSPC else "lesart"
        where = Location(str(error.filename or nameless))
        report([Finding(where, "E007", f"the system says: {error.strerror or error}")])
        sys.exit(BROKEN)


class _Commands(click.Group):
    """Load the module of a command when it is asked for, so that each starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"lesart.commands.{COMMANDS[cmd_name]}")
        name = "import_" if cmd_name == "import" else cmd_name
        command: click.Command = getattr(module, name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option(
    "-C",
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder; otherwise this one or the nearest above it.",
)
@click.option(
    "--originals",
    "originals",
    multiple=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder with originals, beside source_texts/originals and LESART_ORIGINALS.",
)
@click.pass_context
def cli(context: click.Context, root: Path | None, originals: tuple[Path, ...]) -> None:
    """Make annotated bilingual reader editions."""
    named = os.environ.get("LESART_ORIGINALS", "").split(os.pathsep)
    folders = (*originals, *(Path(name) for name in named if name))

    def make(audience: Audience) -> Settings:
        from lesart.pipeline import Settings  # noqa: PLC0415  (not every command reads the edition)
        from lesart.store import find_root  # noqa: PLC0415

        resolved = tuple(dict.fromkeys(folder.resolve() for folder in folders))
        return Settings(find_root(root or Path.cwd()).resolve(), resolved, audience)

    context.obj = make


if __name__ == "__main__":
    main()
