"""What was published under which version, what has changed since, and where old ids lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CitableKind = Literal["de", "en", "note", "lacuna"]


@dataclass(frozen=True, slots=True)
class Citable:
    """
    Hold one thing that can be cited, as it stands in one version of a text.

    `id` is that of a segment (`de`), of a translation unit, perhaps a range (`en`), of a note, or
    of a paragraph that is lost (`lacuna`). `digest` hashes the words; `wording` is None where
    they are not the edition's to keep.
    """

    kind: CitableKind
    id: str
    digest: str
    wording: str | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """
    Hold what a text was under one version: everything citable, in reading order.

    `date` is ISO 8601. `sealed` is the digest that the list of releases keeps of the file, and
    `found` that of the file as it lies there today, empty where it is gone.
    """

    version: str
    date: str
    citables: tuple[Citable, ...]
    sealed: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Signpost:
    """
    Lead from a published id that is gone to where its words are now.

    `to` is an id or a range, empty where the words were withdrawn. The id of a note begins with
    an `n`, as it does in an address.
    """

    id: str
    to: str
    since: str
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """
    Say how the words cited from version `since` differ from those of today.

    `digest` hashes the words of then. `then` and `now` are None where the words cannot be shown;
    `gone` says that the id stands no more. `places` are the ids at which the change is told.
    `version` is the first with other words, and `date` that of its release, empty as long as it
    is not released.
    """

    since: str
    kind: CitableKind
    id: str
    places: tuple[str, ...]
    version: str
    date: str
    digest: str
    then: str | None = None
    now: str | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """Hold the releases of a text as (version, date), oldest first, its revisions and signposts."""

    releases: tuple[tuple[str, str], ...] = ()
    revisions: tuple[Revision, ...] = ()
    signposts: tuple[Signpost, ...] = ()
