"""The commands that add a text to the edition or align one of its texts again."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesart.commands.shared import (
    DICTIONARY,
    FINDINGS,
    lexicon_of,
    progress,
    report,
    require_text,
    settings_of,
)
from lesart.store import read as store
from lesart.tasks import align as pipeline_align
from lesart.tasks.edition import Settings
from lesart.translation.units import NOT_TRANSLATED

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("text_id", metavar="ID")
@click.option("--source", required=True, type=_FILE, help="The German original.")
@click.option("--translation", type=_FILE, help="Its English translation, if there is one.")
@click.option("--record", type=_FILE, help="A text.yml; otherwise one is begun for you.")
@DICTIONARY
@click.pass_context
def add(
    context: click.Context,
    text_id: str,
    source: Path,
    translation: Path | None,
    record: Path | None,
    dictionary: str,
) -> None:
    """Add a text to the edition from an original, and somebody's translation if there is one."""
    settings = settings_of(context)
    files = (source, translation, record)
    added, findings = pipeline_align.add_text(
        settings, text_id, files, lexicon_of(dictionary, "de", "en"), progress()
    )
    report(findings)
    omitted = sum(unit.text == NOT_TRANSLATED for unit in added.units)
    click.echo(f"{store.SOURCES}/{text_id}\t{len(added.ledger)} segments, {len(added.units)} units")
    if omitted:
        click.echo(
            f"{omitted} segments have no translation and stand as {NOT_TRANSLATED}", err=True
        )
    if translation is None:
        click.echo(
            f"Nothing is translated yet: `lesart draft {text_id}` lets an engine draft it,"
            f" and {store.SOURCES}/{text_id}/text.yml wants to be completed.",
            err=True,
        )
        return
    click.echo(
        f"Look at the least sure units with `lesart align --check {text_id}`, complete"
        f" {store.SOURCES}/{text_id}/text.yml, and record what was read with `lesart review`.",
        err=True,
    )


def second_opinion(settings: Settings, text_id: str | None, dictionary: str) -> None:
    """Print where the stored units and a fresh alignment disagree; exit 1 where they do."""
    if text_id:
        require_text(settings, text_id)
    known = store.read_edition_record(settings.root).texts
    lexicon = lexicon_of(dictionary, "de", "en")
    found = 0
    for name in [text_id] if text_id else known:
        findings = pipeline_align.check_alignment(settings, name, lexicon, progress())
        found += len(findings)
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{name}: {len(findings)} disagreements", err=True)
    if found:
        sys.exit(FINDINGS)


def update_alignment(settings: Settings, text_id: str | None, dictionary: str) -> None:
    """Align a text again between its reviewed units, and print the units that are new."""
    if not text_id:
        raise click.UsageError("--update needs the id of a text")
    require_text(settings, text_id)
    lexicon = lexicon_of(dictionary, "de", "en")
    new, refused = pipeline_align.realign(settings, text_id, lexicon, progress())
    for unit in new:
        click.echo(f"{text_id}:{unit.ids}\t{unit.confidence:.3f}\t{unit.text}")
    report(refused)
    if refused:
        sys.exit(FINDINGS)
