"""The command line: read the words, call one function of the pipeline, print what it gives."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from lesart import __version__, cli_align, cli_terms, pipeline, preview, site, store
from lesart.artefacts import find_artefacts
from lesart.diagnostics import EditionError, Finding, Location
from lesart.joins import decide_joins
from lesart.lexicon import load_lexicon
from lesart.listing import list_text
from lesart.model import Audience, Language, UnitState
from lesart.normalize import split_lines
from lesart.pipeline import Settings
from lesart.tables import decode

FINDINGS, BROKEN = 1, 3
_TEXT = click.argument("text_id", metavar="TEXT")
_RAW = click.argument("rawfile", type=click.Path(exists=True, dir_okay=False, path_type=Path))


def main() -> None:
    """Run the command `lesart`; a finding that stops it goes to stderr, and the exit code is 3."""
    try:
        cli()
    except EditionError as error:
        _report(error.findings)
        sys.exit(BROKEN)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option(
    "-C",
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder; otherwise this one or the nearest above it.",
)
@click.option(
    "--originals",
    "originals",
    multiple=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder with originals, beside source_texts/originals and LESART_ORIGINALS.",
)
@click.pass_context
def cli(context: click.Context, root: Path | None, originals: tuple[Path, ...]) -> None:
    """Make annotated bilingual reader editions."""
    named = os.environ.get("LESART_ORIGINALS", "").split(os.pathsep)
    folders = (*originals, *(Path(name) for name in named if name))
    context.obj = lambda audience: Settings(
        (store.find_root(root or Path.cwd())).resolve(),
        tuple(dict.fromkeys(folder.resolve() for folder in folders)),
        audience,
    )


def _settings(context: click.Context, audience: Audience = "private") -> Settings:
    make: Callable[[Audience], Settings] = context.obj
    return make(audience)


def _report(findings: Iterable[Finding]) -> None:
    for finding in findings:
        click.echo(str(finding), err=True)


def _require_text(settings: Settings, text_id: str) -> None:
    texts = store.read_edition_record(settings.root).texts
    if text_id not in texts:
        raise click.BadParameter(f"the edition has no text “{text_id}”; it has {', '.join(texts)}")


@cli.command()
@click.option("--format", "format_", type=click.Choice(["plain", "json"]), default="plain")
@click.pass_context
def originals(context: click.Context, format_: str) -> None:
    """List the texts with their witnesses, found or missing."""
    statuses = pipeline.list_originals(_settings(context))
    if format_ == "json":
        rows = [
            {"text": s.text_id, "witness": s.witness.siglum, "sha256": s.witness.sha256,
             "path": str(s.path) if s.path else None}
            for s in statuses
        ]  # fmt: skip
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    for status in statuses:
        if format_ == "plain":
            found = str(status.path) if status.path else "missing"
            click.echo(f"{status.text_id}\t{status.witness.siglum}\t{found}")
        for path, near in status.near:
            message = f"this is nearly witness {status.witness.siglum} of {status.text_id}"
            _report([Finding(Location(str(path)), "O101", message, (near.difference,), near.hint)])
    if any(status.path is None for status in statuses):
        sys.exit(FINDINGS)


@cli.command()
@_RAW
@click.option("--review", is_flag=True, help="Only the doubtful ones.")
@click.option("--ignore-blanks", is_flag=True, help="Decide without the trailing-blank rule.")
def joins(rawfile: Path, review: bool, ignore_blanks: bool) -> None:
    """Decide for every pair of adjacent raw lines whether the word goes on."""
    lines = _raw_lines(rawfile)
    for decision in decide_joins(lines, load_lexicon(), blanks=not ignore_blanks):
        if decision.doubtful or not review:
            click.echo(f"{decision.line}\t{decision.join}\t{decision.reason}")


@cli.command()
@_RAW
def artefacts(rawfile: Path) -> None:
    """Suggest emendations for faults of transmission, with the evidence; nothing is changed."""
    for found in find_artefacts(_raw_lines(rawfile), load_lexicon()):
        cells = (str(found.line), found.kind, found.reading, found.suggestion, found.evidence)
        click.echo("\t".join(cells))


def _raw_lines(path: Path) -> list[str]:
    data = path.read_bytes()
    if b"\0" in data[:8192]:
        raise EditionError(Finding(Location(str(path)), "D007", "this is no text file"))
    text = data.decode("utf-8-sig", "replace") if b"\r" in data else decode(data, str(path))
    return split_lines(text)


@cli.command()
@_TEXT
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
@click.option("--by", type=click.Choice(["segment", "paragraph"]), default="segment")
@click.option("--format", "format_", type=click.Choice(["tsv", "json", "plain"]), default="tsv")
@click.option("--speakers", is_flag=True, help="Add a column for the speaker.")
@click.pass_context
def text(
    context: click.Context, text_id: str, lang: Language, by: str, format_: str, speakers: bool
) -> None:
    """Print the reading text or the translation of TEXT, in reading order."""
    settings = _settings(context)
    _require_text(settings, text_id)
    loaded = pipeline.load_text(settings, text_id)
    if lang == "de" and loaded.original == "missing":
        where = Location(f"{store.SOURCES}/{text_id}")
        hint = "see `lesart originals`"
        raise EditionError(Finding(where, "O102", "the original is not at hand", hint=hint))
    click.echo(list_text(loaded, lang, by, format_, speakers), nl=False)


@cli.command()
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--format", "format_", type=click.Choice(["plain", "json"]), default="plain")
@click.pass_context
def check(context: click.Context, strict: bool, format_: str) -> None:
    """Check the whole edition; exit 1 when something is wrong with it."""
    findings = pipeline.check_edition(_settings(context))
    if format_ == "json":
        click.echo(json.dumps([_as_json(f) for f in findings], ensure_ascii=False, indent=2))
    else:
        _report(findings)
    errors = sum(finding.severity == "error" for finding in findings)
    if sys.stderr.isatty() or findings:
        click.echo(f"{errors} errors, {len(findings) - errors} warnings", err=True)
    if errors or (strict and findings):
        sys.exit(FINDINGS)


def _as_json(finding: Finding) -> dict[str, Any]:
    where = finding.where
    return {
        "code": finding.code, "severity": finding.severity, "path": where.path,
        "line": where.line or None, "reference": where.reference or None,
        "message": finding.message, "evidence": list(finding.evidence), "hint": finding.hint,
    }  # fmt: skip


@cli.command()
@_TEXT
@click.option("--update", is_flag=True, help="Bring hashes up to a changed reading text.")
@click.pass_context
def ledger(context: click.Context, text_id: str, update: bool) -> None:
    """Give the segments of TEXT their ids: write its segments.tsv."""
    settings = _settings(context)
    _require_text(settings, text_id)
    path, count = pipeline.make_ledger(settings, text_id, update)
    click.echo(f"{path.relative_to(settings.root)}\t{count} segments")


@cli.command()
@_TEXT
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--siglum", default="A", show_default=True)
@click.pass_context
def witness(context: click.Context, text_id: str, file: Path, siglum: str) -> None:
    """Record FILE as a witness of TEXT: its fingerprint, and the SHA-256 for text.yml."""
    settings = _settings(context)
    _require_text(settings, text_id)
    checksum, path = pipeline.record_witness(settings, text_id, siglum, file)
    click.echo(f"{checksum}\t{path.relative_to(settings.root)}")


@cli.command()
@_TEXT
@click.argument("references", nargs=-1, metavar="[REF…]")
@click.option("--draft", "state", flag_value="draft", help="Mark as drafts instead.")
@click.option("--reviewed", "state", flag_value="reviewed", default="reviewed", hidden=True)
@click.pass_context
def review(
    context: click.Context, text_id: str, references: tuple[str, ...], state: UnitState
) -> None:
    """Record units (all, or those of REF) as reviewed against today's source wording."""
    settings = _settings(context)
    _require_text(settings, text_id)
    changed = pipeline.review(settings, text_id, references, state)
    for unit in changed:
        click.echo(f"{text_id}:{unit.ids}\t{state}")


@cli.command()
@click.option(
    "--generator", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", show_default=True
)
@click.option("--audience", type=click.Choice(["private", "public"]), default="public",
              envvar="LESART_AUDIENCE", show_default=True)  # fmt: skip
@click.option("--site-dir", type=click.Path(file_okay=False, path_type=Path), help="[site]")
@click.pass_context
def build(
    context: click.Context, generator: site.Generator, audience: Audience, site_dir: Path | None
) -> None:
    """Build the site; an old site stays until the new one is complete."""
    settings = _settings(context, audience)
    target = site_dir or settings.root / "site"
    site.build(settings, generator, target)
    for status in pipeline.list_originals(settings):
        found = str(status.path) if status.path else "missing, incipits only"
        click.echo(f"{status.text_id}, witness {status.witness.siglum}: {found}")
    if audience == "private":
        click.echo("A private reading copy: do not publish it.")
    else:
        for name in pipeline.withheld(settings):
            click.echo(f"{name}: left out, no permission is recorded")
    click.echo(f"The site is in {target}; open {target / 'index.html'} or run `lesart serve`.")


@cli.command()
@click.option("--audience", type=click.Choice(["private", "public"]), default="private",
              envvar="LESART_AUDIENCE", show_default=True)  # fmt: skip
@click.option("--address", default="127.0.0.1:8000", show_default=True)
@click.pass_context
def serve(context: click.Context, audience: Audience, address: str) -> None:
    """Serve a live preview that follows every edit."""
    settings = _settings(context, audience)
    if audience == "private":
        click.echo("This is a private reading copy: do not publish it.", err=True)
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise click.BadParameter(f"“{address}” is not HOST:PORT", param_hint="--address")
    try:
        preview.serve(settings, host, int(port))
    except OSError as error:
        raise click.UsageError(f"cannot serve at {address}: {error.strerror}") from None


cli.add_command(cli_terms.terms)
cli.add_command(cli_terms.new)
cli.add_command(cli_align.align)
cli.add_command(cli_align.add)
