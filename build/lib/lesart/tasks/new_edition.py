"""Compose what begins an edition: the files of the scaffold, and the schemas of its files."""

from __future__ import annotations

import datetime
from pathlib import Path

from lesart import __version__
from lesart.store import scaffold
from lesart.tasks.align import LANGUAGE_PAIR
from lesart.tasks.schemas import FOLDER, write_schemas

__all__ = ["LANGUAGE_PAIR", "begin_edition", "upgrade_edition"]


def begin_edition(
    folder: Path,
    title: tuple[str, str],
    editors: str,
    licence: str,
    address: str,
    example: bool = False,
) -> list[str]:
    """
    Begin an edition in *folder*; gives the files that were written.

    *title* is that in English and in German, *editors* are names with commas between them,
    *licence* is an address. With *example* a small text shows what there is. Raises EditionError,
    with nothing written, where a file is there.
    """
    words = {
        "title_en": title[0],
        "title_de": title[1],
        "description": f"A bilingual reader edition: {title[0]}.",
        "editors": scaffold.editors_yaml(editors),
        "licence": licence,
        "address": address,
        "year": str(datetime.datetime.now(datetime.UTC).year),
        "version": __version__,
    }
    return scaffold.begin(folder, words, _schemas(), example)


def upgrade_edition(root: Path) -> list[scaffold.Scaffolded]:
    """
    Bring the files with which an edition was begun up to date; what a person changed stays.

    Raises EditionError where the edition was not begun by `begin_edition`.
    """
    return scaffold.upgrade(root, {"version": __version__}, _schemas())


def _schemas() -> dict[str, str]:
    return {f"{FOLDER}/{name}": words for name, words in write_schemas().items()}
