"""The command that begins a file of the edition: new."""

from __future__ import annotations

import unicodedata

import click

from lesart.commands.shared import settings_of
from lesart.core.files import exclusive, write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.records import write_yaml
from lesart.glossary.entry_draft import ENTRY
from lesart.glossary.entry_ids import entry_id
from lesart.store.paths import GLOSSARY


@click.group()
def new() -> None:
    """Begin a file of the edition."""


@new.command()
@click.argument("lemma")
@click.pass_context
def term(context: click.Context, lemma: str) -> None:
    """Begin the entry of LEMMA in the glossary; a file that is there is left alone."""
    lemma = unicodedata.normalize("NFC", " ".join(lemma.split()))
    name = entry_id(lemma)
    if not name:
        raise click.BadParameter("no id can be made of it: one begins with a Latin letter")
    path = settings_of(context).root / GLOSSARY / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    with exclusive(path.parent):
        if path.exists():
            raise EditionError(Finding(Location(str(path)), "G011", "the entry is there already"))
        write_atomic(path, ENTRY.format(lemma=write_yaml({"lemma": lemma})))
    click.echo(str(path))
