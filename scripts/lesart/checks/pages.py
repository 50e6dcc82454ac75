"""Check that the site has the pages to which others link, and that it watches the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lesart.checks.checked import Checked
from lesart.core.findings import Location, Problem
from lesart.model import Record

_LISTING = "source_texts/edition.yml"


def unwatched_data(edition: Checked) -> Iterator[Problem]:
    """The site settings do not watch the data, so an edit would leave stale pages."""
    settings = edition.files.get("mkdocs.yml")
    if settings is None:
        return
    watched = re.search(r"^watch:\s*(\[[^\]]*\]|(?:\n\s*- .*)+)", settings, re.MULTILINE)
    for folder in ("source_texts", "glossary"):
        if not watched or folder not in watched[1]:
            yield (
                Location("mkdocs.yml"),
                (f"{folder} is missing",),
                "watch: [source_texts, glossary]",
            )


def missing_page(edition: Checked) -> Iterator[Problem]:
    """A page to which others link is not there."""
    records = [text.record for text in edition.texts]
    terms = bool(edition.terminology and edition.terminology.terms)
    listing = edition.files.get(_LISTING, "")
    files = edition.files.__contains__
    works, told = bool(edition.works), bool(edition.corrections)
    yield from missing_pages(records, (terms, works, told), listing, files)


def missing_pages(
    records: Sequence[Record],
    has: tuple[bool, bool, bool],
    listing: str,
    exists: Callable[[str], bool],
) -> Iterator[Problem]:
    """
    Tell the pages that are not there: that of each listed text, and those that all texts share.

    *has* tells whether the edition has terms, works and corrections; *listing* are the words of
    `edition.yml`; *exists* tells whether the project has a file.
    """
    for path, where, hint in _wanted(records, has, listing):
        if not exists(path):
            yield where, (path,), hint


def _wanted(
    records: Sequence[Record], has: tuple[bool, bool, bool], listing: str
) -> Iterator[tuple[str, Location, str]]:
    terms, works, corrections = has
    for record in records:
        where = Location(_LISTING, _line(listing, record.id), record.id)
        yield f"docs/texts/{record.id}.md", where, f"write it: /// bitext | {record.id}"
    if terms:
        yield "docs/glossary.md", Location("glossary"), "write it: /// glossary"
    if works:
        where = Location("source_texts/bibliography.json")
        yield "docs/bibliography.md", where, "write it: /// bibliography"
    if corrections:
        where = Location("source_texts/corrections.md")
        yield "docs/corrections.md", where, "write it: /// corrections"
    restricted = next((record.id for record in records if record.rights.held().any), "")
    if restricted:
        where = Location(f"source_texts/{restricted}/text.yml")
        yield "docs/about/rights.md", where, "write what may be published, and why"
    awaited = next((record.id for record in records if record.witnesses), "")
    if awaited:
        where = Location(f"source_texts/{awaited}/text.yml")
        yield "docs/about/originals.md", where, "write how a reader adds an original"


def _line(listing: str, text_id: str) -> int:
    """Find the line of `edition.yml` that lists a text; 0 where it is written otherwise."""
    named = re.compile(rf"(?<![\w-]){re.escape(text_id)}(?![\w-])")
    lines = listing.split("\n")
    start = next((n for n, line in enumerate(lines) if line.startswith("texts:")), 0)
    return next((n for n, line in enumerate(lines, 1) if n > start and named.search(line)), 0)
