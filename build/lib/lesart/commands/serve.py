"""The command that serves a preview: serve."""

from __future__ import annotations

import click

from lesart.commands.shared import DRAFTS, audience_option, settings_of
from lesart.model import Audience
from lesart.site import preview
from lesart.site.hosts import is_reachable, parse_address

_REACHABLE: dict[Audience, str] = {
    "public": "Other machines of the network can reach this preview.",
    "private": "Other machines of the network can reach this preview, and read originals in it that"
    " are in copyright. Let it listen at 127.0.0.1, or serve --audience public.",
}


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
