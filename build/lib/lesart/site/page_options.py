"""Hold the options of the Markdown extension to what they may be, and to what is asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from lesart.core.findings import EditionError, Finding, Location
from lesart.model import Audience
from lesart.site.audience import require_agreement, standing
from lesart.site.page_place import PagePlace, finding_on_page, place_of
from lesart.tasks.edition import Settings
from lesart.view.proposing import ProposalAddress, parse_address

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
DRAFTS = ("refuse", "allow")
_Word = TypeVar("_Word", bound=str)


def page_settings(options: Mapping[str, Any], place: PagePlace) -> Settings:
    """
    Say which edition a page is for, and for whom, by the *options* of the extension.

    Raises EditionError where one of them is no word that it may be.
    """
    root = Path(options["root"]) if options["root"] else place.root
    folders = str(options["originals"] or "").split(os.pathsep)
    return Settings(
        root,
        tuple(place.root / folder for folder in folders if folder),
        choice("audience", options["audience"], AUDIENCES),
        allow_drafts=choice("drafts", options["drafts"], DRAFTS) == "allow",
    )


class AudienceGuard(Preprocessor):
    """Stop a page that would be for others than the environment asks for, or lie among theirs."""

    def __init__(self, md: Markdown, options: Mapping[str, Any]) -> None:
        super().__init__(md)
        self._options = options

    def run(self, lines: list[str]) -> list[str]:
        """Give the lines as they are. Raises the error of the generator where it may not go on."""
        place = place_of(self.md)
        with finding_on_page(self.md, "asking for whom the page is"):
            audience = choice("audience", self._options["audience"], AUDIENCES)
            choice("drafts", self._options["drafts"], DRAFTS)
            proposal_address(self._options["proposals"])
            require_agreement(place.root, self._options, os.environ)
            if audience == "public" and place.built and standing(place.built) == "private":
                raise EditionError(_kept_private(place.built))
        return lines


def _kept_private(folder: Path) -> Finding:
    message = "a private copy stands here, and its pages would stay in the public one"
    hint = "build without --dirty, or into another folder"
    return Finding(Location(str(folder)), "B012", message, hint=hint)


def choice(option: str, written: Any, known: tuple[_Word, ...]) -> _Word:
    """Give the word of *known* that is *written*. Raises EditionError where it is none of them."""
    for word in known:
        if written == word:
            return word
    message = f"the option “{option}” is “{str(written)[:40]}”, not {' or '.join(known)}"
    hint = f"see LESART_{option.upper()}"
    raise EditionError(Finding(Location("mkdocs.yml"), "M002", message, hint=hint))


def proposal_address(written: Any) -> ProposalAddress | None:
    """
    Give where the proposals of readers go; None where there is no such address.

    Raises EditionError where it is none that a page may link, or no form of issues.
    """
    if written is None or written == "":
        return None
    try:
        return parse_address(str(written))
    except ValueError as error:
        message = f"the option “proposals” is “{str(written)[:80]}”: {error}"
        hint = "write mailto:editors@example.org, or https://…/issues/new of the repository"
        raise EditionError(Finding(Location("mkdocs.yml"), "M006", message, hint=hint)) from None
