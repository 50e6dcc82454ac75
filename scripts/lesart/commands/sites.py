"""The commands that make the site: build it, or serve a preview."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared import DRAFTS, audience_option, left_out, report, settings_of
from lesart.core.findings import Finding, Location
from lesart.model import Audience
from lesart.site import build as site
from lesart.site import preview
from lesart.site.audience import standing
from lesart.site.from_disk import INDEX
from lesart.site.hosts import is_reachable, parse_address
from lesart.site.policy import POLICY
from lesart.store.site_folder import take_away
from lesart.tasks import edition as pipeline

_REACHABLE: dict[Audience, str] = {
    "public": "Other machines of the network can reach this preview.",
    "private": "Other machines of the network can reach this preview, and read originals in it that"
    " are in copyright. Let it listen at 127.0.0.1, or serve --audience public.",
}


@click.command()
@click.option(
    "--generator", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", show_default=True
)
@audience_option("public")
@DRAFTS
@click.option("--site-dir", type=click.Path(file_okay=False, path_type=Path), help="[site]")
@click.pass_context
def build(
    context: click.Context,
    generator: site.Generator,
    audience: Audience,
    drafts: str,
    site_dir: Path | None,
) -> None:
    """
    Build the site; an old site stays until the new one is complete.

    Where nothing that it rests on has changed since it was built, it stays as it is.
    """
    settings = settings_of(context, audience, drafts)
    target = site_dir or settings.root / "site"
    before = standing(target)
    if site.is_built(settings, generator, target):
        click.echo("Nothing has changed since this site was built, so it stays as it is.")
    else:
        report(site.build(settings, generator, target))
    if before not in ("", audience):
        now = "is private now: do not publish it" if audience == "private" else "is public now"
        click.echo(f"{target}: a {before} site stood here, and it {now}", err=True)
    for status in pipeline.list_originals(settings):
        found = str(status.path) if status.path else "missing, incipits only"
        click.echo(f"{status.text_id}, witness {status.witness.siglum}: {found}")
    if audience == "private":
        click.echo("A private reading copy: do not publish it.")
    else:
        for withheld in pipeline.withheld(settings):
            click.echo(left_out(*withheld))
    click.echo(f"Content-Security-Policy: {POLICY}")
    home = target / INDEX
    opened = f"; open {home} or run `lesart serve`." if home.is_file() else ", without a home page."
    click.echo(f"The site is in {target}{opened}")


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


@click.command()
@audience_option("private")
@DRAFTS
@click.option("--address", default="127.0.0.1:8000", show_default=True)
@click.pass_context
def serve(context: click.Context, audience: Audience, drafts: str, address: str) -> None:
    """Serve a live preview that follows every edit."""
    settings = settings_of(context, audience, drafts)
    if audience == "private":
        click.echo("This is a private reading copy: do not publish it.", err=True)
    try:
        host, port = parse_address(address)
    except ValueError:
        message = f"“{address}” is not HOST:PORT, such as 127.0.0.1:8000 or [::1]:8000"
        raise click.BadParameter(message, param_hint="--address") from None
    if is_reachable(host):
        click.echo(_REACHABLE[audience], err=True)
    try:
        preview.serve(settings, host, port)
    except OSError as error:
        raise click.UsageError(f"cannot serve at {address}: {error.strerror}") from None
