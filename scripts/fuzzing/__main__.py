"""Fuzz the readers and importers: `python -m fuzzing docx epub -n 1000`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from fuzzing.campaign import Outcome, run
from fuzzing.seeds import seeds
from fuzzing.subjects import subjects


@click.command()
@click.argument("kinds", nargs=-1)
@click.option("-n", "--mutations", default=10_000, show_default=True, help="For each kind.")
@click.option("--seed", default=1, show_default=True, help="The same one does the same damage.")
@click.option("--more", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="A folder with files of your own, to begin from by their endings.")  # fmt: skip
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path),
              help="Where files that make a fault are kept.  [a new temporary folder]")  # fmt: skip
def main(
    kinds: tuple[str, ...], mutations: int, seed: int, more: Path | None, keep: Path | None
) -> None:
    """Damage real files of KINDS (or of every kind), and count what becomes of them."""
    known = list(subjects())
    if unknown := set(kinds) - set(known):
        raise click.UsageError(f"no {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    click.echo(f"{'kind':<12}{'mutations':>10}{'read':>8}{'refused':>9}{'tracebacks':>12}"
               f"{'hangs':>7}{'slowest':>9}{'seconds':>9}")  # fmt: skip
    failed = False
    for kind, subject in subjects(kinds or known).items():
        given = sorted(more.rglob(f"*.{kind}")) if more else []
        files = [*seeds(kind), *(path.read_bytes() for path in given)]
        found = run(subject, files, mutations, seed)
        click.echo(f"{kind:<12}{found.mutations:>10}{found.read:>8}{found.refused:>9}"
                   f"{found.tracebacks:>12}{found.hangs:>7}{found.slowest:>9.2f}"
                   f"{found.seconds:>9.0f}")  # fmt: skip
        if found.faults:
            failed = True
            keep = keep or Path(tempfile.mkdtemp(prefix="fuzzing-"))
            _keep(keep, kind, found)
    sys.exit(failed)


def _keep(folder: Path, kind: str, found: Outcome) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, fault in enumerate(found.faults.values(), 1):
        path = folder / f"{kind}-{number}"
        path.write_bytes(fault.data)
        path.with_suffix(".trace").write_text(
            fault.trace or fault.where, "utf-8", "backslashreplace"
        )
        click.echo(f"    {fault.where}\n    {path}")


main()
