"""The commands of the glossary: find terms, count renderings, begin an entry."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import click

from lesart.commands.shared import settings_of
from lesart.core.files import exclusive, write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.records import write_yaml
from lesart.core.references import is_text_id
from lesart.core.tables import decode
from lesart.glossary.entries import parse_table
from lesart.glossary.expansion import matcher
from lesart.model import Language
from lesart.store import read as store
from lesart.tasks import edition as pipeline

_SPELLED = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
_ENTRY = """\
---
{lemma}grammar: n., -s, -e
english:
  preferred: [RENDERING]
  admitted:
    - {{rendering: OTHER, reason: WHERE IT FITS}}
  rejected: []
related: []
source: WHERE THE EQUIVALENT COMES FROM
---

# de

DEFINITION

# en

DEFINITION
"""


@click.command()
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--glossary",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table of terms: id, de, en, de_aliases, en_aliases.",
)
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
@click.option("--update", is_flag=True, help="Write the places of the edition's terms.")
@click.option("--report", is_flag=True, help="Print term, rendering and count for each text.")
@click.pass_context
def terms(
    context: click.Context,
    file: Path | None,
    glossary: Path | None,
    lang: Language,
    update: bool,
    report: bool,
) -> None:
    """
    Find terms: in FILE, one sentence a line, those of a table; or in the edition's own texts.

    For FILE it prints line, start, end and id, with tabs between; lines count from 1, characters
    from 0, and the end is exclusive.
    """
    if (file is None) != (glossary is None) or not (file or update or report):
        raise click.UsageError("give FILE with --glossary TABLE, or --update, or --report")
    if file and glossary:
        _find(file, glossary, lang)
        return
    settings = settings_of(context)
    if update:
        for text_id, count in pipeline.update_occurrences(settings):
            shown = "original missing, left as it is" if count is None else f"{count} places"
            click.echo(f"{text_id}\t{shown}")
    if report:
        for row in pipeline.report_renderings(settings):
            click.echo("\t".join(map(str, row)))


def _find(file: Path, glossary: Path, lang: Language) -> None:
    table = parse_table(glossary.read_bytes(), str(glossary))
    text = decode(file.read_bytes().replace(b"\r\n", b"\n"), str(file))
    find = matcher(table, lang).find
    rows = [
        f"{number}\t{match.start}\t{match.end}\t{match.term}\n"
        for number, line in enumerate(text.split("\n"), 1)
        for match in find(line)
    ]
    sys.stdout.write("".join(rows))


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
    path = settings_of(context).root / store.GLOSSARY / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    with exclusive(path.parent):
        if path.exists():
            raise EditionError(Finding(Location(str(path)), "G011", "the entry is there already"))
        write_atomic(path, _ENTRY.format(lemma=write_yaml({"lemma": lemma})))
    click.echo(str(path))


def entry_id(lemma: str) -> str:
    """
    Make the id of an entry from its lemma; nothing where it would not begin with a letter.

    >>> entry_id("Öffentliche Bloßstellung"), entry_id("3-D-Druck")
    ('oeffentliche-blossstellung', '')
    """
    spelled = lemma.lower().translate(_SPELLED)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    made = "-".join("".join(c if c.isalnum() else " " for c in plain).split())
    return made if is_text_id(made) else ""
