"""Hold what is checked of an edition, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lesart.checks.git_index import Exposed
from lesart.citing.works import all_mentions
from lesart.core.findings import Problem
from lesart.glossary.name_places import Naming, make_naming
from lesart.glossary.spelling import Speller
from lesart.glossary.terminology import Deviation, Terminology, deviations
from lesart.model import Correction, EditionRecord, Mention, Sources, Work


@dataclass(frozen=True)
class Checked:
    """
    Hold what is checked: the record, all texts, and the project's own files by path.

    `files` maps a path relative to the project to its text: pages, glossary, data, settings.
    `terminology` is None where the edition has no glossary, `spells` where no dictionary of
    English words is at hand; `naming` holds the index of names. `exposed` are the files of git's
    index that must not be there.
    """

    record: EditionRecord
    texts: tuple[Sources, ...]
    files: Mapping[str, str]
    terminology: Terminology | None = None
    works: tuple[Work, ...] = ()
    corrections: tuple[Correction, ...] = ()
    spells: Speller | None = None
    naming: Naming = field(default_factory=lambda: make_naming(()))
    exposed: tuple[Exposed, ...] = ()

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Give every place where a work is cited."""
        terms = tuple(self.terminology.terms.values()) if self.terminology else ()
        return tuple(all_mentions(self.texts, self.corrections, terms))

    @cached_property
    def deviations(self) -> tuple[tuple[Sources, Deviation], ...]:
        """Give every unit that does not render a term as the glossary has it, with its text."""
        if self.terminology is None:
            return ()
        return tuple(
            (text, found) for text in self.texts for found in deviations(self.terminology, text)
        )


Check = Callable[[Checked], Iterator[Problem]]
