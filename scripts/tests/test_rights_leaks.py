"""A public edition of every statement, permission and state of drafts: no sentence is let out."""

from __future__ import annotations

import io
import itertools
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from test_markdown import convert
from units_files import export_text

from lesart.model import Edition, Permission, Rights, Statement, Text, statements
from lesart.site import build as site
from lesart.site import downloads
from lesart.store.assemble import assemble
from lesart.tasks import exchange as tasks_exchange
from lesart.tasks.edition import Settings, load_edition, load_sources
from lesart.view.held import PRIVATE, RESTRICTED
from lesart.write.pdf.book import book

UNKNOWN = ("https://evil.example/creativecommons.org/licenses/by/4.0/", "CC BY", "")
ANSWERS = {
    "none": "",
    "words": "refused, asked in May",
    **{
        f"{granted} {for_}": f"{{granted: {granted}, by: B, date: 2026, for: {for_}, evidence: E}}"
        for granted in ("yes", "no")
        for for_ in ("both", "original", "translation")
    },
}
SHORTEST = 4


def words_of(text: str) -> str:
    """Take off markup and escapes, so that a sentence is one run of words."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    bare = re.sub(r"<[^>]*>", " ", unescape(unescape(text)))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def sentences(settings: Settings) -> dict[str, list[str]]:
    """
    Give the sentences of both sides of the restricted text that are no fragments.

    What the editors quote in notes and in the record is theirs to quote, and left out here.
    """
    own = [*(settings.root / "source_texts/wolken").glob("*.md"), *settings.root.glob("*/*.md")]
    quoted = words_of(" ".join(path.read_text("utf-8") for path in own))
    sources = load_sources(settings, "wolken")
    sides = {
        "original": [segment.text or "" for segment in sources.segments or ()],
        "translation": [unit.text for unit in sources.units],
    }
    return {
        # The title is a fact of the record and stands everywhere.
        side: [
            words
            for words in map(words_of, texts[1:])
            if len(words.split()) >= SHORTEST and words not in quoted
        ]
        for side, texts in sides.items()
    }


def say(settings: Settings, statement: str, answer: str, draft: bool, use: str) -> None:
    """Write what is recorded of the restricted text, and of the edition."""
    folder = settings.root / "source_texts"
    record = (folder / "wolken/text.yml").read_text("utf-8")
    written = f"rights:\n  statement: {json.dumps(statement)}\n  holder: X\n"
    written += f"  permission: {answer}\n" if answer else ""
    record = re.sub(r"(?m)^rights:\n(?:  .*\n)+", written, record)
    (folder / "wolken/text.yml").write_text(record, "utf-8")
    edition = re.sub(r"(?m)^use: .*\n", "", (folder / "edition.yml").read_text("utf-8"))
    (folder / "edition.yml").write_text(edition + (f"use: {use}\n" if use else ""), "utf-8")
    locks = (folder / "wolken/en.lock.tsv").read_text("utf-8")
    states = ("reviewed", "draft") if draft else ("draft", "reviewed")
    (folder / "wolken/en.lock.tsv").write_text(locks.replace(*states), "utf-8")


def files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Give every file that stands beside the pages, as words; a book by what is printed of it."""
    for path, data in downloads.files(edition):
        if path.endswith(".epub"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from (
                    (f"{path}/{name}", archive.read(name).decode())
                    for name in archive.namelist()
                    if not name.endswith((".otf", ".png", ".jpg"))
                )
        else:
            yield path, data.decode()
    for layout in ("parallel", "english", "german"):
        printed = book(edition, edition.texts, layout, "2026-01-01")
        yield f"{layout}.pdf", " ".join(_strings(printed))


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _strings(one)


def pages(settings: Settings) -> Iterator[tuple[str, str]]:
    """Give every page of the edition."""
    for path in sorted((settings.root / "docs").rglob("*.md")):
        yield (
            path.name,
            convert(
                path.read_text("utf-8").partition("---\n")[2].partition("---\n")[2]
                or path.read_text("utf-8"),
                root=str(settings.root),
                audience=settings.audience,
                drafts="allow" if settings.allow_drafts else "refuse",
                originals=str(settings.originals[0]),
            ),
        )


def found_in(made: Iterable[tuple[str, str]], words: list[str]) -> list[str]:
    """List the files in which a sentence stands."""
    return [path for path, text in made if any(one in words_of(text) for one in words)]


@pytest.fixture
def no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no PDF be set: what is printed is searched in the data of the book."""
    monkeypatch.setattr(downloads, "pdf_files", lambda edition, cache: iter(()))


def expected(known: Statement | None, answer: str, use: str, draft: bool, allow: bool) -> set[str]:
    """Tell which sides may be seen, from what the rights page says and not from the program."""
    if known is None or answer == "words":
        return set()
    granted, _, for_ = answer.partition(" ")
    open_: set[str] = set()
    for side, condition in (("original", known.original), ("translation", known.translation)):
        asked = for_ in (side, "both")
        free = condition == "free" or (condition, use) == ("non-commercial", "non-commercial")
        if granted == "yes" if asked else free:
            open_.add(side)
    return set() if draft and not allow and "translation" in open_ else open_


def answered(answer: str) -> Permission | str | None:
    """Give what a record holds for one of the answers."""
    granted, _, for_ = answer.partition(" ")
    if not for_:
        return ANSWERS[answer] or None
    return Permission(granted, "B", "2026", for_, "E")  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.usefixtures("no_press")
def test_no_file_of_a_public_edition_holds_what_is_withheld(mini: Settings) -> None:
    """Every combination is assembled; every outcome that differs is written in every format."""
    known = {one.name: one for one in statements()}
    held = sentences(mini)
    assert all(len(side) > 3 for side in held.values())
    sources = load_sources(mini, "wolken")
    drafts = tuple(replace(unit, state="draft") for unit in sources.units)
    written: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for case in itertools.product(
        [*known, *UNKNOWN], ANSWERS, ("", "non-commercial"), (True, False), (True, False)
    ):
        name, answer, use, draft, allow = case
        record = replace(sources.record, rights=Rights(name, "X", answered(answer)))
        units = drafts if draft else sources.units
        one = replace(sources, record=record, units=units)
        text = assemble(one, "public", allow_drafts=allow, use=use)
        seen = expected(known.get(name), answer, use, draft, allow)
        shown = words_of(" ".join(_words(text)))
        for side, words in held.items():
            assert [w for w in words if w in shown] == (words if side in seen else []), case
        written.setdefault((frozenset(seen), text.held_for, draft), case)
    assert len(written) > 6
    for (seen, *_), (name, answer, use, draft, allow) in written.items():
        say(mini, name, ANSWERS[answer], draft, use)
        public = replace(mini, audience="public", allow_drafts=allow)
        made = [*files(load_edition(public)), *pages(public)]
        assert len(made) > 60
        for side, words in held.items():
            where = found_in(made, words)
            assert bool(where) == (side in seen), (name, answer, use, draft, allow, where)


def _words(text: Text) -> Iterator[str]:
    for row in text.rows:
        yield from (segment.text or segment.incipit for segment in row.segments)
        yield from (unit.text for unit in row.units)


@pytest.mark.usefixtures("no_press")
def test_every_private_file_that_holds_a_restricted_text_says_so(mini: Settings) -> None:
    held = sentences(mini)
    words = [*held["original"], *held["translation"]]
    edition = load_edition(mini)
    silent = [
        path
        for path, text in files(edition)
        if any(one in words_of(text) for one in words) and words_of(PRIVATE) not in words_of(text)
    ]
    # A part of a book is read with its title page.
    assert [path for path in silent if ".epub/" not in path] == []
    for name in ("edition", "wolken"):
        package = dict(files(edition))[f"downloads/{name}.epub/EPUB/package.opf"]
        assert words_of(PRIVATE) in words_of(package)


def test_what_goes_to_translators_says_that_it_is_not_free(mini: Settings) -> None:
    for text, holds in (("wolken", True), ("zeichen", False)):
        for format_ in ("po", "xliff"):
            made = export_text(mini, text, format_)
            assert (words_of(RESTRICTED) in words_of(made.replace('"\n"', ""))) == holds
        made = tasks_exchange.export_memory(mini, [text])
        assert (RESTRICTED in made) == holds


@pytest.mark.usefixtures("pages_alone")
@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
@pytest.mark.parametrize("side", ["original", "translation"])
def test_a_site_holds_the_side_that_is_permitted_alone(
    mini: Settings, tmp_path: Path, generator: site.Generator, side: str
) -> None:
    say(mini, "in copyright", ANSWERS[f"yes {side}"], draft=False, use="")
    site.build(replace(mini, audience="public"), generator, tmp_path / "site")
    paths = [p for p in (tmp_path / "site").rglob("*") if p.suffix in (".html", ".json", ".xml")]
    made = [(path.name, path.read_text("utf-8")) for path in paths]
    for one, words in sentences(mini).items():
        assert bool(found_in(made, words)) == (one == side)
