"""Say what a format is: what it makes of a text or the edition, and what is taken in from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lesart.core.findings import Finding
from lesart.model import Edition, Text
from lesart.tasks.edition import Settings


def always(_: object) -> bool:
    """Tell that there is such a file of every text or edition."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class OfText:
    """
    Say what a format makes of one text, as the audience may see it.

    `label` names the file on the page of the text. `path` is relative to a built site, with `{id}`
    for the text; where it is empty, no page offers the file. `available` tells whether a text has
    it. The head of the page names it: as metadata where `describes` is True, else as content.
    """

    label: str
    make: Callable[[Text, Edition], bytes]
    path: str = ""
    available: Callable[[Text], bool] = always
    describes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEdition:
    """
    Say what a format makes of the edition as a whole.

    `page` is the page that offers it, relative to `docs`. The rest is as in OfText.
    """

    label: str
    make: Callable[[Edition], bytes]
    path: str = ""
    page: str = ""
    available: Callable[[Edition], bool] = always


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """
    Say what a format makes for those who work on the edition, from its files and for no audience.

    `make` is given the ids of texts, all of them where none was named, and what the addresses of
    concepts begin with. `of` tells what it is made of: the glossary, one text, or any texts.
    """

    of: Literal["glossary", "text", "texts"]
    make: Callable[[Settings, Sequence[str], str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Say how a file is to be taken in, and who is told of each thing that was taken."""

    tell: Callable[[str], object]
    reviewed: bool = False
    replace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """
    Say what was not taken in, each thing with its reason; and how many were, if that helps.

    `doubtful` tells of what was taken in and has to be looked at.
    """

    refused: tuple[Finding, ...] = ()
    doubtful: tuple[Finding, ...] = ()
    said: str = ""


Take = Callable[[Settings, Path, Taking], Taken]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """
    Describe a format of files.

    `suffix` ends the name of a file of it. `text` and `edition` say what is made of either;
    `work` is what `lesart export` prefers to them. `take` takes in the files whose names end in
    one of `endings`.
    """

    suffix: str
    media_type: str
    text: OfText | None = None
    edition: OfEdition | None = None
    work: Work | None = None
    endings: tuple[str, ...] = ()
    take: Take | None = None
