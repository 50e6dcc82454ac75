"""What the commands share: settings, findings on stderr, the exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lesart.core.findings import EditionError, Finding
from lesart.core.web_address import address_fault

if TYPE_CHECKING:
    from lesart.align import BilingualLexicon
    from lesart.model import Audience, Held, HeldFor, Text
    from lesart.tasks.edition import Settings

FINDINGS, BROKEN = 1, 3
DICTIONARY = click.option(
    "--dictionary",
    default="none",
    show_default=True,
    help="An installed FreeDict or Ding file, or auto for the usual places.",
)


class KeyOf(click.ParamType[str]):
    """Take the keys that a table has when the command runs, and *others* besides."""

    name = "choice"

    def __init__(self, table: Mapping[str, object], *others: str) -> None:
        self._table, self._others = table, others

    def _choice(self) -> click.Choice[str]:
        return click.Choice([*self._table, *self._others])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the key, or fail with those that there are."""
        return self._choice().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Write the keys as a choice."""
        return self._choice().get_metavar(param, ctx)

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str | None:
        """Say which keys there are."""
        return self._choice().get_missing_message(param, ctx)


def _not_contradicted(context: click.Context, option: click.Parameter, value: str) -> str:
    """Refuse an option that says other than its variable does, and a variable that says nothing."""
    said = os.environ.get(str(option.envvar))
    if said is not None and said != value:
        shown = f"“{said[:40]}”" if said else "empty"
        message = f"it is {value}, but {option.envvar} is {shown}; unset one of the two"
        raise click.BadParameter(message, context, option)
    return value


DRAFTS = click.option(
    "--drafts", type=click.Choice(["refuse", "allow"]), default="refuse", envvar="LESART_DRAFTS",
    show_default=True, help="May the public see texts with drafts that nobody has reviewed?",
    callback=_not_contradicted,
)  # fmt: skip


FORCE = click.option(
    "--force", is_flag=True,
    help="Overwrite a file that no run of Lesart wrote, or that was changed since.",
)  # fmt: skip


def _web_address(context: click.Context, option: click.Parameter, value: str) -> str:
    if value and (why := address_fault(value)):
        said = f"“{value[:60]}” is not a web address, such as https://…: {why}"
        raise click.BadParameter(said)
    return value


SITE_URL = click.option(
    "--site-url", default="", envvar="LESART_SITE_URL", metavar="URL", callback=_web_address,
    help="Where the site stands.",
)  # fmt: skip


def audience_option(default: Audience) -> Callable[..., Any]:
    """Make the option that says for whom something is made."""
    return click.option(
        "--audience", type=click.Choice(["private", "public"]), default=default,
        envvar="LESART_AUDIENCE", show_default=True, callback=_not_contradicted,
    )  # fmt: skip


def settings_of(
    context: click.Context,
    audience: Audience = "private",
    drafts: str = "refuse",
    address: str = "",
) -> Settings:
    """Give the settings that options ask for, those before the command and its own."""
    make: Callable[[Audience], Settings] = context.obj
    return replace(make(audience), allow_drafts=drafts == "allow", address=address)


def left_out(text_id: str, reason: HeldFor, held: Held) -> str:
    """Say what is left out of a text, why (see `assemble.held_for`), and what can be done."""
    what = "left out"
    if not held.both:
        what = f"the {'original' if held.original else 'translation'} is left out"
    drafts = "--drafts allow publishes them, marked"
    advice = drafts if reason == "drafts" else "for yourself, add --audience private"
    return f"{text_id}: {what}, because {held.said}; {advice}"


def tell_left_out(texts: Iterable[Text]) -> None:
    """Say on stderr which of *texts* the audience may not see."""
    for text in texts:
        if text.held.any:
            click.echo(left_out(text.record.id, text.held_for, text.held), err=True)


def report(findings: Iterable[Finding]) -> None:
    """Print findings on stderr."""
    for finding in findings:
        click.echo(str(finding), err=True)


@contextmanager
def wrong_references() -> Iterator[None]:
    """Report a reference that means nothing as a finding; broken data are told elsewhere."""
    try:
        yield
    except EditionError as error:
        if any(finding.where.path for finding in error.findings):
            raise
        report(error.findings)
        sys.exit(FINDINGS)


def require_text(settings: Settings, text_id: str) -> None:
    """Stop with a usage error where the edition has no such text."""
    from lesart.store.read import read_edition_record  # noqa: PLC0415  (reads files; not every command does)

    texts = read_edition_record(settings.root).texts
    if text_id not in texts:
        known = f"it has {', '.join(texts)}" if texts else "it has none yet"
        raise click.BadParameter(
            f"the edition has no text “{text_id}”; {known}. `lesart add` adds one, and so does a"
            " line in source_texts/edition.yml"
        )


def require_folder(output: Path | None) -> None:
    """Stop with a usage error, before long work, where a file is to go to no folder."""
    if output and not output.parent.is_dir():
        raise click.BadParameter(f"there is no folder {output.parent}", param_hint="--output")


def lexicon_of(dictionary: str, source: str, target: str) -> BilingualLexicon | None:
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
