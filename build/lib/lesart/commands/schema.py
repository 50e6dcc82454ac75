"""The command that writes JSON Schemas: schema."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared import FORCE, settings_of
from lesart.core.cache import cache_folder
from lesart.core.outputs import Outputs
from lesart.tasks.schemas import write_schemas


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@FORCE
@click.pass_context
def schema(context: click.Context, folder: Path, force: bool) -> None:
    """
    Write JSON Schemas of the files that editors write into DIR, such as source_texts/schemas.

    An editor with a YAML language server completes and checks a file that names its schema:
    a text.yml begins with # yaml-language-server: $schema=../schemas/text.schema.json
    """
    outputs = Outputs(cache_folder(settings_of(context).root), force)
    made = {folder / name: words for name, words in write_schemas().items()}
    folder.mkdir(parents=True, exist_ok=True)
    for path in made:
        outputs.require(path)
    for path, words in made.items():
        outputs.write(path, words)
        click.echo(path)
