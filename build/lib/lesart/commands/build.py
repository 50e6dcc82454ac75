"""The command that builds the site: build."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared import DRAFTS, audience_option, left_out, report, settings_of
from lesart.model import Audience
from lesart.site import build as site
from lesart.site.audience import standing
from lesart.site.from_disk import INDEX
from lesart.site.policy import POLICY
from lesart.tasks.edition import withheld_texts
from lesart.tasks.originals import list_originals


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
    for status in list_originals(settings):
        found = str(status.path) if status.path else "missing, incipits only"
        click.echo(f"{status.text_id}, witness {status.witness.siglum}: {found}")
    if audience == "private":
        click.echo("A private reading copy: do not publish it.")
    else:
        for withheld in withheld_texts(settings):
            click.echo(left_out(*withheld))
    click.echo(f"Content-Security-Policy: {POLICY}")
    home = target / INDEX
    opened = f"; open {home} or run `lesart serve`." if home.is_file() else ", without a home page."
    click.echo(f"The site is in {target}{opened}")
