"""
Write works as BibTeX or biblatex, in UTF-8.

Titles stand in double braces, so that no style changes their capitals, and tags in them become
commands. biblatex knows translators, dates, versions and web addresses; styles of BibTeX do not,
so they stand in its notes too, beside the fields that programs read which know both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from lesart.citing.bibtex_types import BIBLATEX, BIBTEX, PERIODICAL, SUBTYPES, container_field
from lesart.citing.csljson import sound
from lesart.citing.dates import SEASONS, CslDate, in_edtf, in_words, read_date
from lesart.citing.rich_text import as_latex
from lesart.core.prose import work_key

Dialect = Literal["bibtex", "biblatex"]

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    '"': r"\textquotedbl{}",
    # Readers of LaTeX take a pair of these for a quotation, and set it in marks of their own.
    "‘": "{‘}",
}  # fmt: skip
_UNSAFE_KEY = re.compile(r"""[\s{},%#"'=~\\()]|://""")
_AND = re.compile(r"\band\b|^others$", re.IGNORECASE)


def write_bibtex(items: Iterable[Mapping[str, Any]], dialect: Dialect) -> str:
    """Write items as one file of the dialect."""
    return "\n".join(_entry(sound(item), dialect) for item in items)


def escape(words: str) -> str:
    r"""
    Write words so that LaTeX sets them as they are.

    >>> escape("50 % of {R&D}_x")
    '50 \\% of \\{R\\&D\\}\\_x'
    """
    return "".join(_SPECIAL.get(character, character) for character in _joined(words))


def _joined(words: str) -> str:
    return " ".join(words.split())


def _rich(item: Mapping[str, Any], field: str) -> str:
    """Write a field in which CSL-JSON has tags."""
    words = _joined(str(item.get(field, "")))
    return as_latex(words, lambda part: "".join(_SPECIAL.get(one, one) for one in part))


def _entry(item: Mapping[str, Any], dialect: Dialect) -> str:
    fields = [*_people(item, dialect), *_titles(item, dialect)]
    fields += _biblatex(item) if dialect == "biblatex" else _bibtex(item)
    first: dict[str, str] = {}
    for name, value in fields:
        first.setdefault(name, value)
    lines = "".join(f"  {name} = {value},\n" for name, value in first.items())
    key = str(item["id"])
    key = work_key(key) if _UNSAFE_KEY.search(key) else key
    return f"@{_kind(item, dialect)}{{{key},\n{lines}}}\n"


def _kind(item: Mapping[str, Any], dialect: Dialect) -> str:
    kind = str(item["type"])
    if kind == "book" and item.get("editor") and not item.get("author"):
        return "collection" if dialect == "biblatex" else "book"
    if dialect == "biblatex":
        return BIBLATEX.get(kind, "misc")
    if kind == "thesis":
        return "mastersthesis" if "master" in str(item.get("genre", "")).lower() else "phdthesis"
    return BIBTEX.get(kind, "misc")


def _people(item: Mapping[str, Any], dialect: Dialect) -> Iterator[tuple[str, str]]:
    roles = ("author", "editor", "translator") if dialect == "biblatex" else ("author", "editor")
    for role in roles:
        if names := [_name(name) for name in item.get(role, ())]:
            yield role, f"{{{' and '.join(names)}}}"
    people = [name for role in roles for name in item.get(role, ())]
    kept = [name for name in people if name.get("non-dropping-particle")]
    if dialect == "biblatex" and kept and not any(n.get("dropping-particle") for n in people):
        yield "options", "{useprefix=true}"


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return f"{{{escape(name['literal'])}}}"
    particles = [name.get("dropping-particle", ""), name.get("non-dropping-particle", "")]
    family = " ".join(part for part in (*particles, name.get("family", "")) if part)
    if not any(particles) and re.search(r"\s", family):
        family = f"{{{escape(family)}}}"
    else:
        family = escape(family)
    parts = (family, escape(name.get("suffix", "")), escape(name.get("given", "")))
    return ", ".join(part for part in parts if part)


def _titles(item: Mapping[str, Any], dialect: Dialect) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{_rich(item, 'title')}}}}}"
    if container := _rich(item, "container-title"):
        yield container_field(_kind(item, dialect), dialect), f"{{{container}}}"
    if series := _rich(item, "collection-title"):
        yield "series", f"{{{series}}}"


def _biblatex(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = _kind(item, "biblatex")
    if subtype := SUBTYPES.get(str(item["type"])):
        yield "entrysubtype", f"{{{subtype}}}"
    yield from _plain_fields(item, (*_FIELDS, ("version", "version"), ("genre", "type")))
    yield from _plain_fields(item, (("language", "langid"), ("note", "note")))
    if place := str(item.get("publisher-place", "")):
        yield "location", f"{{{_list(place)}}}"
    if publisher := str(item.get("publisher", "")):
        name = "institution" if kind in ("report", "thesis") else "publisher"
        yield name, f"{{{_list(publisher)}}}"
    yield from _place_of(item)
    for field, name in (("issued", "date"), ("accessed", "urldate")):
        if date := read_date(item.get(field)):
            written = in_edtf(date)
            yield (name, f"{{{written}}}") if written else ("year", f"{{{escape(date.literal)}}}")
    if said := _unprinted(item, kind, "biblatex"):
        yield "addendum", f"{{{said}}}"


def _bibtex(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = _kind(item, "bibtex")
    yield from _plain_fields(item, (*_FIELDS, ("publisher-place", "address")))
    if publisher := escape(str(item.get("publisher", ""))):
        publisher = f"{{{publisher}}}" if _AND.search(publisher) else publisher
        names = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}
        yield names.get(kind, "publisher"), f"{{{publisher}}}"
    yield from _plain_fields(item, (("genre", "type"), ("version", "version")))
    yield from _plain_fields(item, (("language", "language"), ("language", "langid")))
    yield from _place_of(item)
    if date := read_date(item.get("issued")):
        yield from _year(date)
    if (accessed := read_date(item.get("accessed"))) and (day := in_edtf(accessed)):
        yield "urldate", f"{{{day}}}"
    notes = [_unprinted(item, kind, "bibtex")]
    if item.get("translator"):
        notes.append(escape(f"Translated by {_spoken(item['translator'])}"))
    notes += [escape(f"Version {item['version']}")] if item.get("version") else []
    notes.append(escape(str(item.get("note", ""))))
    if said := ". ".join(note.rstrip(".") for note in notes if note):
        yield "note", f"{{{said}}}"


_FIELDS = (
    ("volume", "volume"), ("issue", "number"), ("number", "number"),
    ("collection-number", "number"), ("edition", "edition"), ("DOI", "doi"), ("ISBN", "isbn"),
)  # fmt: skip


def _plain_fields(
    item: Mapping[str, Any], fields: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    for field, name in fields:
        if words := str(item.get(field, "")):
            yield name, f"{{{_address(words) if name == 'doi' else escape(words)}}}"


def _place_of(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Say where a work stands: its pages, its address."""
    if pages := escape(re.sub(r"\s*[-–—]\s*", "--", str(item.get("page", "")))):
        yield "pages", f"{{{pages}}}"
    if url := str(item.get("URL", "")):
        yield "url", f"{{{_address(url)}}}"


def _unprinted(item: Mapping[str, Any], kind: str, dialect: Dialect) -> str:
    """
    Say in words in what a work appeared, where styles print no field for it.

    A law stands in a gazette, a page in a site; that is neither its publisher nor its main title.
    """
    if container_field(kind, dialect) == "booktitle" or kind in PERIODICAL:
        return ""
    container = _rich(item, "container-title")
    number = escape(str(item.get("number", ""))) if container and kind != "report" else ""
    return ", ".join(filter(None, (container, number)))


def _list(words: str) -> str:
    """Write publishers or places: a list in biblatex, parted by `and`, and by semicolons in CSL."""
    parts = [escape(part) for part in words.split(";") if part.strip()]
    return " and ".join(f"{{{part}}}" if _AND.search(part) else part for part in parts)


def _year(date: CslDate) -> Iterator[tuple[str, str]]:
    """Write the year as styles print it, and the date as programs read it."""
    yield "year", f"{{{escape(in_words(date)).replace('–', '--')}}}"
    first = date.days[0] if date.days else ()
    if len(date.days) == 1 and len(first) > 1:
        month = first[1]
        yield "month", f"{{{SEASONS[month]}}}" if month in SEASONS else _MONTHS[month - 1]
    if len(first) > 2 or len(date.days) > 1 or date.circa or date.open or (first and first[0] < 0) \
            or (len(first) > 1 and first[1] in SEASONS):  # fmt: skip
        yield "date", f"{{{in_edtf(date)}}}"


def _spoken(names: Iterable[Mapping[str, str]]) -> str:
    said = [
        n.get("literal") or f"{n.get('given', '')} {n.get('family', '')}".strip() for n in names
    ]
    return " and ".join(said)


def _address(url: str) -> str:
    """Write an address for a url field, which LaTeX takes as it is but for braces."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")
