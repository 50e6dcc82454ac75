"""The command that writes for other programs: export."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from lesart.commands.shared import (
    DRAFTS,
    FORCE,
    SITE_URL,
    KeyOf,
    audience_option,
    require_text,
    settings_of,
    tell_left_out,
)
from lesart.core.cache import cache_folder
from lesart.core.outputs import Outputs
from lesart.model import Audience
from lesart.store.read import read_edition_record
from lesart.tasks.edition import Settings, load_edition, text_of
from lesart.tasks.format_types import Work
from lesart.tasks.formats import FORMATS
from lesart.view.held import PRIVATE, is_private

_BASE = "urn:lesart:term:"


@click.command()
@click.argument("format_", metavar="FORMAT", type=KeyOf(FORMATS))
@click.argument("text_id", metavar="[TEXT]", required=False)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="[stdout]")
@click.option("--base", default=_BASE, show_default=True, help="What SKOS concepts begin with.")
@audience_option("private")
@DRAFTS
@SITE_URL
@FORCE
@click.pass_context
def export(
    context: click.Context,
    format_: str,
    text_id: str | None,
    output: Path | None,
    base: str,
    audience: Audience,
    drafts: str,
    site_url: str,
    force: bool,
) -> None:
    """
    Write the glossary as TBX (ISO 30042), SKOS (Turtle) or CSV; or the units of TEXT.

    As PO or XLIFF 2 they go to a translator's program, as TMX 1.4 to a translation memory, and
    there TEXT may be left out for all of them. Such a file holds the original: keep it to yourself
    where the original is in copyright.

    All other files that a site offers are written by their formats too: TEXT as tei, json, epub,
    pdf, annotations, or its reference as biblatex, bibtex, ris, csl-json; without TEXT the
    bibliography, or the book of all texts.
    """
    settings = settings_of(context, audience, drafts, site_url)
    work = FORMATS[format_].work
    if work is None:
        data = _made(settings, format_, text_id)
    else:
        asked = context.get_parameter_source("audience") == ParameterSource.COMMANDLINE
        if asked and audience == "public" and work.of != "glossary":
            raise click.UsageError(f"{format_} holds the original, and is for no public")
        data = _worked(settings, format_, work, text_id, base).encode()
    if output:
        Outputs(cache_folder(settings.root), force).write(output, data)
    else:
        click.echo(data, nl=False)


def _worked(settings: Settings, format_: str, work: Work, text_id: str | None, base: str) -> str:
    """Write what is for those who work on the edition."""
    if text_id and work.of == "glossary":
        raise click.UsageError(f"{format_} is a format of the glossary and takes no text")
    if text_id:
        require_text(settings, text_id)
    elif work.of == "text":
        raise _needs_text(format_)
    ids = [text_id] if text_id else read_edition_record(settings.root).texts
    return work.make(settings, ids, base)


def _needs_text(format_: str) -> click.UsageError:
    return click.UsageError(f"{format_} needs a text, such as: lesart export {format_} mytext")


def _made(settings: Settings, format_: str, text_id: str | None) -> bytes:
    """Write what the audience may see, of a text or of the edition as a whole."""
    of_text, whole = FORMATS[format_].text, FORMATS[format_].edition
    if text_id and of_text is None:
        raise click.UsageError(f"{format_} is a format of the whole edition and takes no text")
    if not text_id and whole is None:
        raise _needs_text(format_)
    if text_id:
        require_text(settings, text_id)
    edition = load_edition(settings)
    shown = [text_of(edition, text_id)] if text_id else list(edition.texts)
    if text_id and of_text and of_text.available(shown[0]):
        data = of_text.make(shown[0], edition)
    elif not text_id and whole and whole.available(edition):
        data = whole.make(edition)
    else:
        raise click.UsageError(f"there is nothing here to be written as {format_}")
    if is_private(edition, shown):
        click.echo(PRIVATE, err=True)
    tell_left_out(shown)
    return data
