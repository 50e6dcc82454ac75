"""The command that lists the originals: originals."""

from __future__ import annotations

import json
import sys

import click

from lesart.commands.shared import FINDINGS, report, settings_of
from lesart.core.findings import Finding, Location
from lesart.tasks.originals import list_originals


@click.command()
@click.option("--format", "format_", type=click.Choice(["plain", "json"]), default="plain")
@click.pass_context
def originals(context: click.Context, format_: str) -> None:
    """List the texts with their witnesses, found or missing."""
    statuses = list_originals(settings_of(context))
    if format_ == "json":
        rows = [
            {"text": s.text_id, "witness": s.witness.siglum, "sha256": s.witness.sha256,
             "path": str(s.path) if s.path else None}
            for s in statuses
        ]  # fmt: skip
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    for status in statuses:
        if format_ == "plain":
            found = str(status.path) if status.path else "missing"
            click.echo(f"{status.text_id}\t{status.witness.siglum}\t{found}")
        for path, near in status.near:
            message = f"this is nearly witness {status.witness.siglum} of {status.text_id}"
            report([Finding(Location(str(path)), "O101", message, (near.difference,), near.hint)])
    if any(status.path is None for status in statuses):
        sys.exit(FINDINGS)
