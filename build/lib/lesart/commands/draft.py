"""The command that lets an engine draft a translation: draft."""

from __future__ import annotations

import sys
from datetime import date

import click

from lesart.commands.shared import FINDINGS, report, require_text, settings_of
from lesart.commands.shared_engine import MEMORY, client_of, engine_options
from lesart.commands.terminal import unit_bar
from lesart.tasks import draft as tasks_draft


@click.command()
@click.argument("text_id", metavar="TEXT")
@click.argument("references", nargs=-1, metavar="[REF…]")
@engine_options(required=True)
@click.option("--redo", is_flag=True, help="Draft again what is a draft nobody has touched.")
@click.option("--dry-run", is_flag=True, help="Only say how many units and characters it would be.")
@click.option("--budget", type=click.IntRange(min=1), metavar="N", help="Send no more characters.")
@click.pass_context
def draft(
    context: click.Context,
    text_id: str,
    references: tuple[str, ...],
    engine: str,
    server: str | None,
    redo: bool,
    dry_run: bool,
    budget: int | None,
) -> None:
    """
    Draft the units of TEXT that have no translation yet, or those of REF.

    What a person has begun, edited or reviewed is never touched. Each unit is written as soon as
    it is there, so a run that was broken off goes on where it stopped.
    """
    settings = settings_of(context)
    require_text(settings, text_id)
    client = None if engine == MEMORY else client_of(engine, server, dry_run)
    order = tasks_draft.Order(references, redo, client, budget, date.today().isoformat())
    planned = tasks_draft.plan(settings, text_id, order)
    wanted = planned.units + len(planned.remembered)
    click.echo(
        f"{wanted} units to draft, {len(planned.remembered)} of them from the memory;"
        f" {planned.characters:,} characters for {engine}",
        err=not dry_run,
    )
    if dry_run:
        report(planned.findings)
        return
    with unit_bar(text_id, wanted) as step:

        def tell(place: str, origin: str, words: str, characters: int) -> None:
            click.echo(f"{place}\t{origin}\t{words}")
            step(1, characters)

        outcome = tasks_draft.draft_text(settings, planned, order, tell)
    report(outcome.findings)
    click.echo(_tally(outcome, wanted), err=True)
    if outcome.findings or outcome.drafted < wanted:
        sys.exit(FINDINGS)


def _tally(outcome: tasks_draft.Outcome, wanted: int) -> str:
    said = f"{outcome.drafted} of {wanted} units drafted, {outcome.characters:,} characters sent"
    if outcome.interrupted:
        said = f"Stopped. {said}"
    if outcome.drafted < wanted:
        said += "; run the same command again for the rest"
    return said
