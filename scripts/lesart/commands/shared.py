"""What the commands share: settings, findings on stderr, the exit codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from lesart.diagnostics import Finding
from lesart.model import Audience

if TYPE_CHECKING:
    from lesart.pipeline import Settings

FINDINGS, BROKEN = 1, 3


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
