"""Check that the edition lists the texts whose folders lie there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from lesart.core.findings import Location, Problem
from lesart.model import EditionRecord

EDITION = "source_texts/edition.yml"
_RECORD = re.compile(r"source_texts/([^/]+)/text\.yml")


class Listed(Protocol):
    """Say what of an edition this check looks at."""

    @property
    def record(self) -> EditionRecord:
        """Give its record."""

    @property
    def files(self) -> Mapping[str, str]:
        """Give the project's own files, by path."""


def unlisted_text(edition: Listed) -> Iterator[Problem]:
    """A folder holds a text, and the edition does not list it, so that nobody sees it."""
    found = (match[1] for match in map(_RECORD.fullmatch, edition.files) if match)
    for text_id in sorted(set(found) - set(edition.record.texts)):
        hint = f"list {text_id} under texts in {EDITION}, or move the folder away"
        yield Location(f"source_texts/{text_id}"), (), hint
