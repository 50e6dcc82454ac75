"""What the commands share: settings, findings on stderr, the exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from lesart.diagnostics import Finding

if TYPE_CHECKING:
    from lesart.align import Lexicon
    from lesart.model import Audience
    from lesart.pipeline import Settings

FINDINGS, BROKEN = 1, 3
DICTIONARY = click.option(
    "--dictionary",
    default="none",
    show_default=True,
    help="An installed FreeDict or Ding file, or auto for the usual places.",
)


def settings_of(context: click.Context, audience: Audience = "private") -> Settings:
    """Give the settings that the options before the command ask for."""
    make: Callable[[Audience], Settings] = context.obj
    return make(audience)


def report(findings: Iterable[Finding]) -> None:
    """Print findings on stderr."""
    for finding in findings:
        click.echo(str(finding), err=True)


def require_text(settings: Settings, text_id: str) -> None:
    """Stop with a usage error where the edition has no such text."""
    from lesart.store import read_edition_record  # noqa: PLC0415  (reads files; not every command does)

    texts = read_edition_record(settings.root).texts
    if text_id not in texts:
        raise click.BadParameter(f"the edition has no text “{text_id}”; it has {', '.join(texts)}")


def lexicon_of(dictionary: str, source: str, target: str) -> Lexicon | None:
    """Load the dictionary that an option names. A file that cannot be read is a usage error."""
    from lesart.align import load_dictionary  # noqa: PLC0415  (not every command aligns)

    try:
        return load_dictionary(dictionary, source, target)
    except (OSError, ValueError) as error:
        raise click.BadParameter(f"{dictionary}: {error}", param_hint="--dictionary") from None


def progress() -> Callable[[str], None]:
    """Tell how far it is, on a terminal alone."""
    if not sys.stderr.isatty():
        return lambda message: None
    return lambda message: click.echo(f"\r\x1b[K{message}", nl=False, err=True)
