"""The command that sets git up for two editors: git."""

from __future__ import annotations

import sys

import click

from lesart.commands.shared import FINDINGS, report, settings_of
from lesart.tasks.git import git_faults, set_up_git


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; say what is missing, and exit 1.")
@click.pass_context
def git(context: click.Context, check: bool) -> None:
    """
    Set git up to merge the work of two editors record by record.

    Writes lines into .gitattributes, which are committed, and a merge driver into the settings of
    this repository, which every clone needs anew.
    """
    root = settings_of(context).root
    if check:
        faults = git_faults(root)
        report(faults)
        sys.exit(FINDINGS if faults else 0)
    for changed in set_up_git(root):
        click.echo(changed)
