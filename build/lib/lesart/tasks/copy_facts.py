"""Know when a copy is made and where its site is: what comes from the environment."""

from __future__ import annotations

from datetime import UTC, datetime

from lesart.core.findings import EditionError, Finding, Location
from lesart.write.epub.pages import Imprint
from lesart.write.pdf.typesetting import timestamp


def read_imprint(address: str = "") -> Imprint:
    """
    Give the day of `SOURCE_DATE_EPOCH`, or else today; *address* is that of the site.

    Raises EditionError where the former is no number, or the latter no web address.
    """
    made = datetime.fromtimestamp(timestamp(), UTC)
    if address and not address.startswith(("https://", "http://")):
        message = f"“{address[:60]}” is not a web address"
        raise EditionError(Finding(Location("mkdocs.yml"), "U004", message, hint="https://…"))
    return Imprint(made, f"{address.rstrip('/')}/" if address else "")
