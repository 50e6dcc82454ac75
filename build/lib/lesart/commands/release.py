"""The command that freezes a version: release."""

from __future__ import annotations

import sys

import click

from lesart.commands.shared import (
    FINDINGS,
    report,
    require_text,
    settings_of,
)
from lesart.tasks import release as tasks_release


@click.command()
@click.argument("version")
@click.argument("texts", nargs=-1, metavar="[TEXT…]")
@click.pass_context
def release(context: click.Context, version: str, texts: tuple[str, ...]) -> None:
    """
    Freeze VERSION of every text that calls itself so, or of each TEXT named.

    The date is today's, or that of SOURCE_DATE_EPOCH.
    """
    from lesart.tasks.copy_facts import read_imprint  # noqa: PLC0415  (it brings what prints)

    settings = settings_of(context)
    for text_id in texts:
        require_text(settings, text_id)
    day = read_imprint().made.date().isoformat()
    try:
        statuses = tasks_release.release(settings, version, day, texts)
    except tasks_release.UnsoundError as error:
        report(error.findings)
        sys.exit(FINDINGS)
    for status in statuses:
        row = [status.text_id, status.version, status.state]
        if status.path:
            row += [f"{status.count} citable", str(status.path.relative_to(settings.root))]
        click.echo("\t".join(row))
