"""The command that checks the edition: check."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from lesart.commands.shared import FINDINGS, report, settings_of
from lesart.core.findings import Finding
from lesart.glossary.spelling import MISSING, find_english
from lesart.tasks.check import check_edition


@click.command()
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--format", "format_", type=click.Choice(["plain", "json"]), default="plain")
@click.pass_context
def check(context: click.Context, strict: bool, format_: str) -> None:
    """Check the whole edition; exit 1 when something is wrong with it."""
    findings = check_edition(settings_of(context))
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
