"""The command that records what was read: review."""

from __future__ import annotations

import sys

import click

from lesart.commands.shared import FINDINGS, report, require_text, settings_of
from lesart.model import UnitState
from lesart.tasks.review import review_units

_TEXT = click.argument("text_id", metavar="TEXT")


@click.command()
@_TEXT
@click.argument("references", nargs=-1, metavar="[REF…]")
@click.option("--draft", "state", flag_value="draft", help="Mark as drafts instead.")
@click.option("--reviewed", "state", flag_value="reviewed", default="reviewed", hidden=True)
@click.pass_context
def review(
    context: click.Context, text_id: str, references: tuple[str, ...], state: UnitState
) -> None:
    """Record units (all, or those of REF) as reviewed against today's source wording."""
    settings = settings_of(context)
    require_text(settings, text_id)
    changed, refused = review_units(settings, text_id, references, state)
    for unit in changed:
        click.echo(f"{text_id}:{unit.ids}\t{state}")
    if not changed and not refused:
        click.echo(f"{text_id} has no unit to review: nothing is translated yet, or all of it is"
                   f" {state} already.", err=True)  # fmt: skip
    report(refused)
    if refused:
        sys.exit(FINDINGS)
