"""
Bring the works of the bibliography into the edition's style, and find where they are cited.

The style is Chicago, author and date (17th edition), in British English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from lesart.annotation.notes import CORRECTIONS, textual_path
from lesart.citing.csl import Cite, format_items, trim
from lesart.core.prose import CITED, work_key
from lesart.model import Correction, FormattedWork, Mention, Run, Sources, Term, Text, Work

STYLE, LOCALE = "chicago-author-date-17th-edition", "en-GB"
_LONGEST_LABEL = 40
_NOTES = ("note", "custom")


@lru_cache(maxsize=4)
def format_works(works: tuple[Work, ...]) -> Mapping[str, FormattedWork]:
    """
    Format works, by key. Raises EditionError where the processor fails.

    Works of one author and year are told apart by letters, in the order of their entries.
    """
    if not works:
        return {}
    cites = [Cite(work.key) for work in works]
    made = format_items(
        [{**prepare(work.item), "id": work.key} for work in works],
        cites,
        STYLE,
        LOCALE,
        path="source_texts/bibliography.json",
    )
    ranks = {key: rank for rank, key in enumerate(made.entries)}
    return {
        work.key: FormattedWork(
            work.key, _label(cite), made.entries.get(work.key, ()), ranks.get(work.key, 0)
        )
        for work, cite in zip(works, made.cites, strict=True)
    }


def prepare(item: Mapping[str, Any]) -> dict[str, Any]:
    """
    Make an item fit for the style.

    A law or official plan is cited by the body that issued it, like a report: the style would
    give it the form of a statute of the United States. A long title that must stand in for an
    author is cut. The editors' own remarks are left out.
    """
    made = {name: value for name, value in item.items() if name not in _NOTES}
    if made["type"] == "legislation":
        made["type"] = "report"
    if not made.get("author") and "title-short" not in made:
        made["title-short"] = shorten(made["title"])
    return made


def shorten(title: str) -> str:
    """
    Cut a title to what can stand for it in a citation.

    >>> shorten("Verdict scofflaws barred from travel")
    'Verdict scofflaws barred from travel'
    >>> shorten("Regulation (EU) 2024/1689 of the European Parliament and of the Council")
    'Regulation (EU) 2024/1689 of the European …'
    """
    main = re.split(r"(?<=\w{3})[:.;] ", title)[0]
    if len(main) <= _LONGEST_LABEL:
        return main
    cut = main[: _LONGEST_LABEL + 2].rpartition(" ")[0]
    return f"{cut.rstrip(' ,–-')} …"


def _label(cite: Sequence[Run]) -> tuple[Run, ...]:
    """Take the brackets off a citation."""
    runs = list(cite)
    if runs:
        runs[0] = Run(runs[0].words.removeprefix("("), runs[0].emphasis)
        runs[-1] = Run(runs[-1].words.removesuffix(")"), runs[-1].emphasis)
    return trim(runs)


# Where works are cited


def all_mentions(
    texts: Iterable[Sources | Text], corrections: Iterable[Correction], terms: Iterable[Term]
) -> Iterator[Mention]:
    """Find every place where a work is cited, in the order of the edition, the glossary last."""
    for text in texts:
        id_ = text.record.id
        for note in text.notes:
            sources = [source.key for source in note.sources if source.key]
            keys = [*cited_keys(note.body), *sources]
            yield from _mentions(keys, "note", id_, note.id, note.path, note.line)
        if text.textual:
            keys = cited_keys(f"{text.textual.de}\n{text.textual.en}")
            yield from _mentions(keys, "textual introduction", id_, "", textual_path(id_))
    for one in corrections:
        keys = cited_keys(one.body)
        yield from _mentions(keys, "correction", "", str(one.number), CORRECTIONS, one.line)
    for term in terms:
        keys = cited_keys(f"{term.definition.de}\n{term.definition.en}")
        yield from _mentions(keys, "term", "", term.id, term.path)


def _mentions(
    keys: Iterable[str], kind: str, text: str, name: str, path: str, line: int = 0
) -> Iterator[Mention]:
    """Make a mention of each work, however often it is cited there."""
    for key in dict.fromkeys(keys):
        yield Mention(key, kind, text, name, path, line)


def cited_keys(prose: str) -> list[str]:
    """
    List the keys of the works that prose cites, in order.

    >>> cited_keys("So [@kant1784, 3] and [@mann2019].")
    ['kant1784', 'mann2019']
    """
    return [work_key(found[1]) for found in CITED.finditer(prose)]
