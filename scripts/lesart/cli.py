"""The command line: find the command, give it the settings, print what stops it."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lesart import __version__
from lesart.commands.ending import ended, prepare, reader_gone
from lesart.core.work_folders import end_in_order

if TYPE_CHECKING:
    from lesart.model import Audience
    from lesart.tasks.edition import Settings

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
    """
    Run the command `lesart`, and end with its exit code.

    What stops it goes to stderr in one finding or more, never as a traceback.
    """
    end_in_order()
    prepare()
    named = next((word for word in sys.argv[1:] if word in COMMANDS), "")
    sys.exit(ended(_run, f"lesart {named}".rstrip()))


def _run() -> int:
    return int(cli.main(standalone_mode=False) or 0)


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

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        with reader_gone():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with reader_gone():
            return super().invoke(ctx)


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
        from lesart.store.new_text import finish_adding  # noqa: PLC0415
        from lesart.store.read import find_root  # noqa: PLC0415
        from lesart.tasks.edition import Settings  # noqa: PLC0415  (not every command reads the edition)

        resolved = tuple(dict.fromkeys(folder.resolve() for folder in folders))
        settings = Settings(find_root(root or Path.cwd()).resolve(), resolved, audience)
        finish_adding(settings.root)
        return settings

    context.obj = make


if __name__ == "__main__":
    main()
