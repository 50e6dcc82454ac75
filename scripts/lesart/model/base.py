"""What every type of the model builds on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

Language = Literal["de", "en"]
_Named = Literal["title", "lead", "author"]
_Numbered = Literal["paragraph", "turn", "verse", "heading", "quote", "item", "stage", "note"]
Role = Literal[_Named, _Numbered, "lacuna", "omit"]
StyleKind = Literal["italic", "bold", "small-caps", "superscript", "subscript"]
Audience = Literal["private", "public"]
UnitState = Literal["draft", "aligned", "reviewed"]
Join = Literal["join", "space", "hyphen", "ck", "break"]
JoinRule = Literal["trailing-blank", "hyphen", "space"]
NAMED_ROLES: tuple[Role, ...] = ("title", "lead", "author")


def key_of(field: str) -> str:
    """
    Give the key that a file has for a field; a field must not have the name of a Python keyword.

    >>> key_of("for_"), key_of("date")
    ('for', 'date')
    """
    return field.removesuffix("_")


class Strict:
    """Refuse unknown keys where a record is read from a file (see `records.convert`)."""

    __slots__ = ()
    __pydantic_config__: ClassVar = {"extra": "forbid", "alias_generator": key_of}


@dataclass(frozen=True, slots=True)
class Bilingual(Strict):
    """Hold the same words in both languages of the edition."""

    de: str
    en: str
