"""The command that brings an edition's own settings up to date: upgrade."""

from __future__ import annotations

import sys

import click

from lesart.commands.shared import FINDINGS, settings_of
from lesart.tasks import new_edition

_SAID = {
    "changed": "changed by you, so it stays; compare it with what `lesart init` makes",
    "deleted": "deleted by you, so it stays away",
}


@click.command()
@click.pass_context
def upgrade(context: click.Context) -> None:
    """
    Bring the files with which `lesart init` began the edition up to date.

    Files that you changed or deleted stay as they are, and are listed; the exit code is 1 then.
    """
    found = new_edition.upgrade_edition(settings_of(context).root)
    for one in found:
        if one.state in ("new", "updated"):
            click.echo(f"{one.state}\t{one.path}")
    left = [one for one in found if one.state in _SAID]
    for one in left:
        click.echo(f"{one.path}: {_SAID[one.state]}", err=True)
    if not any(one.state in ("new", "updated") for one in found):
        click.echo("Nothing was to be brought up to date.", err=True)
    if left:
        sys.exit(FINDINGS)
