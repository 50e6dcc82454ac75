"""Look at what an edition needs, installed and written: what is there, missing, or odd."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from lesart import __version__
from lesart.citing.pandoc import find_pandoc
from lesart.core.extras import EXTRAS, has, missing
from lesart.core.findings import EditionError
from lesart.source.lexicon import find_dictionary
from lesart.store.git_index import is_ignored
from lesart.store.paths import ORIGINALS
from lesart.store.read import read_edition_record
from lesart.store.scaffold import face_folder
from lesart.tasks.edition import Settings, withheld_texts
from lesart.tasks.git import git_faults
from lesart.tasks.originals import list_originals

State = Literal["good", "missing", "optional"]


@dataclass(frozen=True, slots=True)
class Told:
    """
    Tell one thing that was looked at, and what mends it where something is wrong.

    What is `optional` can be done without.
    """

    state: State
    words: str
    hint: str = ""


def look_at_machine() -> Iterator[Told]:
    """Look at what is installed; nothing is loaded for it, so it takes no time."""
    yield Told("good", f"Lesart {__version__}, Python {platform.python_version()}")
    yield _package("mkdocs-material", "Material for MkDocs", "pip install lesart")
    yield replace(
        _package("zensical", "Zensical, the other generator", "pip install zensical"),
        state="good" if find_spec("zensical") else "optional",
    )
    yield _said(lambda: Told("good", f"pandoc, which makes citations: {find_pandoc()}"))
    yield _fonts()
    for name, extra in EXTRAS.items():
        words = extra.is_[:1].upper() + extra.is_[1:]
        yield (
            Told("good", words)
            if has(name)
            else Told("optional", f"{words}, is not installed", missing(name).hint)
        )
    if has("hunspell"):
        yield _said(_dictionary)
    yield _program("pdftotext", "reads PDF files", "apt install poppler-utils")
    yield _program("git", "keeps versions and brings two editors' work together", "install git")


def _package(name: str, words: str, hint: str) -> Told:
    try:
        return Told("good", f"{words} {version(name)}")
    except PackageNotFoundError:
        return Told("missing", f"{words} is not installed", hint)


def _fonts() -> Told:
    """Look whether the fonts that come with Lesart are there; nothing else is needed."""
    found = sum(1 for _ in (face_folder() / "assets/fonts").glob("*.woff2"))
    if found:
        return Told("good", f"The fonts of pages, which come with Lesart: {found} files")
    return Told(
        "missing", "The fonts of pages are not there", "pip install --force-reinstall lesart"
    )


def _program(name: str, does: str, hint: str) -> Told:
    if shutil.which(name):
        return Told("good", f"{name}, which {does}")
    return Told("optional", f"{name}, which {does}, is not installed", hint)


def _dictionary() -> Told:
    found = find_dictionary()
    if found:
        return Told("good", f"A German spelling dictionary: {found}")
    said = "No German spelling dictionary, which knows more words of raw lines"
    return Told("optional", said, "apt install hunspell-de-de, or see LESART_HUNSPELL")


def _said(look: Callable[[], Told]) -> Told:
    """Tell what stops a look as the missing thing that it is."""
    try:
        return look()
    except EditionError as error:
        first = error.findings[0]
        return Told("missing", f"{first.where}: {first.message}".lstrip(": "), first.hint)


def look_at_edition(settings: Settings, address: str) -> Iterator[Told]:
    """
    Look at an edition: its texts, their originals and rights, its *address*, and git.

    Broken data are told, and what does not rest on them is looked at all the same.
    """
    yield _said(lambda: _texts(settings))
    for told in _each(lambda: _originals(settings)):
        yield told
    for told in _each(lambda: _rights(settings)):
        yield told
    if address:
        yield Told("good", f"The address of the site: {address}")
    else:
        hint = "say it with LESART_SITE_URL, or as site_url in mkdocs.yml"
        said = "The site has no address, so it has no map for search engines"
        yield Told("optional", said, hint)
    yield from _git(settings.root)


def _each(look: Callable[[], Iterator[Told]]) -> list[Told]:
    try:
        return list(look())
    except EditionError as error:
        return [Told("missing", f"{one.where}: {one.message}", one.hint) for one in error.findings]


def _texts(settings: Settings) -> Told:
    texts = read_edition_record(settings.root).texts
    if texts:
        return Told(
            "good", f"{len(texts)} {'text' if len(texts) == 1 else 'texts'}: {', '.join(texts)}"
        )
    return Told(
        "optional", "There is no text yet", "lesart add ID --source FILE --translation FILE"
    )


def _originals(settings: Settings) -> Iterator[Told]:
    for one in list_originals(settings):
        name = f"{one.text_id}, witness {one.witness.siglum}"
        if one.path:
            yield Told("good", f"{name}: its original is at hand, {one.path.name}")
        else:
            hint = f"put it into {ORIGINALS}/, or name its folder in LESART_ORIGINALS"
            yield Told("optional", f"{name}: its original is not at hand", hint)


def _rights(settings: Settings) -> Iterator[Told]:
    left = {text_id: held for text_id, _, held in withheld_texts(settings)}
    for text_id in read_edition_record(settings.root).texts:
        if text_id not in left:
            yield Told("good", f"{text_id}: the public sees both sides")
            continue
        held = left[text_id]
        seen = "neither side" if held.both else "the translation alone"
        if not held.both and held.translation:
            seen = "the original alone"
        hint = f"see rights in source_texts/{text_id}/text.yml"
        yield Told("optional", f"{text_id}: the public sees {seen}, because {held.said}", hint)


def _git(root: Path) -> Iterator[Told]:
    ignored = is_ignored(root, f"{ORIGINALS}/original.txt")
    if ignored is None:
        said = "The edition is in no git repository"
        yield Told("optional", said, "git init, and commit what you write")
    elif ignored:
        yield Told("good", f"git leaves {ORIGINALS}/ alone")
    else:
        said = f"git would keep what lies in {ORIGINALS}/, and publish it"
        yield Told("missing", said, f"write into .gitignore: /{ORIGINALS}/*")
    for one in git_faults(root):
        yield Told("optional", f"{one.where}: {one.message}", one.hint)
