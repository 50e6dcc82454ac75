"""
Make the templates of a citation: what a style says of a text, with gaps for place and address.

A CSL processor makes them, once a text; what it does not get right is mended here, each mend with
the rule it follows. A page fills the gaps by script and the command line by `writing.fill`, so no
processor is needed in the browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from lesart.citing.sources import SIDES, Side, bare_name, first_published, source_item
from lesart.csl import Cite, format_items
from lesart.model import EditionRecord, Record, Run

StyleName = Literal["chicago-note", "chicago-author-date", "mla", "apa", "de"]

# Gaps: for the place, the address, the date of access; around what is emphasised; around what is
# left out as a whole where a gap within it has nothing to hold.
LOCATOR, ADDRESS, ACCESSED = "\ue000", "\ue001", "\ue002"
EMPHASIS = ("\ue003", "\ue004")
OPTIONAL = ("\ue005", "\ue006")
_URL = "https://address.invalid/"
Kind = Side | Literal["note"]
KINDS: tuple[Kind, ...] = (*SIDES, "note")


@dataclass(frozen=True, slots=True)
class Template:
    """Hold a citation as it stands in a text or note, and as an entry in a list of works."""

    cited: str
    entry: str


@dataclass(frozen=True, slots=True)
class Style:
    """
    Describe a style: its CSL name and locale, the family of its locator words, the form of dates.

    `prepare` fits the item to it, `mend_cited` and `mend_entry` correct what the processor makes of
    it. `says_first` tells where an entry says in what the original appeared: before or after the
    address.
    """

    name: str
    csl: str
    locale: str
    words: str
    dates: Literal["us", "mla", "de"]
    prepare: Callable[[dict[str, Any]], dict[str, Any]]
    mend_cited: Callable[[str], str]
    mend_entry: Callable[[str], str]
    says_first: Literal["before", "after", "never"] = "before"

    @property
    def lang(self) -> str:
        """Give the language of the style."""
        return self.locale[:2]


Templates = Mapping[StyleName, Mapping[Kind, Template]]


def templates(edition: EditionRecord, records: Sequence[Record]) -> Mapping[str, Templates]:
    """
    Make the templates of texts, by text id, style, and side or `note`.

    Raises EditionError where the processor fails.
    """
    made: dict[str, dict[StyleName, Mapping[Kind, Template]]] = {r.id: {} for r in records}
    with ThreadPoolExecutor(len(STYLES)) as pool:
        jobs = {name: pool.submit(_style, name, edition, records) for name in STYLES}
    for name, job in jobs.items():
        for text_id, kinds in job.result().items():
            made[text_id][name] = kinds
    return made


def _style(
    name: StyleName, edition: EditionRecord, records: Sequence[Record]
) -> Mapping[str, Mapping[Kind, Template]]:
    style = STYLES[name]
    items = {
        (record.id, kind): style.prepare(_item(record, edition, kind, style))
        for record in records
        for kind in KINDS
    }
    listed = [{**item, "id": f"{text}-{kind}"} for (text, kind), item in items.items()]
    cited, entries = _formatted(style.csl, style.locale, json.dumps(listed))
    made: dict[str, dict[Kind, Template]] = {record.id: {} for record in records}
    published = {record.id: _published(record, style) for record in records}
    for (text, kind), words, entry in zip(items, cited, entries, strict=True):
        said = "" if kind == "note" else published[text]
        mended = style.mend_entry(entry)
        if style.says_first == "before":
            head, mark, address = mended.partition(OPTIONAL[0])
            mended = f"{head}{said}{mark}{address}"
        elif style.says_first == "after":
            mended += said
        made[text][kind] = Template(style.mend_cited(words), mended)
    return made


def _item(record: Record, edition: EditionRecord, kind: Kind, style: Style) -> dict[str, Any]:
    side: Side = "both" if kind == "note" else kind
    item = source_item(record, edition, side, style.lang, kind == "note")
    return {**item, "URL": _URL, "accessed": {"literal": ACCESSED}}


@lru_cache(maxsize=32)
def _formatted(csl: str, locale: str, items: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Format items, given as JSON; give their citations and their entries, in their order."""
    listed = json.loads(items)
    keys = [item["id"] for item in listed]
    made = format_items(listed, [Cite(key, LOCATOR) for key in keys], csl, locale, alone=True)
    return tuple(map(_flat, made.cites)), tuple(_flat(made.entries[key]) for key in keys)


def _flat(runs: Sequence[Run]) -> str:
    words = "".join(f"{EMPHASIS[0]}{r.words}{EMPHASIS[1]}" if r.emphasis else r.words for r in runs)
    return words.replace(_URL, ADDRESS)


def _published(record: Record, style: Style) -> str:
    """Say, behind an entry, where the original appeared."""
    said, container = first_published(record, style.lang)
    if not said:
        return ""
    name = f" {EMPHASIS[0]}{container}{EMPHASIS[1]}" if container else ""
    return f" {said}{name}."


# What the processor does not get right


def _optional(words: str) -> str:
    return f"{OPTIONAL[0]}{words}{OPTIONAL[1]}"


def _without_place(cited: str) -> str:
    """Let the place, with the comma before it, fall away for a whole text."""
    return cited.replace(f", {LOCATOR}", _optional(f", {LOCATOR}"))


def _version(item: dict[str, Any]) -> dict[str, Any]:
    """State the version in the place of an edition, which all styles print."""
    return {name: value for name, value in item.items() if name != "version"} | {
        "edition": f"version {item['version']}"
    }


def _circa(item: dict[str, Any]) -> dict[str, Any]:
    """APA 7, 9.31 and 9.41: a date that is not certain is “ca. 2018”."""
    item = _version(item)
    date = item.get("original-date", {}).get("literal", "")
    if date.endswith("?"):
        item["original-date"] = {"literal": f"ca. {date[:-1]}"}
    return item


def _german(item: dict[str, Any]) -> dict[str, Any]:
    """
    DIN ISO 690: translators follow the title; a date that is not certain stands in brackets.

    The style knows neither a translator beside an editor nor the date of the original.
    """
    made = _version(item) | {"edition": f"Version {item['version']}"}
    if "editor" in made:
        made["editor"] = [bare_name(name) for name in made["editor"]]
    if translators := made.pop("translator", []):
        names = " und ".join(_spoken(bare_name(name)) for name in translators)
        made["title"] = f"{made['title']}. Übers.: {names}"
    date = made.pop("original-date", {}).get("literal", "")
    if date and "issued" in made:
        shown = f"[{date}]" if date.endswith("?") else date
        made["issued"] = {"literal": f"{shown} {made['issued']['date-parts'][0][0]}"}
    return made


def _spoken(name: dict[str, str]) -> str:
    return name.get("literal") or f"{name.get('given', '')} {name['family']}".strip()


def _american(words: str) -> str:
    """
    CMOS 6.9, MLA 9, 6.53: comma and full stop go within both marks of a quotation.

    CMOS 14.99, MLA 9, 5.28: the translation of a title follows its quotation marks, in brackets.
    """
    words = re.sub("’([,.])”", r"\1’”", words)
    return re.sub(
        r" \[([^\]”]+)\]([,.])(’?)”",
        lambda found: f"’ [{found[1]}]{found[2]}”" if found[3] else f"” [{found[1]}]{found[2]}",
        words,
    )


def _chicago_note(cited: str) -> str:
    """CMOS 14.145: a guessed date stands in brackets; 14.12: access before the address."""
    gap = f", {LOCATOR}"
    address = _optional(f", accessed {ACCESSED}, {ADDRESS}")
    cited = re.sub(r"\((\d{4}\?);", r"([\1];", cited.replace(gap, ""))
    return _american(cited.replace(f", {ADDRESS}", _optional(gap) + address))


def _chicago_entry(entry: str) -> str:
    entry = re.sub(r"(?<=\. )(\d{4}\?)(?=[. ])", r"[\1]", entry)
    entry = re.sub(r"\]\.? Version", "]; version", entry)
    entry = entry.replace(f" {ADDRESS}.", _optional(f" Accessed {ACCESSED}. {ADDRESS}."))
    return _american(entry)


def _mla_entry(entry: str) -> str:
    """MLA 9, 5.82: a guessed date stands in brackets; 5.111: access at the end."""
    entry = re.sub(r"(?<=[”’] )(\d{4}\?)\.? ", r"[\1]. ", entry).replace(" Version ", " version ")
    address = _optional(f", {ADDRESS}. Accessed {ACCESSED}")
    return _american(entry.replace(f", {ADDRESS}.", f"{address}."))


def _apa_entry(entry: str) -> str:
    """APA 7, 9.4 and 9.10: roles are abbreviated with capitals; 9.16: address and retrieval."""
    entry = entry.replace(", trans.)", ", Trans.)").replace("(ed.)", "(Ed.)")
    entry = (
        entry.replace("(version ", "(Version ").replace("(the ", "(").replace(" In the ", " In ")
    )
    return entry.replace(f" {ADDRESS}", _optional(f" Retrieved {ACCESSED}, from {ADDRESS}"))


def _din_entry(entry: str) -> str:
    """DIN ISO 690: a blank after the colon."""
    before = f" [Zugriff am:{ACCESSED}]. Verfügbar unter: {ADDRESS}"
    after = f" [Zugriff am: {ACCESSED}]. Verfügbar unter: {ADDRESS}"
    return entry.replace(before, _optional(after))


STYLES: Mapping[StyleName, Style] = {
    "chicago-note": Style(
        "Chicago (notes)", "chicago-notes-bibliography", "en-US", "chicago", "us", _version,
        _chicago_note, _chicago_entry,
    ),
    "chicago-author-date": Style(
        "Chicago (author and date)", "chicago-author-date", "en-US", "chicago", "us", _version,
        _without_place, _chicago_entry,
    ),
    "mla": Style(
        "MLA", "modern-language-association", "en-US", "mla", "mla", _version,
        _without_place, _mla_entry, "after",
    ),
    "apa": Style(
        "APA", "apa", "en-US", "chicago", "us", _circa,
        _without_place, _apa_entry, "never",
    ),
    "de": Style(
        "DIN ISO 690", "iso690-author-date-de", "de-DE", "de", "de", _german,
        _without_place, _din_entry,
    ),
}  # fmt: skip
