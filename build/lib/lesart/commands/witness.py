"""The command that records a witness: witness."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared import report, settings_of
from lesart.store.paths import ORIGINALS, SOURCES
from lesart.tasks import begin as tasks_begin

_TEXT = click.argument("text_id", metavar="TEXT")


@click.command()
@_TEXT
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--siglum", default="A", show_default=True)
@click.option("--replace", is_flag=True, help="Put it in place of what was recorded before.")
@click.pass_context
def witness(context: click.Context, text_id: str, file: Path, siglum: str, replace: bool) -> None:
    """
    Record FILE as a witness of TEXT: its fingerprint, and the SHA-256 for text.yml.

    A TEXT that the edition has not is begun: its record, its page, its line in edition.yml. FILE
    itself stays where it is; put a copy into source_texts/originals/.
    """
    settings = settings_of(context)
    begun, findings = tasks_begin.begin_text(settings, text_id, siglum, file)
    report(findings)
    checksum, path = tasks_begin.record_witness(settings, text_id, siglum, file, replace)
    click.echo(f"{checksum}\t{path.relative_to(settings.root)}")
    if begun:
        click.echo(
            f"{text_id} is begun. Complete {SOURCES}/{text_id}/text.yml, put a copy of the file"
            f" into {ORIGINALS}/, and let `lesart recipe {text_id}` draft its recipe, with which"
            " `lesart joins` and `lesart artefacts` help; `lesart ledger` then gives the sentences"
            " their ids.",
            err=True,
        )
