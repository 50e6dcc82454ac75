"""The command that records a witness: witness."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared import require_text, settings_of
from lesart.tasks import begin as tasks_begin

_TEXT = click.argument("text_id", metavar="TEXT")


@click.command()
@_TEXT
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--siglum", default="A", show_default=True)
@click.option("--replace", is_flag=True, help="Put it in place of what was recorded before.")
@click.pass_context
def witness(context: click.Context, text_id: str, file: Path, siglum: str, replace: bool) -> None:
    """Record FILE as a witness of TEXT: its fingerprint, and the SHA-256 for text.yml."""
    settings = settings_of(context)
    require_text(settings, text_id)
    checksum, path = tasks_begin.record_witness(settings, text_id, siglum, file, replace)
    click.echo(f"{checksum}\t{path.relative_to(settings.root)}")
