"""The command that checks the edition: check."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from lesart.commands.shared import BROKEN, FINDINGS, report, require_text, settings_of
from lesart.core.findings import Finding
from lesart.glossary.spelling import MISSING, find_english_dictionary
from lesart.store.paths import SOURCES
from lesart.tasks.check import check_all, coverage_told


@click.command()
@click.argument("texts", nargs=-1, metavar="[TEXT…]")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--format", "format_", type=click.Choice(["plain", "json"]), default="plain")
@click.pass_context
def check(context: click.Context, texts: tuple[str, ...], strict: bool, format_: str) -> None:
    """
    Check the whole edition; exit 1 when something is wrong with it.

    With TEXTs, only what is found in them is told, and how far their translation reaches. Files
    that cannot be read are told with all that can be checked without them, and the exit code is 3.
    """
    settings = settings_of(context)
    for text_id in texts:
        require_text(settings, text_id)
    findings, broken = check_all(settings)
    if texts:
        findings = [finding for finding in findings if _stands_in(finding, texts)]
    if format_ == "json":
        click.echo(json.dumps([_as_json(f) for f in findings], ensure_ascii=False, indent=2))
    else:
        report(findings)
    for text_id in texts:
        if said := coverage_told(settings, text_id):
            click.echo(f"{text_id}: {said}", err=True)
    if find_english_dictionary() is None:
        click.echo(MISSING, err=True)
    errors = sum(finding.severity == "error" for finding in findings)
    if sys.stderr.isatty() or findings:
        click.echo(f"{errors} errors, {len(findings) - errors} warnings", err=True)
    if broken:
        sys.exit(BROKEN)
    if errors or (strict and findings):
        sys.exit(FINDINGS)


def _stands_in(finding: Finding, texts: tuple[str, ...]) -> bool:
    where = finding.where
    own = tuple(f"{SOURCES}/{text_id}/" for text_id in texts)
    named = tuple(end for text_id in texts for end in (f"docs/texts/{text_id}.md", *own))
    return where.path.startswith(named) or where.reference.partition(":")[0] in texts


def _as_json(finding: Finding) -> dict[str, Any]:
    where = finding.where
    return {
        "code": finding.code, "severity": finding.severity, "path": where.path,
        "line": where.line or None, "reference": where.reference or None,
        "message": finding.message, "evidence": list(finding.evidence), "hint": finding.hint,
    }  # fmt: skip
