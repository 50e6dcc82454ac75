"""
Check an edition: a table from code to check, each a function whose docstring is the message.

A check yields where, the evidence and a hint; what is broken so that it cannot be read was
refused before, by the readers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lesart import references
from lesart.diagnostics import Finding, Location, Severity
from lesart.ledger import digest
from lesart.model import EditionRecord, Sources
from lesart.translation import freshness

LONGEST_QUOTATION = 11


@dataclass(frozen=True, slots=True)
class Checked:
    """
    Hold what is checked: the record, all texts, and the project's own files by path.

    `files` maps a path relative to the project to its text: pages, glossary, data, settings.
    """

    record: EditionRecord
    texts: tuple[Sources, ...]
    files: Mapping[str, str]


Problem = tuple[Location, tuple[str, ...], str]
Check = Callable[[Checked], Iterator[Problem]]


def changed_wording(edition: Checked) -> Iterator[Problem]:
    """The words of a segment are not those of the ledger."""
    for text in edition.texts:
        if text.recipe is not None or text.segments is None:
            continue
        entries = {entry.id: entry for entry in text.ledger}
        for segment in text.segments:
            entry = entries.get(segment.id)
            if entry is None or entry.digest != digest(segment.text or ""):
                where = Location(f"{text.folder}/de.tsv", 0, f"{text.record.id}:{segment.id}")
                hint = f"run `lesart ledger {text.record.id} --update`"
                yield where, (f"{(segment.text or '')[:80]}",), hint


def unknown_paragraph(edition: Checked) -> Iterator[Problem]:
    """A segment of the ledger belongs to no paragraph of the text, or a paragraph has none."""
    for text in edition.texts:
        path = f"{text.folder}/segments.tsv"
        places = {place.id for place in text.places if place.role != "lacuna"}
        found = {references.paragraph_of(entry.id): entry.line for entry in text.ledger}
        for id_ in sorted(places ^ found.keys()):
            line = found.get(id_, 0)
            hint = "give the paragraph back its block in recipe.yml"
            if not line:
                hint = f"run `lesart ledger {text.record.id} --update`"
            yield Location(path, line, f"{text.record.id}:{id_}"), (), hint


def missing_unit(edition: Checked) -> Iterator[Problem]:
    """A segment has no translation."""
    for text in edition.texts:
        covered = {id_ for unit in text.units for id_ in unit.segments}
        for entry in text.ledger:
            if entry.id not in covered:
                where = Location(f"{text.folder}/en.tsv", 0, f"{text.record.id}:{entry.id}")
                yield where, (f"de: {entry.incipit} …",), f"add a line: {entry.id}<TAB>…"


def extra_unit(edition: Checked) -> Iterator[Problem]:
    """A translation unit stands for no segment of the ledger."""
    for text in edition.texts:
        for unit in text.units:
            if not unit.segments:
                where = Location(f"{text.folder}/en.tsv", unit.line, f"{text.record.id}:{unit.ids}")
                yield where, (unit.text[:80],), "correct the id, or take the line out"


def overlapping_unit(edition: Checked) -> Iterator[Problem]:
    """A segment is translated by two units."""
    for text in edition.texts:
        lines: dict[str, int] = {}
        for unit in text.units:
            for id_ in unit.segments:
                if id_ in lines:
                    where = Location(f"{text.folder}/en.tsv", unit.line, f"{text.record.id}:{id_}")
                    yield where, (f"line {lines[id_]} translates it too",), ""
                lines.setdefault(id_, unit.line)


def misplaced_unit(edition: Checked) -> Iterator[Problem]:
    """A translation unit is out of the order of the text, or crosses a paragraph."""
    for text in edition.texts:
        order = {entry.id: n for n, entry in enumerate(text.ledger)}
        last = -1
        for unit in text.units:
            if not unit.segments:
                continue
            crosses = len({references.paragraph_of(id_) for id_ in unit.segments}) > 1
            if order[unit.segments[0]] < last or crosses:
                where = Location(f"{text.folder}/en.tsv", unit.line, f"{text.record.id}:{unit.ids}")
                yield where, (unit.text[:80],), "lines follow the order of segments.tsv"
            last = max(last, order[unit.segments[0]])


def stale_wording(edition: Checked) -> Iterator[Problem]:
    """The source wording has changed since the unit was translated."""
    yield from _stale(edition, "wording", "read the unit against the source again, then")


def stale_spelling(edition: Checked) -> Iterator[Problem]:
    """The spelling or punctuation of the source has changed since the unit was translated."""
    yield from _stale(edition, "spelling", "if the English needs no change,")


def unlocked_unit(edition: Checked) -> Iterator[Problem]:
    """Nobody recorded from which source wording the unit was translated."""
    yield from _stale(edition, "unlocked", "when the unit has been read against the source,")


def _stale(edition: Checked, kind: str, advice: str) -> Iterator[Problem]:
    for text in edition.texts:
        ledger = {entry.id: entry for entry in text.ledger}
        locks = {lock.ids: lock for lock in text.locks}
        for unit in text.units:
            if unit.segments and freshness(unit, locks.get(unit.ids), ledger) == kind:
                where = Location(f"{text.folder}/en.tsv", unit.line, f"{text.record.id}:{unit.ids}")
                source = ledger[unit.segments[0]].incipit
                evidence = (f"de: {source} …", f"en: {unit.text[:80]}")
                yield where, evidence, f"{advice} run `lesart review {text.record.id} {unit.ids}`"


def draft_unit(edition: Checked) -> Iterator[Problem]:
    """A translation unit is a draft that nobody has reviewed."""
    for text in edition.texts:
        for lock in text.locks:
            if lock.state == "draft":
                where = Location(
                    f"{text.folder}/en.lock.tsv", lock.line, f"{text.record.id}:{lock.ids}"
                )
                yield where, (), f"read it, then run `lesart review {text.record.id} {lock.ids}`"


def orphaned_lock(edition: Checked) -> Iterator[Problem]:
    """The lock file remembers a unit that is no longer in the translation."""
    for text in edition.texts:
        known = {unit.ids for unit in text.units}
        for lock in text.locks:
            if lock.ids not in known:
                where = Location(
                    f"{text.folder}/en.lock.tsv", lock.line, f"{text.record.id}:{lock.ids}"
                )
                yield where, (), f"run `lesart review {text.record.id}`, which leaves it out"


def long_quotation(edition: Checked) -> Iterator[Problem]:
    """A file of the project holds twelve or more words in a row of a restricted original."""
    size = LONGEST_QUOTATION + 1
    runs: set[tuple[str, ...]] = set()
    for text in edition.texts:
        if text.recipe is not None and text.segments is not None:
            words = [w for s in text.segments for _, w in _words(s.text or "")]
            runs.update(zip(*(words[n:] for n in range(size)), strict=False))
    for path, content in edition.files.items() if runs else ():
        words_at = list(_words(content))
        last = -size
        for n in range(len(words_at) - size + 1):
            if n >= last + size and tuple(w for _, w in words_at[n : n + size]) in runs:
                last = n
                line = content.count("\n", 0, words_at[n][0]) + 1
                hint = f"quote at most {LONGEST_QUOTATION} words"
                yield Location(path, line), (), hint


def _words(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\W\d_]+", text):
        yield match.start(), match[0].casefold()


def unwatched_data(edition: Checked) -> Iterator[Problem]:
    """The site settings do not watch the data, so an edit would leave stale pages."""
    settings = edition.files.get("mkdocs.yml")
    if settings is None:
        return
    watched = re.search(r"^watch:\s*(\[[^\]]*\]|(?:\n\s*- .*)+)", settings, re.MULTILINE)
    for folder in ("source_texts", "glossary"):
        if not watched or folder not in watched[1]:
            yield (
                Location("mkdocs.yml"),
                (f"{folder} is missing",),
                "watch: [source_texts, glossary]",
            )


CHECKS: dict[str, tuple[Check, Severity]] = {
    "L101": (changed_wording, "error"),
    "L102": (unknown_paragraph, "error"),
    "T101": (missing_unit, "error"),
    "T102": (extra_unit, "error"),
    "T103": (overlapping_unit, "error"),
    "T104": (misplaced_unit, "error"),
    "T105": (stale_wording, "error"),
    "T106": (stale_spelling, "warning"),
    "T107": (unlocked_unit, "error"),
    "T108": (draft_unit, "warning"),
    "T109": (orphaned_lock, "warning"),
    "C101": (long_quotation, "error"),
    "S101": (unwatched_data, "error"),
}


def run_checks(edition: Checked) -> Iterator[Finding]:
    """Run every check of CHECKS."""
    for code, (check, severity) in CHECKS.items():
        words = (check.__doc__ or "").strip().rstrip(".")
        message = words[:1].lower() + words[1:]
        for where, evidence, hint in check(edition):
            yield Finding(where, code, message, evidence, hint, severity)
