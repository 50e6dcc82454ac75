"""What every type of the model builds on."""

from __future__ import annotations

from typing import ClassVar, Literal

Language = Literal["de", "en"]
Role = Literal["title", "lead", "paragraph", "turn", "author", "lacuna", "omit"]
Audience = Literal["private", "public"]
UnitState = Literal["draft", "aligned", "reviewed"]
Join = Literal["join", "space", "hyphen", "break"]
JoinRule = Literal["trailing-blank", "hyphen", "space"]
NAMED_ROLES: tuple[Role, ...] = ("title", "lead", "author")


class Strict:
    """Refuse unknown keys where a record is read from a file (see `records.convert`)."""

    __slots__ = ()
    __pydantic_config__: ClassVar = {"extra": "forbid"}
