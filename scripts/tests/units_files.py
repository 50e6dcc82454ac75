"""Write and take in the files of translators' programs, by the names of their formats."""

from __future__ import annotations

from pathlib import Path

from lesart.exchange.po import format_po, parse_po
from lesart.exchange.xliff import format_xliff, parse_xliff
from lesart.tasks import exchange
from lesart.tasks.edition import Settings
from lesart.tasks.exchange import Imported

WRITERS = {"po": format_po, "xliff": format_xliff}


def export_text(settings: Settings, text_id: str, kind: str) -> str:
    """Write the units of a text as `po` or `xliff`."""
    return exchange.export_text(settings, text_id, WRITERS[kind])


def import_units(settings: Settings, file: Path, reviewed: bool, override: bool) -> Imported:
    """Take the units of a file in."""
    parse = parse_po if file.suffix == ".po" else parse_xliff
    return exchange.import_units(settings, file, reviewed, override, parse)
