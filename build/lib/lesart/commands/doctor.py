"""The command that tells what is installed, missing or odd: doctor."""

from __future__ import annotations

import sys

import click

from lesart.commands.shared import FINDINGS, settings_of
from lesart.core.findings import EditionError
from lesart.site.build import site_address
from lesart.tasks.doctor import State, Told, look_at_edition, look_at_machine

_SIGNS = {"good": "✓", "missing": "✗", "optional": "–"}


@click.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """
    Tell what is installed, missing or odd, and what mends it.

    A tick is well, a dash can be done without, a cross is to be mended; the exit code is 1 then.
    Outside of an edition only the machine is looked at.
    """
    found = [*look_at_machine(), *_edition(context)]
    for told in found:
        click.echo(f"{_SIGNS[told.state]} {told.words}")
        if told.hint:
            click.echo(f"    {told.hint}")
    if any(told.state == "missing" for told in found):
        sys.exit(FINDINGS)


def _edition(context: click.Context) -> list[Told]:
    try:
        settings = settings_of(context)
    except EditionError as error:
        first = error.findings[0]
        state: State = "optional" if first.code == "E001" else "missing"
        said = f"{first.where}: {first.message}"
        return [Told(state, said, first.hint or "lesart init DIR begins an edition")]
    try:
        address = site_address(settings.root)
    except EditionError as error:
        one = error.findings[0]
        told = Told("missing", f"{one.where}: {one.message}", one.hint)
        return [told, *look_at_edition(settings, "")]
    return list(look_at_edition(settings, address))
