"""Check that the edition lists the texts whose folders lie there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lesart.checks.checked import Checked
from lesart.core.findings import Location, Problem

EDITION = "source_texts/edition.yml"
# A run of `lesart add` that was killed leaves a folder that begins with a dot, and no text yet.
_RECORD = re.compile(r"source_texts/([^/.][^/]*)/text\.yml")


def unlisted_text(edition: Checked) -> Iterator[Problem]:
    """A folder holds a text, and the edition does not list it, so that nobody sees it."""
    found = (match[1] for match in map(_RECORD.fullmatch, edition.files) if match)
    for text_id in sorted(set(found) - set(edition.record.texts)):
        hint = f"list {text_id} under texts in {EDITION}, or move the folder away"
        yield Location(f"source_texts/{text_id}"), (), hint
