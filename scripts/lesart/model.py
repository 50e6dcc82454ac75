"""
Declare every type of the edition in one room: plain frozen records without behaviour.

The words are those of the glossary in `docs/architecture.md`. Lines are 1-based raw lines of a
witness; offsets and lengths count characters (Unicode code points), never bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

Language = Literal["de", "en"]
Role = Literal["title", "lead", "paragraph", "turn", "author", "lacuna", "omit"]
Audience = Literal["private", "public"]
UnitState = Literal["draft", "reviewed"]
Join = Literal["join", "space", "hyphen", "break"]
JoinRule = Literal["trailing-blank", "hyphen", "space"]

NAMED_ROLES: tuple[Role, ...] = ("title", "lead", "author")


class Strict:
    """Refuse unknown keys where a record is read from a file (see `records.convert`)."""

    __slots__ = ()
    __pydantic_config__: ClassVar = {"extra": "forbid"}


# What is known of a text: text.yml


@dataclass(frozen=True, slots=True)
class Bilingual(Strict):
    """Hold the same words in both languages of the edition."""

    de: str
    en: str


@dataclass(frozen=True, slots=True)
class Person(Strict):
    """Name a person as family and given name; `family` alone holds a body such as a team."""

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Speaker(Strict):
    """Name a voice of an interview."""

    name: Bilingual
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Publication(Strict):
    """
    Say where and when an original appeared.

    `date` is ISO 8601 and may be a year alone; `certainty` belongs to the whole statement, and
    `note` says what is uncertain and why.
    """

    certainty: Literal["certain", "likely", "unknown"]
    container: str = ""
    date: str = ""
    url: str = ""
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Witness(Strict):
    """Describe one copy of an original, known by the SHA-256 of its bytes."""

    siglum: str
    sha256: str
    description: Bilingual


@dataclass(frozen=True, slots=True)
class Rights(Strict):
    """
    State who may see a text.

    `statement` is a rightsstatements.org or Creative Commons address. Without a recorded
    `permission` a text whose `statement` is in copyright stays out of a public build, original
    and translation alike.
    """

    statement: str
    holder: str
    permission: str = ""
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Record(Strict):
    """Hold the bibliographic record of a text, as `text.yml` gives it."""

    id: str
    title: Bilingual
    kind: Bilingual
    authors: tuple[Person, ...]
    translators: tuple[Person, ...]
    publication: Publication
    rights: Rights
    version: str
    speakers: dict[str, Speaker] = field(default_factory=dict)
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionRecord(Strict):
    """
    Hold what is known of the edition as a whole, as `edition.yml` gives it.

    `texts` lists the text ids in the order of the edition.
    """

    title: Bilingual
    editors: tuple[Person, ...]
    licence: str
    texts: tuple[str, ...]


# From witness to reading text: recipe.yml


@dataclass(frozen=True, slots=True)
class Block:
    """
    Give one run of raw lines its place in the reading text.

    `first` and `last` are 1-based raw lines, both included, and 0 for a lacuna, which has none.
    `label` is a speaker's label that stands before the words of a turn and is not part of them.
    """

    role: Role
    id: str = ""
    first: int = 0
    last: int = 0
    speaker: str = ""
    label: str = ""
    continues: bool = False
    reason: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class JoinException(Strict):
    """Decide the end of raw line `line` otherwise than the rule of the recipe does."""

    line: int
    join: Join
    reason: str


@dataclass(frozen=True, slots=True)
class Emendation:
    """
    Correct one fault of transmission: `reading` → `emended`.

    `line` is the raw line on which `reading` begins; `at` the line of the recipe that says so.
    """

    line: int
    reading: str
    emended: str
    reason: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """Hold the steps from a witness to the reading text, in reading order."""

    witness: str
    rule: JoinRule
    exceptions: tuple[JoinException, ...]
    blocks: tuple[Block, ...]
    emendations: tuple[Emendation, ...]


# The reading text and its segments


@dataclass(frozen=True, slots=True)
class Mark:
    """Point at emended words: characters `start` to `end` (exclusive) of a paragraph or segment."""

    start: int
    end: int
    emendation: Emendation


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold one numbered unit of the reading text, before it is cut into segments."""

    id: str
    role: Role
    text: str
    speaker: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """
    Keep what is known for ever of a segment: one line of `segments.tsv`.

    `digest` hashes the exact wording, `wording` the wording without spelling and punctuation
    (see `ledger.wording_digest`); `incipit` holds its first words, and `since` the edition
    version since which it stands.
    """

    id: str
    length: int
    digest: str
    wording: str
    since: str
    incipit: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """
    Hold one sentence of the original; `text` is None where the original is not at hand.

    `id` is the segment id without the text id: `3.4`, `lead.1`, `title`.
    """

    id: str
    text: str | None
    incipit: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitLock:
    """Remember from which source wording a unit was translated, and whether it was reviewed."""

    ids: str
    digest: str
    wording: str
    state: UnitState
    line: int = 0


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """
    Hold the English of one segment, or of a range where the translation joins sentences.

    `ids` is written as in `en.tsv` (`3.4` or `3.2-3.3`); `segments` lists every id it covers.
    """

    ids: str
    segments: tuple[str, ...]
    text: str
    state: UnitState = "draft"
    line: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Name one paragraph of a text without its words: what is known where the original is not."""

    id: str
    role: Role
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """
    Hold all that was read of one text, before it is assembled and whether or not it is sound.

    `segments` is None where the original is not at hand. `places` lists the paragraphs in
    reading order; `folder` is where the files lie, relative to the project.
    """

    record: Record
    folder: str
    recipe: Recipe | None
    places: tuple[Place, ...]
    ledger: tuple[LedgerEntry, ...]
    segments: tuple[Segment, ...] | None
    units: tuple[TranslationUnit, ...]
    locks: tuple[UnitLock, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Bring one paragraph's segments and translation units together; a lacuna has neither."""

    id: str
    role: Role
    speaker: str
    segments: tuple[Segment, ...]
    units: tuple[TranslationUnit, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """
    Hold one work of the edition, assembled: its record and its rows in reading order.

    `original` says whether the German stands in the segments (`present`) or is not at hand
    (`missing`: incipits only). `withheld` is True where the audience may see neither side: the
    segments then hold no words at all, and there are no units. `number` is the place of the text
    in the edition, 1-based, and `total` how many texts the edition has.
    """

    record: Record
    rows: tuple[Row, ...]
    original: Literal["present", "missing"]
    withheld: bool = False
    number: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    """Hold all texts, in the order of the edition."""

    record: EditionRecord
    texts: tuple[Text, ...]
    audience: Audience
