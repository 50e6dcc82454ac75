"""
Write works as RIS, for reference managers.

RIS has no field for a translator: `A4` holds them, and `A2` the editors of a book. The version
stands with the edition (`ET`), and a number both where programs look for it (`IS`, `M1`). Nothing
in it is escaped; a line is a tag and its words, without the tags of CSL-JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lesart.citing.csljson import sound
from lesart.citing.dates import SEASONS, CslDate, read_date
from lesart.citing.rich_text import as_plain

TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "interview": "NEWS",
    "legislation": "STAT",
    "report": "RPRT",
    "review": "JOUR",
    "thesis": "THES",
    "webpage": "ELEC",
    "bill": "BILL",
    "broadcast": "VIDEO",
    "classic": "CLSWK",
    "collection": "BOOK",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "post": "BLOG",
    "post-weblog": "BLOG",
    "regulation": "STAT",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "HEAR",
    "standard": "STAND",
}
_FIELDS = (
    ("TI", "title"),
    ("T2", "container-title"),
    ("T3", "collection-title"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("M1", "number"),
    ("M3", "genre"),
    ("PB", "publisher"),
    ("CY", "publisher-place"),
    ("PP", "publisher-place"),
    ("DO", "DOI"),
    ("SN", "ISBN"),
    ("LA", "language"),
    ("UR", "URL"),
    ("N1", "note"),
)
_PEOPLE = (("AU", "author"), ("A2", "editor"), ("A4", "translator"))


def write_ris(items: Iterable[Mapping[str, Any]]) -> str:
    """Write items, each ended by `ER`, with the line ends that the format asks for."""
    return "".join(
        "".join(f"{tag}  - {_line(words)}\r\n" for tag, words in _lines(sound(item)))
        + "ER  - \r\n\r\n"
        for item in items
    )


def _line(words: str) -> str:
    """Write words on one line: what follows a line end would be a tag of its own."""
    return " ".join(words.split())


def _lines(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(item["type"], "GEN")
    yield "ID", str(item["id"])
    for tag, role in _PEOPLE:
        yield from ((tag, _name(name)) for name in item.get(role, ()))
    for tag, field in _FIELDS:
        if words := as_plain(_line(str(item.get(field, "")))):
            yield tag, words
    if item.get("number") and not item.get("issue"):
        yield "IS", str(item["number"])
    versions = [str(item.get("edition", "")), f"Version {item.get('version', '')}"]
    if said := ", ".join(versions[: 2 if item.get("version") else 1]).removeprefix(", "):
        yield "ET", said
    if pages := str(item.get("page", "")):
        first, _, last = pages.replace("-", "–").partition("–")
        yield "SP", first
        if last:
            yield "EP", last
    for field, year, date in (("issued", "PY", "DA"), ("accessed", "", "Y2")):
        if read := read_date(item.get(field)):
            if year and read.days:
                yield year, f"{read.days[0][0]:04}"
            if written := _date(read, bool(year)):
                yield date, written


def _date(date: CslDate, has_year: bool) -> str:
    """Write year, month and day, and what is more as the other words that RIS has a place for."""
    if not date.days:
        return date.literal
    first = date.days[0]
    season = SEASONS.get(first[1], "") if len(first) > 1 else ""
    other = ["circa"] if date.circa else []
    other += [season] if season else []
    other += [f"to {'-'.join(map(str, day))}" for day in date.days[1:]]
    other += ["to the present"] if date.open else []
    known = first[:1] if season else first
    parts = [f"{known[0]:04}", *(f"{part:02}" for part in known[1:])]
    if other:
        return "/".join([*parts, *[""] * (3 - len(parts)), " ".join(other)])
    return "/".join(parts) if len(parts) > 1 or not has_year else ""


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    particles = [name.get("dropping-particle", ""), name.get("non-dropping-particle", "")]
    family = " ".join(part for part in (particles[1], name.get("family", "")) if part)
    given = " ".join(part for part in (name.get("given", ""), particles[0]) if part)
    return ", ".join(part for part in (family, given, name.get("suffix", "")) if part)
