"""
Keep what the pages of one build share.

Every page needs to know something of the whole edition; read anew for each, an edition of a
thousand texts would be read a thousand times.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from lesart.citing import Templates, templates
from lesart.citing.known_texts import KnownText
from lesart.citing.works import format_works
from lesart.model import Edition, FormattedWork, Sources
from lesart.tasks.edition import Settings, assemble_edition, edition_state, read_edition
from lesart.tasks.references import known_text


@dataclass(frozen=True)
class Snapshot:
    """
    Hold an edition as it was when a build began, and what is made of it once.

    `sources` are its texts as they were read, before they were assembled for an audience.
    """

    edition: Edition
    sources: tuple[Sources, ...] = ()

    @cached_property
    def templates(self) -> Mapping[str, Templates]:
        """Make the templates by which the texts are cited."""
        return templates(self.edition.record, [text.record for text in self.edition.texts])

    @cached_property
    def known(self) -> tuple[KnownText, ...]:
        """Tell what can be pointed at in every text."""
        return tuple(known_text(text, self.edition.record.date) for text in self.sources)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Give the ids of the terms of the glossary."""
        return tuple(term.id for term in self.edition.glossary)

    @cached_property
    def works(self) -> Mapping[str, FormattedWork]:
        """Bring the works of the bibliography into the style of the edition."""
        return format_works(self.edition.works)

    def source(self, text_id: str) -> Sources:
        """Give what was read of a text that the edition has."""
        return next(text for text in self.sources if text.record.id == text_id)


@dataclass(frozen=True, slots=True)
class _Kept:
    settings: Settings
    build: object
    state: object
    snapshot: Snapshot


_lock = Lock()
_kept: list[_Kept] = []


def snapshot_of(settings: Settings, build: object = None) -> Snapshot:
    """
    Give the edition as the pages of a build share it; the last one that was asked for is kept.

    *build* is any object that stands for the build. Where a generator has none, the files are
    looked at each time, and read anew where one of them has changed. Raises EditionError where
    the edition cannot be read.
    """
    with _lock:
        state = edition_state(settings) if build is None else None
        for kept in _kept:
            if kept.settings == settings and kept.build is build and kept.state == state:
                return kept.snapshot
        read = read_edition(settings)
        snapshot = Snapshot(assemble_edition(settings, read), read.texts)
        _kept[:] = [_Kept(settings, build, state, snapshot)]
        return snapshot
