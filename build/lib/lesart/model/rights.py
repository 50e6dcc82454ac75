"""Whose a text is, what its holder has allowed, and so what the public may see of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from lesart.model.base import Bilingual, Strict
from lesart.model.statements import Condition, Statement, parse_statement

Use = Literal["", "commercial", "non-commercial"]
Side = Literal["original", "translation"]
_DATES = ("%Y-%m-%d", "%Y-%m", "%Y")
_NONE = "no permission to publish it is recorded"


@dataclass(frozen=True, slots=True)
class Permission(Strict):
    """
    Record what the holder of the rights has answered: whether, who, when, for what, by what proof.

    `date` is ISO 8601 and may be a year alone; `evidence` names the letter or page that can be
    shown. Raises ValueError where one of the three is empty or the date is none.
    """

    granted: Literal["yes", "no"]
    by: str
    date: str
    for_: Literal["original", "translation", "both"]
    evidence: str

    def __post_init__(self) -> None:
        for name in ("by", "evidence"):
            if not getattr(self, name).strip():
                raise ValueError(f"“{name}” says nothing")
        if not any(_is_date(self.date, form) for form in _DATES):
            raise ValueError(f"“{self.date[:40]}” is no date such as 2026-03-01")

    def covers(self, side: Side) -> bool:
        """Tell whether the answer is about one side of the text."""
        return self.for_ in (side, "both")

    @property
    def said(self) -> str:
        """Say who has answered what, for the pages of the text."""
        what = "original and translation" if self.for_ == "both" else f"the {self.for_} alone"
        answer = "Permission" if self.granted == "yes" else "Permission refused"
        return f"{answer} for {what}: {self.by}, {self.date} ({self.evidence})."


def _is_date(written: str, form: str) -> bool:
    try:
        return datetime.datetime.strptime(written, form).strftime(form) == written
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Held:
    """Say of each side why the public may not see it, as words that follow “because”; else none."""

    original: str = ""
    translation: str = ""

    @property
    def both(self) -> bool:
        """Tell whether neither side may be seen."""
        return bool(self.original and self.translation)

    @property
    def any(self) -> bool:
        """Tell whether a side may not be seen."""
        return bool(self.original or self.translation)

    @property
    def said(self) -> str:
        """Give the reasons, one for both sides where it is the same."""
        return "; ".join(dict.fromkeys(filter(None, (self.original, self.translation))))


@dataclass(frozen=True, slots=True)
class Rights(Strict):
    """
    State who may see a text.

    `statement` is an address or name of the closed list in `statements`; `permission` records what
    the holder has answered. Words where that record should stand open nothing, and neither does a
    statement that is not in the list. `holder` is empty where there is none.
    """

    statement: str
    holder: str = ""
    permission: Permission | str | None = None
    note: Bilingual | None = None

    @property
    def known(self) -> Statement | None:
        """Give what is known of the statement; None where it is not in the list."""
        return parse_statement(self.statement)

    @property
    def said_permission(self) -> str:
        """Say what the holder has answered; nothing where no answer is on record."""
        return self.permission.said if isinstance(self.permission, Permission) else ""

    def held(self, use: Use = "") -> Held:
        """
        Decide which sides the public may not see, in an edition for this *use*, and why.

        >>> Rights("CC BY-ND 4.0", "").held()
        Held(original='', translation='CC BY-ND 4.0 does not let a translation be published')
        """
        known = self.known
        if known is None:
            said = "its rights statement is none that is known"
            return Held(said, said)
        if isinstance(self.permission, str) and self.permission.strip():
            said = "its permission is no record that can be read"
            return Held(said, said)
        return Held(
            self._held("original", known, known.original, use),
            self._held("translation", known, known.translation, use),
        )

    def _held(self, side: Side, known: Statement, condition: Condition, use: Use) -> str:
        if isinstance(self.permission, Permission) and self.permission.covers(side):
            return "" if self.permission.granted == "yes" else "permission was refused"
        if condition == "free" or (condition == "non-commercial" and use == "non-commercial"):
            return ""
        if condition == "non-commercial":
            return f"{known.said}, and edition.yml does not say use: non-commercial"
        if known.licence:
            return f"{known.name} does not let a translation be published"
        return f"{known.said}, and {_NONE}"
