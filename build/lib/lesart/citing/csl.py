"""
Format CSL-JSON items by a CSL style, with the processor of pandoc (citeproc).

Of the processors tried, this one alone inverts and lists names right, nests quotation marks and
tells works of one author and year apart. Styles come from the repository of CSL styles.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from lesart.citing.csl_files import read_style
from lesart.citing.pandoc import API, PandocError, run_pandoc
from lesart.core.files import naming
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.web_address import linked
from lesart.core.work_folders import work_folder
from lesart.model import Run

_MONTH_DAY = re.compile(r'<date-part name="month"/>\s*<date-part name="day" prefix=" "/>')
_DAY_MONTH = '<date-part name="day" suffix=" "/><date-part name="month"/>'


@dataclass(frozen=True, slots=True)
class Cite:
    """Cite one item; *locator* is written as it shall stand (“para. 3”), or empty."""

    key: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Formatted:
    """
    Hold what a style made of items: `cites` in the order asked for, `entries` by key in the order
    of the style.
    """

    cites: tuple[tuple[Run, ...], ...]
    entries: Mapping[str, tuple[Run, ...]]


def format_items(
    items: Sequence[Mapping[str, Any]],
    cites: Sequence[Cite],
    style: str,
    locale: str,
    alone: bool = False,
    path: str = "",
) -> Formatted:
    """
    Format *items* by a CSL style, named as in the repository of styles, with a locale (`en-GB`).

    Two things of the style are left out: capitals in titles, for a title stands as the data have
    it, and the dash for an author named before; and in British English the day comes before the
    month throughout. With *alone* each item is cited as if there were no other, so that none gets
    a letter. *path* names the file that the items are from. Raises EditionError where the processor
    fails, and where there is none.
    """
    document = {
        "pandoc-api-version": API,
        "meta": {"lang": {"t": "MetaInlines", "c": [{"t": "Str", "c": locale}]}},
        "blocks": [{"t": "Para", "c": [_cite(cite)]} for cite in cites],
    }
    with work_folder(Path(tempfile.gettempdir())) as folder:
        works, csl = folder / "works.json", folder / "style.csl"
        for file, words in (
            (works, json.dumps(items)),
            (csl, _style(style, locale == "en-GB", alone)),
        ):
            with naming(file):
                file.write_text(words, "utf-8")
        options = ["--citeproc", "--bibliography", str(works), "--csl", str(csl), "--wrap=none"]
        try:
            written = run_pandoc([*options, "-f", "json", "-t", "html"], json.dumps(document))
        except PandocError as error:
            message = "the citation processor failed"
            raise EditionError(Finding(Location(path), "Q005", message, error.said)) from None
    return _read(written, len(cites))


@lru_cache(maxsize=16)
def _style(name: str, day_first: bool, alone: bool) -> str:
    style = read_style(name)
    style = re.sub(r' (?:text-case="title"|subsequent-author-substitute="[^"]*")', "", style)
    if alone:
        style = re.sub(r' disambiguate-[a-z-]+="[^"]*"', "", style)
        # What holds only of a work that is told apart from another: never here.
        style = style.replace('disambiguate="true"', 'is-numeric="annote"')
    return _MONTH_DAY.sub(_DAY_MONTH, style) if day_first else style


def _cite(cite: Cite) -> dict[str, Any]:
    suffix = [{"t": "Str", "c": f", {cite.locator}"}] if cite.locator else []
    parts = {
        "citationId": cite.key, "citationPrefix": [], "citationSuffix": suffix,
        "citationMode": {"t": "NormalCitation"}, "citationNoteNum": 1, "citationHash": 0,
    }  # fmt: skip
    return {"t": "Cite", "c": [[parts], []]}


def _read(written: str, count: int) -> Formatted:
    body = ElementTree.fromstring(f"<body>{written}</body>")
    notes = {note.get("id"): note for note in body.iterfind(".//li")}
    cites = tuple(_runs(_of_note(paragraph, notes)) for paragraph in body.findall("p")[:count])
    entries = {
        entry.get("id", "").removeprefix("ref-"): _runs(entry)
        for entry in body.iterfind(".//div[@id='refs']/div")
    }
    return Formatted(cites, entries)


def _of_note(paragraph: Element, notes: Mapping[str | None, Element]) -> Element:
    """Give the note that a paragraph consists of, in a style of notes; else the paragraph."""
    mark = paragraph.find(".//a[@role='doc-noteref']")
    if mark is None:
        return paragraph
    note = notes[mark.get("href", "").removeprefix("#")]
    for part in note.iter("p"):
        for back in part.findall("a[@role='doc-backlink']"):
            part.remove(back)
    return note


def _runs(element: Element) -> tuple[Run, ...]:
    """Read the runs of an element, neighbours that are set alike as one, blanks at the ends off."""
    joined: list[Run] = []
    for run in _parts(element, False, ""):
        last = joined[-1] if joined else None
        if last and (last.emphasis, last.href) == (run.emphasis, run.href):
            joined[-1] = Run(last.words + run.words, run.emphasis, run.href)
        else:
            joined.append(run)
    return trim(joined)


def _parts(element: Element, emphasis: bool, href: str) -> list[Run]:
    emphasis = emphasis or element.tag in ("em", "i")
    href = linked(element.get("href", "")) or href
    runs = [Run(element.text, emphasis, href)] if element.text else []
    for child in element:
        runs += _parts(child, emphasis, href)
        runs += [Run(child.tail, emphasis, href)] if child.tail else []
    return runs


def trim(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Take blanks off both ends of *runs*, and what is empty out."""
    kept = [Run(re.sub(r"\s+", " ", r.words), r.emphasis, r.href) for r in runs if r.words]
    if kept:
        kept[0] = Run(kept[0].words.lstrip(), kept[0].emphasis, kept[0].href)
        kept[-1] = Run(kept[-1].words.rstrip(), kept[-1].emphasis, kept[-1].href)
    return tuple(run for run in kept if run.words)
