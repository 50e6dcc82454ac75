"""What is known of a text and of the edition: `text.yml` and `edition.yml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lesart.model.base import Bilingual, Strict
from lesart.model.rights import Rights, Use


@dataclass(frozen=True, slots=True)
class Title(Bilingual):
    """
    Hold a title; `sentence` is the English one with the capitals of a sentence.

    Some styles of citing want those, and which words are names no rule can tell. Where it is empty
    the title stands as in `en`. Raises ValueError where its words are not those of `en`.
    """

    sentence: str = ""

    def __post_init__(self) -> None:
        if self.sentence and self.sentence.casefold() != self.en.casefold():
            message = f"“{self.sentence}” differs from “{self.en}” in more than its capitals"
            raise ValueError(message)


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
class Record(Strict):
    """Hold the bibliographic record of a text, as `text.yml` gives it."""

    id: str
    title: Title
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

    `texts` lists the text ids in the order of the edition, and is empty in one that is begun;
    `date` is the year in which the edition appeared, empty as long as it has not. `licence`, of
    the editors' own texts, is an address or name of the list in `statements`. Only an edition
    whose `use` is `non-commercial` may show what is licensed for such use alone.
    """

    title: Title
    editors: tuple[Person, ...]
    licence: str
    texts: tuple[str, ...] = ()
    date: str = ""
    use: Use = ""
