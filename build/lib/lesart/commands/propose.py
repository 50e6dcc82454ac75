"""The command that shows what helps to translate, and takes in what readers propose: propose."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesart.commands.shared import FINDINGS, report, require_text, settings_of
from lesart.commands.shared_engine import client_of, engine_options
from lesart.commands.terminal import difference_marks, side_by_side
from lesart.core.references import parse_reference
from lesart.tasks import propose as tasks_propose
from lesart.tasks.edition import Settings
from lesart.tasks.take_proposal import take_proposal
from lesart.translation.memory import difference

_STDIN = "standard input"


@click.command()
@click.argument("reference", metavar="[REF]", required=False)
@click.option(
    "--from", "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help="A reader's proposal, as the link of a page writes it; - stands for standard input.",
)  # fmt: skip
@engine_options(required=False)
@click.pass_context
def propose(
    context: click.Context,
    reference: str | None,
    file: str | None,
    engine: str | None,
    server: str | None,
) -> None:
    """
    Show what helps to translate REF, such as mytext:3.4, side by side.

    The German with its terms and their renderings, what stands there now, what the memory holds
    that is like it, and the draft of an engine where one is named. Nothing is written.

    With --from, take in what a reader proposes: where the words that the reader saw still stand,
    the proposed ones take their place, as a draft that is yet to be reviewed.
    """
    settings = settings_of(context)
    if (reference is None) == (file is None):
        raise click.UsageError("name either REF or a proposal with --from")
    if file is not None:
        _take(settings, file)
        return
    place = parse_reference(reference or "")
    if place is None:
        raise click.BadParameter(f"“{reference}” is not a reference such as mytext:3.4")
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


def _take(settings: Settings, file: str) -> None:
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    taken = take_proposal(settings, data, _STDIN if file == "-" else file)
    proposal, unit = taken.proposal, taken.unit
    rows = [("translation", taken.source or "—", unit.text)]
    pieces = difference(unit.text, proposal.proposed)
    rows += [("proposed", difference_marks(pieces), proposal.proposed)]
    rows += [("reason", "", proposal.reason)] if proposal.reason else []
    side_by_side(str(proposal.place), rows)
    report([*taken.warnings, *taken.refused])
    if taken.refused:
        sys.exit(FINDINGS)
    text = proposal.place.text
    click.echo(f"written as a draft; read it, then run `lesart review {text} {unit.ids}`", err=True)
