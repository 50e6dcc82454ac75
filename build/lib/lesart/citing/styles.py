"""
Make the templates of a citation: what a style says of a text, with gaps for place and address.

A CSL processor makes them, once a text; what it does not get right is mended here, each mend with
the rule it follows. A page fills the gaps by script and the command line by `writing.fill`, so no
processor is needed in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from lesart.citing import mends
from lesart.citing.authorless import (
    NOBODY,
    begun_cited,
    begun_entry,
    begun_note,
    short_title,
    with_author,
)
from lesart.citing.csl import Cite, format_items
from lesart.citing.gaps import ACCESSED, ADDRESS, EMPHASIS, LOCATOR, OPTIONAL
from lesart.citing.pandoc import find_pandoc
from lesart.citing.sources import (
    GERMAN,
    SIDES,
    first_published,
    original_date,
    source_item,
)
from lesart.citing.titles import (
    Capitals,
    Kind,
    english_title,
    part_title,
    quoted_title,
    unquoted,
    with_gap,
)
from lesart.model import EditionRecord, Record, Run

StyleName = str
"""The name of a style: a key of STYLES."""

_URL = "https://address.invalid/"
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

    `capitals` are those of English titles; `quotes` tells whether the title of a text stands in
    quotation marks. `prepare` fits the item to it, `mend_cited` and `mend_entry` correct what the
    processor makes of it. `says_first` tells where an entry says in what the original appeared:
    before or after the address. `in_text` tells a style of parentheses from one of notes; `article`
    tells whether a title that stands in the parenthesis keeps its first article.
    """

    name: str
    csl: str
    locale: str
    words: str
    dates: Literal["us", "mla", "de"]
    capitals: Capitals
    quotes: bool
    prepare: Callable[[dict[str, Any]], dict[str, Any]]
    mend_cited: Callable[[str], str]
    mend_entry: Callable[[str], str]
    says_first: Literal["before", "after", "never"] = "before"
    in_text: bool = True
    article: bool = True

    @property
    def lang(self) -> str:
        """Give the language of the style."""
        return self.locale[:2]


Templates = Mapping[StyleName, Mapping[Kind, Template]]


def templates(
    edition: EditionRecord, records: Sequence[Record], styles: Collection[StyleName] = ()
) -> Mapping[str, Templates]:
    """
    Make the templates of texts, by text id, style, and side or `note`; no *styles* means all.

    Raises EditionError where the processor fails.
    """
    made: dict[str, dict[StyleName, Mapping[Kind, Template]]] = {r.id: {} for r in records}
    wanted = styles or tuple(STYLES)
    find_pandoc()
    with ThreadPoolExecutor(len(wanted)) as pool:
        jobs = {name: pool.submit(_style, name, edition, records) for name in wanted}
    for name, job in jobs.items():
        for text_id, kinds in job.result().items():
            made[text_id][name] = kinds
    return made


def _style(
    name: StyleName, edition: EditionRecord, records: Sequence[Record]
) -> Mapping[str, Mapping[Kind, Template]]:
    style = STYLES[name]
    asked = [(record, kind) for record in records for kind in KINDS]
    listed = [_item(record, edition, kind, style) for record, kind in asked]
    cited, entries = _formatted(style.csl, style.locale, json.dumps(listed))
    made: dict[str, dict[Kind, Template]] = {record.id: {} for record in records}
    for (record, kind), words, entry in zip(asked, cited, entries, strict=True):
        title = part_title(record, edition, kind, style.capitals, style.lang)
        named = [
            quoted_title(mended, title) if style.quotes else unquoted(mended, title, style.lang)
            for mended in _begun(words, entry, record, kind, style)
        ]
        said = "" if kind == "note" else _published(record, style)
        made[record.id][kind] = Template(named[0], _with_remark(named[1], said, style))
    return made


def _begun(words: str, entry: str, record: Record, kind: Kind, style: Style) -> tuple[str, str]:
    """Mend citation and entry, and let them begin with the title where there is no author."""
    cited, listed = style.mend_cited(words), style.mend_entry(entry)
    if NOBODY not in cited:
        return cited, listed
    if not style.in_text:
        return begun_note(cited), begun_entry(listed, style.lang)
    title = short_title(record.title, kind, style.lang, style.article)
    return begun_cited(cited, title), begun_entry(listed, style.lang)


def _with_remark(entry: str, said: str, style: Style) -> str:
    if style.says_first == "before":
        head, mark, address = entry.partition(OPTIONAL[0])
        return f"{head}{said}{mark}{address}"
    return entry + said if style.says_first == "after" else entry


def _item(record: Record, edition: EditionRecord, kind: Kind, style: Style) -> dict[str, Any]:
    side = "both" if kind == "note" else kind
    item = source_item(record, edition, side, style.lang, kind == "note")
    own = part_title(record, edition, kind, style.capitals, style.lang).translators
    item = with_gap(item, own if style.quotes else ())
    if style.lang == "en":
        item["container-title"] = english_title(edition.title, style.capitals)
    if date := item.pop("original-date", {}).get("literal", ""):
        sure = not date.endswith("?")
        item["original-date"] = {"date-parts": [[int(date[:4])]]} | (
            {} if sure else {"circa": True}
        )
    item |= {"id": f"{record.id}-{kind}", "URL": _URL}
    if style.lang == GERMAN:
        # The English styles have it of undated works alone; where they need it, it is put in.
        item["accessed"] = {"literal": ACCESSED}
    return style.prepare(with_author(item))


@lru_cache(maxsize=32)
def _formatted(csl: str, locale: str, items: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Format items, given as JSON; give their citations and their entries, in their order."""
    listed = json.loads(items)
    keys = [item["id"] for item in listed]
    cites = [Cite(key, LOCATOR) for key in keys]
    path = "source_texts/*/text.yml"
    made = format_items(listed, cites, csl, locale, alone=True, path=path)
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
    date = original_date(record) if style.lang == "de" else ""
    year = f", [{date}]" if date.endswith("?") else f", {date}" if date else ""
    return f" {said}{name}{year}."


STYLES: dict[StyleName, Style] = {
    "chicago-note": Style(
        "Chicago (notes)", "chicago-notes-bibliography", "en-US", "chicago", "us",
        "sentence in brackets", True, mends.version, mends.chicago_note, mends.chicago_entry,
        in_text=False,
    ),
    "chicago-author-date": Style(
        "Chicago (author and date)", "chicago-author-date", "en-US", "chicago", "us",
        "sentence in brackets", True, mends.version, mends.without_place, mends.chicago_entry,
    ),
    "mla": Style(
        "MLA", "modern-language-association", "en-US", "mla", "mla",
        "kept", True, mends.version, mends.without_place, mends.mla_entry, "after", article=False,
    ),
    "apa": Style(
        "APA", "apa", "en-US", "apa", "us",
        "sentence", False, mends.version, mends.without_place, mends.apa_entry, "never",
    ),
    "de": Style(
        "DIN ISO 690", "iso690-author-date-de", "de-DE", "de", "de",
        "kept", False, mends.german, mends.without_place, mends.din_entry,
    ),
}  # fmt: skip
"""The styles by the names that `lesart cite --style` takes; a new one is a row."""
