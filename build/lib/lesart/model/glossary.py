"""The glossary, the places of its terms, and the waivers."""

from __future__ import annotations

from dataclasses import dataclass

from lesart.model.base import Bilingual, Strict


@dataclass(frozen=True, slots=True)
class Headword(Strict):
    """Name a further word or phrase that an entry of the glossary stands for."""

    lemma: str
    grammar: str = ""


@dataclass(frozen=True, slots=True)
class Rendering(Strict):
    """Admit an English rendering, and say where or why."""

    rendering: str
    reason: str


@dataclass(frozen=True, slots=True)
class English(Strict):
    """
    Hold the agreed English of a term: renderings in their base form, verbs with `to`.

    A rejected rendering is an error in a unit whose source has the term.
    """

    preferred: tuple[str, ...]
    admitted: tuple[Rendering, ...] = ()
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChineseTerm(Strict):
    """Give the Chinese term with its pinyin."""

    term: str
    pinyin: str


@dataclass(frozen=True, slots=True)
class Overruling(Strict):
    """Except the segment `at` from what the rules find, or, with `words`, add what they miss."""

    at: str
    reason: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """
    Hold one entry of the glossary.

    `forms` are forms the rules would not find; `compounds` those with the term as head that are
    linked as well; `suspended` lets a cut-off compound stand for the whole; `apart` names terms
    that no rendering may be shared with. `skip` and `include` are places where the rules are
    overruled.
    """

    id: str
    path: str
    lemma: str
    english: English
    definition: Bilingual
    grammar: str = ""
    also: tuple[Headword, ...] = ()
    forms: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    suspended: bool = False
    related: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    source: str = ""
    chinese: ChineseTerm | None = None
    skip: tuple[Overruling, ...] = ()
    include: tuple[Overruling, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """
    Point at a term: characters `start` to `end` (exclusive) of a segment or translation unit.

    `unit` is the segment id for German, and the ids of the unit for English; `form` is the term as
    it stands there. Names have occurrences as terms have.
    """

    unit: str
    start: int
    end: int
    term: str
    form: str


@dataclass(frozen=True, slots=True)
class RenderingCount:
    """Count the translation units in which a term is rendered so; `—` stands for otherwise."""

    term: str
    rendering: str
    units: int


@dataclass(frozen=True, slots=True)
class Waiver(Strict):
    """
    Let a finding pass at one place, for a reason.

    `about` narrows it to findings whose message or evidence holds these words.
    """

    code: str
    at: str
    reason: str
    about: str = ""
    line: int = 0
