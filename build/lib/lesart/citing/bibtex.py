"""
Write works as BibTeX or biblatex, in UTF-8.

Titles stand in double braces, so that no style changes their capitals. biblatex knows
translators, dates and web addresses; BibTeX gets them as a note, or in the fields that most of
its styles read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from lesart.citing.csljson import date_parts, sound

Dialect = Literal["bibtex", "biblatex"]

_BIBTEX = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "review": "article",
}
_BIBLATEX = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "legislation": "legislation",
    "report": "report",
    "review": "review",
    "thesis": "thesis",
    "webpage": "online",
    "article": "online",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def write_bibtex(items: Iterable[Mapping[str, Any]], dialect: Dialect) -> str:
    """Write items as one file of the dialect."""
    return "\n".join(_entry(sound(item), dialect) for item in items)


def escape(words: str) -> str:
    r"""
    Write words so that LaTeX sets them as they are.

    >>> escape("50 % of {R&D}_x")
    '50 \\% of \\{R\\&D\\}\\_x'
    """
    return "".join(_SPECIAL.get(character, character) for character in " ".join(words.split()))


def _entry(item: Mapping[str, Any], dialect: Dialect) -> str:
    fields = [*_people(item, dialect), *_titles(item, dialect)]
    fields += _biblatex(item) if dialect == "biblatex" else _bibtex(item)
    first: dict[str, str] = {}
    for name, value in fields:
        first.setdefault(name, value)
    lines = "".join(f"  {name} = {value},\n" for name, value in first.items())
    return f"@{_kind(item, dialect)}{{{item['id']},\n{lines}}}\n"


def _kind(item: Mapping[str, Any], dialect: Dialect) -> str:
    kind = str(item["type"])
    if kind == "book" and item.get("editor") and not item.get("author"):
        return "collection" if dialect == "biblatex" else "book"
    if dialect == "biblatex":
        return _BIBLATEX.get(kind, "misc")
    if kind == "thesis":
        return "mastersthesis" if "master" in str(item.get("genre", "")).lower() else "phdthesis"
    return _BIBTEX.get(kind, "misc")


def _people(item: Mapping[str, Any], dialect: Dialect) -> Iterator[tuple[str, str]]:
    roles = ("author", "editor", "translator") if dialect == "biblatex" else ("author", "editor")
    for role in roles:
        if names := [_name(name) for name in item.get(role, ())]:
            yield role, f"{{{' and '.join(names)}}}"


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
    yield "title", f"{{{{{escape(item['title'])}}}}}"
    container = escape(str(item.get("container-title", "")))
    kind = _kind(item, dialect)
    names = {
        "article": "journaltitle" if dialect == "biblatex" else "journal",
        "review": "journaltitle", "incollection": "booktitle",
    }  # fmt: skip
    if container:
        default = "maintitle" if kind == "legislation" else "howpublished"
        yield names.get(kind, default), f"{{{container}}}"
    if series := escape(str(item.get("collection-title", ""))):
        yield "series", f"{{{series}}}"


def _biblatex(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = _kind(item, "biblatex")
    for field, name in (
        ("volume", "volume"), ("issue", "number"), ("number", "number"),
        ("collection-number", "number"), ("edition", "edition"), ("version", "version"),
        ("genre", "type"), ("publisher-place", "location"), ("DOI", "doi"), ("ISBN", "isbn"),
        ("language", "langid"), ("note", "note"),
    ):  # fmt: skip
        if words := str(item.get(field, "")):
            yield name, f"{{{_address(words) if name == 'doi' else escape(words)}}}"
    if publisher := escape(str(item.get("publisher", ""))):
        name = "institution" if kind in ("report", "thesis") else "publisher"
        yield name, f"{{{publisher}}}"
    if pages := _pages(item):
        yield "pages", f"{{{pages}}}"
    if url := str(item.get("URL", "")):
        yield "url", f"{{{_address(url)}}}"
    for field, name in (("issued", "date"), ("accessed", "urldate")):
        if parts := date_parts(item, field):
            written = "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])
            yield name, f"{{{written}}}"


def _bibtex(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = _kind(item, "bibtex")
    for field, name in (
        ("volume", "volume"), ("issue", "number"), ("number", "number"), ("edition", "edition"),
        ("collection-number", "number"), ("publisher-place", "address"), ("DOI", "doi"),
        ("ISBN", "isbn"),
    ):  # fmt: skip
        if words := str(item.get(field, "")):
            yield name, f"{{{_address(words) if name == 'doi' else escape(words)}}}"
    if publisher := escape(str(item.get("publisher", ""))):
        names = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}
        yield names.get(kind, "publisher"), f"{{{publisher}}}"
    if genre := escape(str(item.get("genre", ""))):
        yield "type", f"{{{genre}}}"
    if pages := _pages(item):
        yield "pages", f"{{{pages}}}"
    if url := str(item.get("URL", "")):
        yield "url", f"{{{_address(url)}}}"
    if parts := date_parts(item, "issued"):
        yield "year", f"{{{parts[0]}}}"
        if len(parts) > 1 and 1 <= parts[1] <= 12:
            yield "month", _MONTHS[parts[1] - 1]
    notes = [f"Translated by {_spoken(item['translator'])}"] if item.get("translator") else []
    notes += [str(item["note"])] if item.get("note") else []
    if notes:
        yield "note", f"{{{escape('. '.join(note.rstrip('.') for note in notes))}}}"


def _spoken(names: Iterable[Mapping[str, str]]) -> str:
    said = [
        n.get("literal") or f"{n.get('given', '')} {n.get('family', '')}".strip() for n in names
    ]
    return " and ".join(said)


def _pages(item: Mapping[str, Any]) -> str:
    return escape(re.sub(r"\s*[-–—]\s*", "--", str(item.get("page", ""))))


def _address(url: str) -> str:
    """Write an address for a url field, which LaTeX takes as it is but for braces."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")
