"""The command that shows what helps to translate: propose."""

from __future__ import annotations

import sys

import click

from lesart.commands.shared import FINDINGS, report, require_text, settings_of
from lesart.commands.shared_engine import client_of, engine_options
from lesart.commands.terminal import difference_marks, side_by_side
from lesart.core.references import parse_reference
from lesart.tasks import propose as tasks_propose


@click.command()
@click.argument("reference", metavar="REF")
@engine_options(required=False)
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
    client = client_of(engine, server) if engine else None
    proposals, findings = tasks_propose.propose(settings, place, client)
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
