"""The command that writes an EPUB."""

from __future__ import annotations

from pathlib import Path

import click

from lesart.commands.shared import (
    DRAFTS,
    FORCE,
    SITE_URL,
    audience_option,
    require_folder,
    require_text,
    settings_of,
    tell_left_out,
)
from lesart.core.cache import cache_folder
from lesart.core.files import is_stream
from lesart.core.outputs import Outputs
from lesart.model import Audience
from lesart.tasks.copy_facts import read_imprint
from lesart.tasks.edition import load_edition
from lesart.view.held import PRIVATE, is_private
from lesart.write.epub.book import write_epub


@click.command()
@click.argument("texts", nargs=-1, metavar="[TEXT…]")
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="A file, or a folder where several texts are asked for.")  # fmt: skip
@audience_option("private")
@DRAFTS
@SITE_URL
@FORCE
@click.pass_context
def epub(
    context: click.Context,
    texts: tuple[str, ...],
    output: Path | None,
    audience: Audience,
    drafts: str,
    site_url: str,
    force: bool,
) -> None:
    """Write an EPUB of each TEXT, or one of the whole edition."""
    settings = settings_of(context, audience, drafts, site_url)
    for name in texts:
        require_text(settings, name)
    if output and len(texts) > 1 and not output.is_dir():
        raise click.BadParameter(f"{output} is no folder", param_hint="--output")
    require_folder(output)
    edition = load_edition(settings)
    imprint = read_imprint(edition.address)
    chosen = {text.record.id: text for text in edition.texts}
    outputs = Outputs(cache_folder(settings.root), force)
    paths = {name: _path(output, f"{name or 'edition'}.epub") for name in texts or [""]}
    for path in paths.values():
        outputs.require(path)
    for name, path in paths.items():
        outputs.write(path, write_epub(edition, imprint, chosen.get(name)))
        click.echo(path, err=is_stream(path))
    shown = [text for text in edition.texts if not texts or text.record.id in texts]
    if is_private(edition, shown):
        click.echo(PRIVATE, err=True)
    tell_left_out(shown)


def _path(output: Path | None, name: str) -> Path:
    if output is None:
        return Path(name)
    return output / name if output.is_dir() else output
