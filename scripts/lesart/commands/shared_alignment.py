"""What `align` does with the units of the edition."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesart.commands.shared import (
    FINDINGS,
    lexicon_of,
    progress,
    report,
    require_text,
)
from lesart.languages import LANGUAGES
from lesart.store.read import read_edition_record
from lesart.tasks import realign as tasks_realign
from lesart.tasks.align_translation import align_translation
from lesart.tasks.edition import Settings
from lesart.translation.units import NOT_TRANSLATED


def second_opinion(settings: Settings, text_id: str | None, dictionary: str) -> None:
    """Print where the stored units and a fresh alignment disagree; exit 1 where they do."""
    if text_id:
        require_text(settings, text_id)
    known = read_edition_record(settings.root).texts
    lexicon = lexicon_of(dictionary, "de", "en")
    found = 0
    for name in [text_id] if text_id else known:
        findings = tasks_realign.check_alignment(settings, name, lexicon, progress())
        found += len(findings)
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{name}: {len(findings)} disagreements", err=True)
    if found:
        sys.exit(FINDINGS)


def take_translation(
    settings: Settings, text_id: str | None, file: Path, dictionary: str, sure: bool
) -> None:
    """Align the translation in a file to a text that has none, and tell its units."""
    if not text_id:
        raise click.UsageError("--translation needs the id of a text")
    require_text(settings, text_id)
    lexicon = lexicon_of(dictionary, *LANGUAGES)
    units, findings = align_translation(settings, text_id, file, lexicon, sure)
    report(findings)
    click.echo(f"{text_id}\t{len(units)} units")
    omitted = sum(unit.text == NOT_TRANSLATED for unit in units)
    if omitted:
        click.echo(f"{omitted} of them have no translation and stand as {NOT_TRANSLATED}", err=True)
    click.echo(f"Look at the least sure with `lesart align --check {text_id}`.", err=True)


def update_alignment(settings: Settings, text_id: str | None, dictionary: str) -> None:
    """Align a text again between its reviewed units, and print the units that are new."""
    if not text_id:
        raise click.UsageError("--update needs the id of a text")
    require_text(settings, text_id)
    lexicon = lexicon_of(dictionary, "de", "en")
    new, refused = tasks_realign.realign(settings, text_id, lexicon, progress())
    for unit in new:
        click.echo(f"{text_id}:{unit.ids}\t{unit.confidence:.3f}\t{unit.text}")
    report(refused)
    if refused:
        sys.exit(FINDINGS)
