"""Mend what the citation processor does not get right in a style: a function a fault."""

from __future__ import annotations

from typing import Any

from lesart.citing.gaps import ACCESSED, ADDRESS, LOCATOR, optional
from lesart.citing.sources import bare_name, spoken


def without_place(cited: str) -> str:
    """Let the place, with the comma before it, fall away for a whole text."""
    return cited.replace(f", {LOCATOR}", optional(f", {LOCATOR}"))


def version(item: dict[str, Any]) -> dict[str, Any]:
    """State the version in the place of an edition, which all styles print."""
    return {name: value for name, value in item.items() if name != "version"} | {
        "edition": f"version {item['version']}"
    }


def german(item: dict[str, Any]) -> dict[str, Any]:
    """
    Let translators follow the title, as ISO 690 has it of secondary creators.

    The style knows none beside an editor. The year is that of the edition; that of the original
    belongs to what an entry says further.
    """
    made = version(item) | {"edition": f"Version {item['version']}"}
    if "editor" in made:
        made["editor"] = [bare_name(name) for name in made["editor"]]
    if translators := made.pop("translator", []):
        names = " und ".join(_capitals(bare_name(name)) for name in translators)
        made["title"] += f". Übersetzt von {names}"
    made.pop("original-date", None)
    return made


def _capitals(name: dict[str, str]) -> str:
    """Write a name with its family name in capitals, like those of authors and editors."""
    return spoken({part: n if part == "given" else n.upper() for part, n in name.items()})


def chicago_note(cited: str) -> str:
    """CMOS 18, 13.15: access before the address."""
    gap = f", {LOCATOR}"
    address = optional(f", accessed {ACCESSED}, {ADDRESS}")
    cited = cited.replace(gap, "")
    return cited.replace(f", {ADDRESS}", optional(gap) + address)


def chicago_entry(entry: str) -> str:
    """CMOS 18, 13.15: access before the address, in an entry as well."""
    return entry.replace(f" {ADDRESS}.", optional(f" Accessed {ACCESSED}. {ADDRESS}."))


def mla_entry(entry: str) -> str:
    """MLA 9, 5.111: access at the end."""
    address = optional(f", {ADDRESS}. Accessed {ACCESSED}")
    entry = entry.replace(" Version ", " version ")
    return entry.replace(f", {ADDRESS}.", f"{address}.")


def apa_entry(entry: str) -> str:
    """
    Abbreviate roles with capitals, and name a body without its article.

    APA 7, 9.16: no date of retrieval, for what is cited has a version and does not change.
    """
    entry = entry.replace(", trans.)", ", Trans.)").replace("(ed.)", "(Ed.)")
    entry = (
        entry.replace("(version ", "(Version ").replace("(the ", "(").replace(" In the ", " In ")
    )
    return entry.replace(f" Retrieved {ADDRESS}", f" {ADDRESS}").replace(
        f" {ADDRESS}", optional(f" {ADDRESS}")
    )


def din_entry(entry: str) -> str:
    """DIN ISO 690: a blank after the colon."""
    before = f" [Zugriff am:{ACCESSED}]. Verfügbar unter: {ADDRESS}"
    after = f" [Zugriff am: {ACCESSED}]. Verfügbar unter: {ADDRESS}"
    return entry.replace(before, optional(after))
