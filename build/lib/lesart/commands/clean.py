"""The command that removes a built site: clean."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared import report, settings_of
from lesart.core.findings import Finding, Location
from lesart.store.site_folder import take_away


@click.command()
@click.option("--site-dir", type=click.Path(file_okay=False, path_type=Path), help="[site]")
@click.pass_context
def clean(context: click.Context, site_dir: Path | None) -> None:
    """Remove a site that a build wrote; what somebody put into its folder stays."""
    root = settings_of(context).root
    target = (site_dir or root / "site").resolve()
    message = "no build wrote this, so it stays"
    report(
        Finding(Location(str(target / name)), "B009", message, severity="warning")
        for name in take_away(target, root)
    )
