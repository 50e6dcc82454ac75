"""The command line: find the command, give it the settings, print what stops it."""

from __future__ import annotations

import importlib
import os
import sys
from keyword import iskeyword
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
    "add": "Add a text to the edition from an original, and somebody's"
    " translation if there is one.",
    "align": "Bring the running texts SOURCE (German) and TARGET (English or French) together.",
    "artefacts": "Suggest emendations for faults of transmission, with the"
    " evidence; nothing is changed.",
    "build": "Build the site; an old site stays until the new one is complete.",
    "check": "Check the whole edition; exit 1 when something is wrong with it.",
    "cite": "Cite REF: a paragraph, sentence or range (mytext:3.4-3.6),"
    " a note (mytext:n3.5a), a text.",
    "clean": "Remove a site that a build wrote; what somebody put into its folder stays.",
    "doctor": "Tell what is installed, missing or odd, and what mends it.",
    "draft": "Draft the units of TEXT that have no translation yet, or those of REF.",
    "epub": "Write an EPUB of each TEXT, or one of the whole edition.",
    "export": "Write the glossary as TBX (ISO 30042), SKOS (Turtle) or CSV; or the units of TEXT.",
    "git": "Set git up to merge the work of two editors record by record.",
    "import": "Take in what comes from another program: units (PO, XLIFF),"
    " a memory (TMX), terms (TBX, CSV).",
    "init": "Begin an edition in DIR: its settings, its pages, and what publishes it.",
    "joins": "Decide for every pair of adjacent raw lines whether the word goes on.",
    "ledger": "Give the segments of TEXT their ids: write its segments.tsv.",
    "merge": "Merge OURS and THEIRS, which both began with BASE, as the file PATH asks for;"
    " git calls this.",
    "names": "Find the names of the index in all texts.",
    "new": "Begin a file of the edition.",
    "originals": "List the texts with their witnesses, found or missing.",
    "pdf": "Print TEXTs, or the whole edition, as an accessible PDF.",
    "propose": "Show what helps to translate REF, such as mytext:3.4, side by side.",
    "read": "Print what `lesart add` reads in FILE: role and words of each"
    " paragraph, with a tab between.",
    "recipe": "Draft the recipe of TEXT from the lines of its witness; one that is there stays.",
    "release": "Freeze VERSION of every text that calls itself so, or of each TEXT named.",
    "remove": "Take TEXT out of the edition; its files stay aside, and a released id"
    " leaves a signpost.",
    "rename": "Give TEXT the id NEW, wherever the edition names it; a released id"
    " leaves a signpost.",
    "resolve": "Find what REF means: its id, its address, and both texts.",
    "review": "Record units (all, or those of REF) as reviewed against today's source wording.",
    "schema": "Write JSON Schemas of the files that editors write into DIR,"
    " such as source_texts/schemas.",
    "serve": "Serve a live preview that follows every edit.",
    "split": "Print the sentences of FILE, one a line; - stands for plain text"
    " from standard input.",
    "terms": "Find terms: in FILE, one sentence a line, those of a table;"
    " or in the edition's own texts.",
    "text": "Print the reading text or the translation of TEXT, in reading order.",
    "upgrade": "Bring the files with which `lesart init` began the edition up to date.",
    "witness": "Record FILE as a witness of TEXT: its fingerprint, and the SHA-256 for text.yml.",
}
"""Each command with the first line of its help, so that a list of them loads none."""


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
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f"lesart.commands.{name}")
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        limit = formatter.width - 6 - max(map(len, COMMANDS))
        rows = [
            (name, click.Command(name, help=said).get_short_help_str(limit))
            for name, said in COMMANDS.items()
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

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
        from lesart.store.moved_texts import finish_moving  # noqa: PLC0415
        from lesart.store.new_text import finish_adding  # noqa: PLC0415
        from lesart.store.paths import find_root  # noqa: PLC0415
        from lesart.tasks.edition import Settings  # noqa: PLC0415  (not every command reads the edition)

        resolved = tuple(dict.fromkeys(folder.resolve() for folder in folders))
        settings = Settings(find_root(root or Path.cwd()).resolve(), resolved, audience)
        finish_adding(settings.root)
        finish_moving(settings.root)
        return settings

    context.obj = make


if __name__ == "__main__":
    main()
