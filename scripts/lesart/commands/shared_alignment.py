"""What `align` does with the units of the edition."""

from __future__ import annotations

import sys

import click

from lesart.commands.shared import (
    FINDINGS,
    lexicon_of,
    progress,
    report,
    require_text,
)
from lesart.store.read import read_edition_record
from lesart.tasks import align as tasks_align
from lesart.tasks.edition import Settings


def second_opinion(settings: Settings, text_id: str | None, dictionary: str) -> None:
    """Print where the stored units and a fresh alignment disagree; exit 1 where they do."""
    if text_id:
        require_text(settings, text_id)
    known = read_edition_record(settings.root).texts
    lexicon = lexicon_of(dictionary, "de", "en")
    found = 0
    for name in [text_id] if text_id else known:
        findings = tasks_align.check_alignment(settings, name, lexicon, progress())
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
    new, refused = tasks_align.realign(settings, text_id, lexicon, progress())
    for unit in new:
        click.echo(f"{text_id}:{unit.ids}\t{unit.confidence:.3f}\t{unit.text}")
    report(refused)
    if refused:
        sys.exit(FINDINGS)
