"""The command that prints: the edition, or some of its texts, as PDF."""

from __future__ import annotations

import os
from pathlib import Path

import click

from lesart.commands.shared import (
    DRAFTS,
    FORCE,
    SITE_URL,
    KeyOf,
    audience_option,
    progress,
    require_folder,
    require_text,
    settings_of,
    tell_left_out,
)
from lesart.core.cache import cache_folder
from lesart.core.files import is_stream
from lesart.core.outputs import Outputs
from lesart.model import Audience
from lesart.tasks.edition import load_edition
from lesart.tasks.pdf import file_names, make_pdfs
from lesart.view.held import PRIVATE, is_private
from lesart.write.pdf.layouts import LAYOUTS, on_paper

_SMALL = ", ".join(on_paper(LAYOUTS, "A5"))


@click.command()
@click.argument("texts", nargs=-1, metavar="[TEXT…]")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
              help="[the ids of the texts, or edition.pdf]")  # fmt: skip
@click.option("--layout", type=KeyOf(LAYOUTS), default="parallel", show_default=True,
              help=f"{_SMALL} are A5, the others A4; facing is for print.")  # fmt: skip
@audience_option("private")
@DRAFTS
@SITE_URL
@click.option("--no-cache", is_flag=True, help="Set the book even when nothing has changed.")
@FORCE
@click.pass_context
def pdf(
    context: click.Context,
    texts: tuple[str, ...],
    output: Path | None,
    layout: str,
    audience: Audience,
    drafts: str,
    site_url: str,
    no_cache: bool,
    force: bool,
) -> None:
    """Print TEXTs, or the whole edition, as an accessible PDF."""
    settings = settings_of(context, audience, drafts, site_url)
    for text_id in texts:
        require_text(settings, text_id)
    require_folder(output)
    edition = load_edition(settings)
    chosen = [text for text in edition.texts if not texts or text.record.id in texts]
    name = "-".join(text.record.id for text in chosen) if texts else "edition"
    target = output or Path(f"{name}{LAYOUTS[layout].suffix}.pdf")
    files = [Path(path) for path in file_names(os.fspath(target), chosen)]
    if len(files) > 1 and is_stream(target):
        raise click.UsageError(f"the book fills {len(files)} volumes, and each needs a file")
    outputs = Outputs(cache_folder(settings.root), force)
    for path in files:
        outputs.require(path)
    say = progress()
    say(f"setting {len(chosen)} of {len(edition.texts)} texts …")
    cache = None if no_cache else cache_folder(settings.root)
    made = make_pdfs(edition, chosen, layout, cache)
    for path, data in zip(files, made, strict=True):
        outputs.write(path, data)
        say("")
        click.echo(f"{path}\t{len(data):,} bytes", err=is_stream(path))
    if is_private(edition, chosen):
        click.echo(PRIVATE, err=True)
    tell_left_out(chosen)
