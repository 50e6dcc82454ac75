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
from lesart.model import Edition
from lesart.tasks.edition import Settings, load_edition, state_of


@dataclass(frozen=True)
class Snapshot:
    """Hold an edition as it was when a build began, and what is made of it once."""

    edition: Edition

    @cached_property
    def templates(self) -> Mapping[str, Templates]:
        """Make the templates by which the texts are cited."""
        return templates(self.edition.record, [text.record for text in self.edition.texts])


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
        state = state_of(settings) if build is None else None
        for kept in _kept:
            if kept.settings == settings and kept.build is build and kept.state == state:
                return kept.snapshot
        snapshot = Snapshot(load_edition(settings))
        _kept[:] = [_Kept(settings, build, state, snapshot)]
        return snapshot
