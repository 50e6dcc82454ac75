"""The commands of drafting: let an engine draft a translation, propose at a place."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from lesart.commands.shared import FINDINGS, report, require_text, settings_of
from lesart.commands.terminal import difference_marks, side_by_side, unit_bar
from lesart.core.references import parse_reference
from lesart.draft.engines import ENGINES, Client
from lesart.draft.faults import Refusal
from lesart.tasks import draft as pipeline_draft
from lesart.tasks import propose as pipeline_propose

MEMORY = "memory"


def _engine(required: bool) -> Callable[..., Any]:
    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        names = [*ENGINES, MEMORY] if required else [*ENGINES]
        engine = click.option(
            "--engine", type=click.Choice(names), required=required, envvar="LESART_ENGINE",
            show_envvar=True, help="Its key comes from the environment.",
        )  # fmt: skip
        server = click.option(
            "--server", metavar="ADDRESS", envvar="LESART_ENGINE_SERVER", show_envvar=True,
            help="Where the engine is: http://localhost:5000 for a LibreTranslate of yours.",
        )  # fmt: skip
        return engine(server(command))

    return add


@click.command()
@click.argument("text_id", metavar="TEXT")
@click.argument("references", nargs=-1, metavar="[REF…]")
@_engine(required=True)
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
    client = None if engine == MEMORY else _client(engine, server, dry_run)
    order = pipeline_draft.Order(references, redo, client, budget, date.today().isoformat())
    planned = pipeline_draft.plan(settings, text_id, order)
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

        outcome = pipeline_draft.draft_text(settings, planned, order, tell)
    report(outcome.findings)
    click.echo(_tally(outcome, wanted), err=True)
    if outcome.findings or outcome.drafted < wanted:
        sys.exit(FINDINGS)


def _tally(outcome: pipeline_draft.Outcome, wanted: int) -> str:
    said = f"{outcome.drafted} of {wanted} units drafted, {outcome.characters:,} characters sent"
    if outcome.interrupted:
        said = f"Stopped. {said}"
    if outcome.drafted < wanted:
        said += "; run the same command again for the rest"
    return said


def _client(engine: str, server: str | None, dry_run: bool = False) -> Client:
    try:
        environment = dict.fromkeys(ENGINES[engine].keys.values(), "-") if dry_run else None
        return Client(ENGINES[engine], server or "", environment=environment)
    except Refusal as refusal:
        raise click.UsageError(f"{refusal.message}: {refusal.hint}") from None


@click.command()
@click.argument("reference", metavar="REF")
@_engine(required=False)
@click.pass_context
def propose(context: click.Context, reference: str, engine: str | None, server: str | None) -> None:
    """
    Show what helps to translate REF, such as siemons:3.4, side by side.

    The German with its terms and their renderings, what stands there now, what the memory holds
    that is like it, and the draft of an engine where one is named. Nothing is written.
    """
    settings = settings_of(context)
    place = parse_reference(reference)
    if place is None:
        raise click.BadParameter(f"“{reference}” is not a reference such as siemons:3.4")
    require_text(settings, place.text)
    client = _client(engine, server) if engine else None
    proposals, findings = pipeline_propose.propose(settings, place, client)
    for one in proposals:
        rows = [("source", one.source, one.current or "—")]
        rows += [("term", term, renderings) for term, renderings in one.terms]
        rows += [
            (f"memory {near.similarity:.0%} {near.entry.place}", difference_marks(pieces),
             near.entry.target)
            for near, pieces in one.near
        ]  # fmt: skip
        rows += [(engine or "", "", one.draft)] if one.draft else []
        side_by_side(one.reference, rows)
    report(findings)
    if findings:
        sys.exit(FINDINGS)
