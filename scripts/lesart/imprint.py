"""Know when a copy is made and where its site is: what comes from the environment."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from lesart.diagnostics import EditionError, Finding, Location
from lesart.render.epub_book import Imprint

_LATEST = 253402300799


def read_imprint(address: str = "") -> Imprint:
    """
    Read `SOURCE_DATE_EPOCH` (seconds, UTC; otherwise it is now); *address* is that of the site.

    Raises EditionError where the former is no such number, or the latter no web address.
    """
    written = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if written and not (written.isascii() and written.isdigit() and int(written) <= _LATEST):
        message = f"“{written[:40]}” is not a time"
        hint = "seconds since 1970, or leave it unset"
        raise EditionError(Finding(Location("SOURCE_DATE_EPOCH"), "U003", message, hint=hint))
    made = datetime.fromtimestamp(int(written), UTC) if written else datetime.now(UTC)
    if address and not address.startswith(("https://", "http://")):
        message = f"“{address[:60]}” is not a web address"
        raise EditionError(Finding(Location("mkdocs.yml"), "U004", message, hint="https://…"))
    return Imprint(made.replace(microsecond=0), f"{address.rstrip('/')}/" if address else "")
