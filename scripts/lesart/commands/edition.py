"""The commands of the edition: its originals and texts, its ledgers and checks."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from lesart.commands.shared import FINDINGS, report, require_text, settings_of
from lesart.core.findings import Finding, Location
from lesart.glossary.spelling import MISSING, find_english
from lesart.model import Language, UnitState
from lesart.tasks import begin as pipeline_begin
from lesart.tasks import edition as pipeline
from lesart.view.listing import list_text

_TEXT = click.argument("text_id", metavar="TEXT")


@click.command()
@click.option("--format", "format_", type=click.Choice(["plain", "json"]), default="plain")
@click.pass_context
def originals(context: click.Context, format_: str) -> None:
    """List the texts with their witnesses, found or missing."""
    statuses = pipeline.list_originals(settings_of(context))
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
            report([Finding(Location(str(path)), "O101", message, (near.difference,), near.hint)])
    if any(status.path is None for status in statuses):
        sys.exit(FINDINGS)


@click.command()
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
    settings = settings_of(context)
    require_text(settings, text_id)
    loaded = pipeline.load_text(settings, text_id)
    if lang == "de" and loaded.original == "missing":
        raise pipeline.original_missing(text_id)
    click.echo(list_text(loaded, lang, by, format_, speakers), nl=False)


@click.command()
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--format", "format_", type=click.Choice(["plain", "json"]), default="plain")
@click.pass_context
def check(context: click.Context, strict: bool, format_: str) -> None:
    """Check the whole edition; exit 1 when something is wrong with it."""
    findings = pipeline.check_edition(settings_of(context))
    if format_ == "json":
        click.echo(json.dumps([_as_json(f) for f in findings], ensure_ascii=False, indent=2))
    else:
        report(findings)
    if find_english() is None:
        click.echo(MISSING, err=True)
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


@click.command()
@_TEXT
@click.option("--update", is_flag=True, help="Bring hashes up to a changed reading text.")
@click.pass_context
def ledger(context: click.Context, text_id: str, update: bool) -> None:
    """Give the segments of TEXT their ids: write its segments.tsv."""
    settings = settings_of(context)
    require_text(settings, text_id)
    path, count = pipeline_begin.make_ledger(settings, text_id, update)
    click.echo(f"{path.relative_to(settings.root)}\t{count} segments")


@click.command()
@_TEXT
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--siglum", default="A", show_default=True)
@click.option("--replace", is_flag=True, help="Put it in place of what was recorded before.")
@click.pass_context
def witness(context: click.Context, text_id: str, file: Path, siglum: str, replace: bool) -> None:
    """Record FILE as a witness of TEXT: its fingerprint, and the SHA-256 for text.yml."""
    settings = settings_of(context)
    require_text(settings, text_id)
    checksum, path = pipeline_begin.record_witness(settings, text_id, siglum, file, replace)
    click.echo(f"{checksum}\t{path.relative_to(settings.root)}")


@click.command()
@_TEXT
@click.argument("references", nargs=-1, metavar="[REF…]")
@click.option("--draft", "state", flag_value="draft", help="Mark as drafts instead.")
@click.option("--reviewed", "state", flag_value="reviewed", default="reviewed", hidden=True)
@click.pass_context
def review(
    context: click.Context, text_id: str, references: tuple[str, ...], state: UnitState
) -> None:
    """Record units (all, or those of REF) as reviewed against today's source wording."""
    settings = settings_of(context)
    require_text(settings, text_id)
    changed, refused = pipeline.review(settings, text_id, references, state)
    for unit in changed:
        click.echo(f"{text_id}:{unit.ids}\t{state}")
    report(refused)
    if refused:
        sys.exit(FINDINGS)
