"""The index of names: who and what the texts name, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lesart.model.base import Bilingual
from lesart.model.glossary import Occurrence, Overruling

NameKind = Literal["person", "group", "organisation", "place", "work", "event"]


@dataclass(frozen=True, slots=True)
class Name:
    """
    Hold one entry of the index of names.

    `heading` is the form by which it is sorted (`Foucault, Michel`), `about` a short
    identification in English. `german` and `english` are the further forms that the texts use;
    `same_as` is the address of an authority record, `term` the entry of the glossary on the same
    thing. `skip` names places at which a form means something else.
    """

    id: str
    kind: NameKind
    heading: Bilingual
    about: str = ""
    german: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    same_as: str = ""
    term: str = ""
    skip: tuple[Overruling, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class NamePlaces:
    """
    Hold where names stand in a text, the id of the name as `term` of each occurrence.

    The `unit` of one in `notes` is the id of the note, and its characters are those of the words
    that the note shows, paragraphs parted by a line end.
    """

    german: tuple[Occurrence, ...] = ()
    english: tuple[Occurrence, ...] = ()
    notes: tuple[Occurrence, ...] = ()
