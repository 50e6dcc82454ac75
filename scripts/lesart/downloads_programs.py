"""Make the files of the whole edition that programs read: the glossary, and DTS."""

from __future__ import annotations

from collections.abc import Iterator

from lesart.model import Edition
from lesart.render import dts
from lesart.render.csvterms import format_csv
from lesart.render.skos import format_skos
from lesart.render.tbx import format_tbx

_NAMED = (
    (dts.ENTRY, "Entry point (DTS)", "application/ld+json"),
    ("downloads/glossary.ttl", "Glossary (SKOS)", "text/turtle"),
    ("downloads/glossary.tbx", "Glossary (TBX)", "application/x-tbx+xml"),
    ("downloads/glossary.csv", "Glossary (CSV)", "text/csv"),
)


def offered_to_programs() -> list[dict[str, str]]:
    """List the files that a page names: `href`, `label`, `type`, `rel`."""
    return [
        {"href": path, "label": label, "type": media_type, "rel": ""}
        for path, label, media_type in _NAMED
    ]


def program_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Make every file: its path relative to the site, and its bytes."""
    title = edition.record.title.en
    base = f"{edition.address}glossary/" if edition.address else "urn:lesart:term:"
    yield "downloads/glossary.ttl", format_skos(edition.glossary, title, base).encode()
    yield "downloads/glossary.tbx", format_tbx(edition.glossary, title).encode()
    yield "downloads/glossary.csv", format_csv(edition.glossary).encode()
    yield from dts.files(edition)
