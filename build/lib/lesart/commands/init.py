"""The command that begins an edition: init."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lesart.commands.shared import SITE_URL
from lesart.model import near, parse_statement
from lesart.store import scaffold
from lesart.store.git_setup import is_repository
from lesart.tasks import new_edition
from lesart.tasks.git import set_up_git

_NEXT = """
The edition is begun. Next:
  cd {folder}
  lesart add ID --source FILE --translation FILE
  lesart serve"""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", help="The title of the edition, in English.")
@click.option("--title-de", help="Its title in German.  [the same]")
@click.option("--editor", help="Who edits it; several with commas between them.")
@click.option("--licence", help="That of your own texts, such as CC BY 4.0.")
@click.option(
    "--languages",
    type=click.Choice([new_edition.LANGUAGE_PAIR]),
    help="The original's language and that of the translation; there are no others yet.",
)
@SITE_URL
@click.option("--example", is_flag=True, help="Put a small text into it to look at.")
@click.option("--eject", is_flag=True, help="Put a copy of the pages' look into DIR/face.")
def init(
    folder: Path,
    title: str | None,
    title_de: str | None,
    editor: str | None,
    licence: str | None,
    languages: str | None,
    site_url: str,
    example: bool,
    eject: bool,
) -> None:
    """
    Begin an edition in DIR: its settings, its pages, and what publishes it.

    What is not said by options is asked for at a terminal. With --eject in an edition that is there
    already, only the look of its pages is copied.
    """
    if eject and (folder / "source_texts/edition.yml").is_file():
        _eject(folder)
        return
    title = _said(title, "--title", "Title of the edition (English)")
    title_de = title_de or (_asked("Title in German", title) if _at_terminal() else title)
    editor = _said(editor, "--editor", "Editor (your name, or several with commas)")
    licence = _licence(licence or (_asked("Licence of your own texts", "CC BY 4.0")
                                   if _at_terminal() else "CC BY 4.0"))  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    titles = (title, title_de)
    made = new_edition.begin_edition(folder, titles, editor, licence, site_url, example)
    for path in made:
        click.echo(str(folder / path))
    if is_repository(folder):
        set_up_git(folder)
    if eject:
        _eject(folder)
    click.echo(_NEXT.format(folder=folder), err=True)
    if example:
        said = f"lesart remove {scaffold.EXAMPLE} --with-unused"
        click.echo(f"\nThe example goes with\n  {said}", err=True)


def _eject(folder: Path) -> None:
    made = scaffold.eject_face(folder)
    click.echo(str(made))
    said = "custom_dir: !ENV [LESART_FACE, face]"
    click.echo(f"Change what lies there; in mkdocs.yml, `{said}` under `theme` names it.", err=True)


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(question: str, default: str | None = None) -> str:
    said: str = click.prompt(question, default=default, err=True)
    return said


def _said(value: str | None, option: str, question: str) -> str:
    """Give the words of an option, or ask for them; nobody is asked in a pipe."""
    found = value if value is not None else _asked(question) if _at_terminal() else ""
    found = " ".join(found.split())
    if not found or not found.isprintable():
        raise click.UsageError(f"say it with {option} …: {question[:1].lower()}{question[1:]}")
    return found


def _licence(written: str) -> str:
    known = parse_statement(written)
    if known is None or not known.licence:
        found = near(written) if known is None else ""
        hint = f"did you mean {found}?" if found else "write a licence such as CC BY 4.0"
        raise click.BadParameter(f"“{written[:60]}” is no licence that is known; {hint}")
    return known.address
