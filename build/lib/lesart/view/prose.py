"""
Say where the links and citations of the editors' prose lead, as `lesart.core.prose` reads it.

The target of a link is `term:id`, a place such as `siemons:3.4`, a note such as
`note:siemons/3.4a`, or an address of the web.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.references import dom_id, note_dom_id, parse_reference
from lesart.core.web_address import linked
from lesart.model import FormattedWork, Run

_NOTE = re.compile(r"note:([^/]+)/([\w.]+)")


@dataclass(frozen=True, slots=True)
class Aim:
    """
    Say what a link means: an address of the web, a term, or a note or place of a text.

    `name` is the address, the id of the term, or that of the element on the page of `text`.
    """

    kind: Literal["web", "term", "place"]
    name: str
    text: str = ""


def find_aim(
    target: str,
    terms: frozenset[str],
    has_note: Callable[[str, str], bool],
    places: Mapping[str, frozenset[str]],
    where: Location,
) -> Aim:
    """
    Find what the target of a link means.

    *terms* are the ids of the glossary, *has_note* knows a note by text and id, *places* holds by
    text the ids of its paragraphs and segments. Raises EditionError, with *where*, for a target
    that is none of these.
    """
    if linked(target):
        return Aim("web", target)
    kind, _, name = target.partition(":")
    if kind == "term" and name in terms:
        return Aim("term", name)
    if (note := _NOTE.fullmatch(target)) and has_note(note[1], note[2]):
        return Aim("place", note_dom_id(note[2]), note[1])
    place = parse_reference(target)
    known = places.get(place.text, frozenset()) if place else frozenset()
    if place and {place.first, place.last} <= known:
        return Aim("place", dom_id(place.first), place.text)
    hint = "term:ID, TEXT:PLACE, note:TEXT/ID, or https://…"
    message = f"the link to “{target[:60]}” leads nowhere"
    raise EditionError(Finding(where, "G013", message, hint=hint))


@dataclass(frozen=True, slots=True)
class Cited:
    """Know the works of the bibliography, by key, and the address at which it stands."""

    works: Mapping[str, FormattedWork] = field(default_factory=dict)
    page: str = ""

    def label(self, key: str) -> tuple[Run, ...]:
        """
        Name a work within a citation; one that is not known by its key.

        >>> Cited().label("kant1784")
        (Run(words='Kant 1784', emphasis=False, href=''),)
        """
        if work := self.works.get(key):
            return tuple(work.label)
        said = re.sub(r"(?=\d{4}[a-z]?$)", " ", key)
        return (Run(said[:1].upper() + said[1:]),)

    def address(self, key: str) -> str:
        """Give the address of a work in the bibliography; nothing where it is not known."""
        return f"{self.page}#{key}" if key in self.works else ""


NOTHING_CITED = Cited()


@dataclass(frozen=True, slots=True)
class Targets:
    """
    Know where the links of prose lead.

    `places` holds, by text, the ids of its paragraphs and segments, `pages` the address of its
    page; `terms` are the ids of the glossary, which stands at `glossary` (empty: on this page).
    `cited` knows the works of the bibliography.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    terms: frozenset[str] = frozenset()
    glossary: str = ""
    cited: Cited = NOTHING_CITED

    def aim(self, target: str, path: str) -> Aim:
        """Find what a target means. Raises EditionError, with *path*, where that is nothing."""
        return find_aim(
            target, self.terms, lambda text, _: text in self.pages, self.places, Location(path)
        )

    def address(self, target: str, path: str) -> str:
        """Give the address of a target. Raises EditionError, with *path*, where it has none."""
        aim = self.aim(target, path)
        if aim.kind == "web":
            return aim.name
        return f"{self.glossary if aim.kind == 'term' else self.pages[aim.text]}#{aim.name}"
