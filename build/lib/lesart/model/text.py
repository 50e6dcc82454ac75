"""A text as it was read, and as it is assembled for an audience."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lesart.model.base import Audience, Bilingual, Role
from lesart.model.bibliography import EditionRecord, Record
from lesart.model.glossary import Occurrence, RenderingCount, Term, Waiver
from lesart.model.names import Name, NamePlaces
from lesart.model.notes import ApparatusEntry, Correction, Note, Work
from lesart.model.release import History, Release, Signpost
from lesart.model.rights import Held
from lesart.model.source import LedgerEntry, Misfit, Recipe, Segment, TranslationUnit, UnitLock

HeldFor = Literal["", "rights", "drafts"]


@dataclass(frozen=True, slots=True)
class Place:
    """
    Name one paragraph of a text without its words: what is known where the original is not.

    `level` is that of a heading, 1 for the highest below the title, and 0 for all else.
    """

    id: str
    role: Role
    speaker: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Sources:
    """
    Hold all that was read of one text, before it is assembled and whether or not it is sound.

    `segments` is None where the original is not at hand. `places` lists the paragraphs in
    reading order; `folder` is where the files lie, relative to the project. `occurrences` are the
    German places of glossary terms as `terms.tsv` keeps them, `named` those of names as `names.tsv`
    does. `textual` is the textual introduction, in prose; `releases` come oldest first. `misfits`
    are the lines of `paragraphs.tsv` and `marks.tsv` that were left aside. A text is `complete`
    where the repository has its original, so that nobody need bring one.
    """

    record: Record
    folder: str
    recipe: Recipe | None
    places: tuple[Place, ...]
    ledger: tuple[LedgerEntry, ...]
    segments: tuple[Segment, ...] | None
    units: tuple[TranslationUnit, ...]
    locks: tuple[UnitLock, ...]
    occurrences: tuple[Occurrence, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    notes: tuple[Note, ...] = ()
    textual: Bilingual | None = None
    releases: tuple[Release, ...] = ()
    signposts: tuple[Signpost, ...] = ()
    named: tuple[Occurrence, ...] = ()
    misfits: tuple[Misfit, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """
    Bring one paragraph's segments and translation units together; a lacuna has neither.

    `level` is that of a heading, 1 for the highest below the title, and 0 for all else.
    """

    id: str
    role: Role
    speaker: str
    segments: tuple[Segment, ...]
    units: tuple[TranslationUnit, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """
    Hold one work of the edition, assembled: its record and its rows in reading order.

    `original` says whether the German stands in the segments (`present`) or is not at hand
    (`missing`: incipits only). `held_for` says why the audience may see neither side, its rights
    or drafts that nobody has reviewed: the segments then hold no words at all, and there are no
    units. `held` gives the reason for each side; where one side alone is held, the segments hold
    no words, or there are no units. `number` is the place of the text in the edition, 1-based, and
    `total` how many texts the edition has.

    `occurrences` are the German places of the `terms` of the glossary, known whether or not the
    original is at hand; `renderings` their English places, and `rendered` the count of each
    rendering, both empty where the text is withheld. `named` are the places of names, those of the
    English again empty where it is withheld. `notes` and `apparatus` are there for every audience:
    they are the editors' own, and quote few words.
    """

    record: Record
    rows: tuple[Row, ...]
    original: Literal["present", "missing"]
    held_for: HeldFor = ""
    held: Held = field(default_factory=Held)
    number: int = 0
    total: int = 0
    occurrences: tuple[Occurrence, ...] = ()
    renderings: tuple[Occurrence, ...] = ()
    rendered: tuple[RenderingCount, ...] = ()
    terms: tuple[Term, ...] = ()
    notes: tuple[Note, ...] = ()
    apparatus: tuple[ApparatusEntry, ...] = ()
    textual: Bilingual | None = None
    history: History = field(default_factory=History)
    named: NamePlaces = field(default_factory=NamePlaces)

    @property
    def withheld(self) -> bool:
        """Tell whether the audience may see neither side."""
        return bool(self.held_for)


@dataclass(frozen=True, slots=True)
class Edition:
    """
    Hold all texts, in the order of the edition, and the glossary in the order of ids.

    `names` is the index of names and `works` the bibliography, both in the order of their files.
    `address` is that of the site, with a slash at its end, or empty where it is not known.
    """

    record: EditionRecord
    texts: tuple[Text, ...]
    audience: Audience
    glossary: tuple[Term, ...] = ()
    works: tuple[Work, ...] = ()
    corrections: tuple[Correction, ...] = ()
    address: str = ""
    names: tuple[Name, ...] = ()
