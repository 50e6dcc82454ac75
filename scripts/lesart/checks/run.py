"""
Check an edition: a table from code to check, each a function whose docstring is the message.

A check yields where, the evidence and a hint; what is broken so that it cannot be read was
refused before, by the readers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lesart.annotation.waivers import waive
from lesart.checks import citations as check_citations
from lesart.checks import listed as check_listed
from lesart.checks import names as check_names
from lesart.checks import notes as check_notes
from lesart.checks import pages as check_pages
from lesart.checks import rights as check_rights
from lesart.checks import versions as check_versions
from lesart.checks import writing as check_writing
from lesart.checks.git_index import Exposed
from lesart.citing.works import all_mentions
from lesart.core import references
from lesart.core.findings import Finding, Location, Problem, Severity
from lesart.glossary.expansion import allowed
from lesart.glossary.name_places import Naming, make_naming
from lesart.glossary.spelling import Speller
from lesart.glossary.terminology import Deviation, Terminology, deviations, find_german
from lesart.model import Correction, EditionRecord, Mention, Sources, TranslationUnit, Work
from lesart.source.ledger import digest
from lesart.translation.units import freshness

LONGEST_QUOTATION = 11
ALIGNMENT = "A101"
_LINK = re.compile(r"\]\(([a-z][a-z0-9-]*+:[^()/]*+)\)")


@dataclass(frozen=True, slots=True)
class Checked:
    """
    Hold what is checked: the record, all texts, and the project's own files by path.

    `files` maps a path relative to the project to its text: pages, glossary, data, settings.
    `terminology` is None where the edition has no glossary, `spells` where no dictionary of
    English words is at hand; `naming` holds the index of names. `exposed` are the files of git's
    index that must not be there.
    """

    record: EditionRecord
    texts: tuple[Sources, ...]
    files: Mapping[str, str]
    terminology: Terminology | None = None
    works: tuple[Work, ...] = ()
    corrections: tuple[Correction, ...] = ()
    spells: Speller | None = None
    naming: Naming = field(default_factory=lambda: make_naming(()))
    exposed: tuple[Exposed, ...] = ()

    @property
    def mentions(self) -> list[Mention]:
        """Give every place where a work is cited."""
        terms = tuple(self.terminology.terms.values()) if self.terminology else ()
        return list(all_mentions(self.texts, self.corrections, terms))


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
                where = _at(text, unit)
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
                where = _at(text, unit)
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
                where = _at(text, unit)
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


def unfinished_change(edition: Checked) -> Iterator[Problem]:
    """A run was broken off while it wrote, and its last units wait to be put in their place."""
    for text in edition.texts:
        path = f"{text.folder}/en.pending.json"
        if path in edition.files:
            hint = f"run `lesart draft {text.record.id} --engine memory`, which finishes it"
            yield Location(path, 0, text.record.id), (), hint


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
    runs = restricted_runs(edition.texts)
    for path, content in edition.files.items() if runs else ():
        words_at = list(_words(content))
        last = -size
        for n in range(len(words_at) - size + 1):
            if n >= last + size and tuple(w for _, w in words_at[n : n + size]) in runs:
                last = n
                line = content.count("\n", 0, words_at[n][0]) + 1
                hint = f"quote at most {LONGEST_QUOTATION} words"
                yield Location(path, line), (), hint


def restricted_runs(texts: Iterable[Sources]) -> frozenset[tuple[str, ...]]:
    """Give every run of words that is longer than a quotation, of the originals at hand."""
    size = LONGEST_QUOTATION + 1
    runs: set[tuple[str, ...]] = set()
    for text in texts:
        if text.recipe is not None and text.segments is not None:
            words = [w for s in text.segments for _, w in _words(s.text or "")]
            runs.update(zip(*(words[n:] for n in range(size)), strict=False))
    return frozenset(runs)


def exposed_original(edition: Checked) -> Iterator[Problem]:
    """Git keeps, or is about to keep, an original."""
    yield from (found.problem for found in edition.exposed if found.kind == "original")


def exposed_copy(edition: Checked) -> Iterator[Problem]:
    """Git keeps, or is about to keep, a copy that is for private reading."""
    yield from (found.problem for found in edition.exposed if found.kind == "copy")


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


def missing_page(edition: Checked) -> Iterator[Problem]:
    """A page to which others link is not there."""
    records = [text.record for text in edition.texts]
    terms = bool(edition.terminology and edition.terminology.terms)
    listing = edition.files.get("source_texts/edition.yml", "")
    files = edition.files.__contains__
    yield from check_pages.missing_pages(records, terms, bool(edition.works), listing, files)


def moved_occurrence(edition: Checked) -> Iterator[Problem]:
    """The places of terms in terms.tsv are not those that are found in the text."""
    for text in edition.texts:
        if text.segments is None or edition.terminology is None:
            continue
        found = set(find_german(edition.terminology, text))
        for one in sorted(found ^ set(text.occurrences)):
            where = Location(f"{text.folder}/terms.tsv", 0, f"{text.record.id}:{one.unit}")
            state = "is not in the file" if one in found else "is in the file alone"
            yield where, (f"“{one.form}” ({one.term}) {state}",), "run `lesart terms --update`"


def wrong_rendering(edition: Checked) -> Iterator[Problem]:
    """A term is rendered by none of its agreed renderings."""
    for text, deviation in _deviations(edition):
        if not deviation.rejected:
            term = deviation.term
            evidence = (f"de: {deviation.source} ({term.lemma})", f"en: {deviation.unit.text}")
            yield _at(text, deviation.unit), evidence, f"agreed: {', '.join(allowed(term))}"


def rejected_rendering(edition: Checked) -> Iterator[Problem]:
    """A rejected rendering of a term stands in the translation."""
    for text, deviation in _deviations(edition):
        if deviation.rejected:
            term = deviation.term
            evidence = (f"“{deviation.rejected}” ({term.lemma})", f"en: {deviation.unit.text}")
            yield _at(text, deviation.unit), evidence, f"agreed: {', '.join(allowed(term))}"


def _deviations(edition: Checked) -> Iterator[tuple[Sources, Deviation]]:
    if edition.terminology:
        for text in edition.texts:
            yield from ((text, found) for found in deviations(edition.terminology, text))


def _at(text: Sources, unit: TranslationUnit) -> Location:
    return Location(f"{text.folder}/en.tsv", unit.line, f"{text.record.id}:{unit.ids}")


def shared_rendering(edition: Checked) -> Iterator[Problem]:
    """Two terms that are to be kept apart share a rendering."""
    terms = edition.terminology.terms if edition.terminology else {}
    for term in terms.values():
        for other in (terms[id_] for id_ in term.apart if id_ in terms):
            for words in sorted(set(allowed(term)) & set(allowed(other))):
                yield (
                    Location(term.path),
                    (f"“{words}”: {term.id}, {other.id}",),
                    "give one of them another",
                )


def broken_entry_link(edition: Checked) -> Iterator[Problem]:
    """An entry of the glossary names a term or a place that there is not."""
    terms = edition.terminology.terms if edition.terminology else {}
    ids = {
        text.record.id: {e.id for e in text.ledger} | {place.id for place in text.places}
        for text in edition.texts
    }
    for term in terms.values():
        body = f"{term.definition.de}\n{term.definition.en}"
        named = [*term.related, *term.apart, *re.findall(r"\]\(term:([^)]*)\)", body)]
        for name in sorted(set(named) - terms.keys()):
            yield Location(term.path), (f"term:{name}",), "ids are the names of files in glossary/"
        links = [link for link in _LINK.findall(body) if not link.startswith("term:")]
        places = [*(overruling.at for overruling in (*term.skip, *term.include)), *links]
        for written in sorted(set(places)):
            reference = references.parse_reference(written)
            known = ids.get(reference.text, set()) if reference else set()
            if reference is None or not {reference.first, reference.last} <= known:
                yield Location(term.path), (written,), "a place is written as siemons:3.4"


def unknown_work(edition: Checked) -> Iterator[Problem]:
    """A work is cited that the bibliography does not have."""
    yield from check_citations.unknown_keys(edition.works, edition.mentions)


def uncited_work(edition: Checked) -> Iterator[Problem]:
    """A work of the bibliography is never cited."""
    yield from check_citations.never_cited(edition.works, edition.mentions)


def incomplete_work(edition: Checked) -> Iterator[Problem]:
    """A work of the bibliography is incomplete."""
    yield from check_citations.incomplete(edition.works)


def idle_waiver(edition: Checked) -> Iterator[Problem]:
    """A work waives what it does not lack, or without a reason."""
    yield from check_citations.idle_waivers(edition.works)


CHECKS: dict[str, tuple[Check, Severity]] = {
    "E101": (check_listed.unlisted_text, "error"),
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
    "T110": (unfinished_change, "warning"),
    "G101": (wrong_rendering, "error"),
    "G102": (rejected_rendering, "error"),
    "G103": (shared_rendering, "error"),
    "G104": (moved_occurrence, "error"),
    "G105": (broken_entry_link, "error"),
    "Q101": (unknown_work, "error"),
    "Q102": (uncited_work, "warning"),
    "Q103": (incomplete_work, "warning"),
    "Q104": (idle_waiver, "warning"),
    "N101": (check_notes.missing_anchor, "error"),
    "N102": (check_notes.unplaced_note, "error"),
    "N103": (check_notes.broken_note_link, "error"),
    "N104": (check_notes.unsourced_note, "error"),
    "N105": (check_notes.ill_measured_note, "warning"),
    "N106": (check_notes.misplaced_reading, "error"),
    "N107": (check_notes.broken_correction, "error"),
    "N108": (check_notes.misspelt_word, "warning"),
    "I101": (check_names.unfound_name, "warning"),
    "I102": (check_names.shared_form, "error"),
    "I103": (check_names.moved_name, "error"),
    "I104": (check_names.unanswered_name, "error"),
    "I105": (check_names.broken_name_link, "error"),
    "P101": (check_rights.unknown_statement, "error"),
    "P102": (check_rights.unread_permission, "error"),
    "P103": (check_rights.contradicted_statement, "error"),
    "P104": (check_rights.unknown_licence, "error"),
    "C101": (long_quotation, "error"),
    "C102": (exposed_original, "error"),
    "C103": (exposed_copy, "error"),
    "S101": (unwatched_data, "error"),
    "S102": (missing_page, "error"),
    "S103": (check_writing.unsafe_address, "error"),
    "S104": (check_writing.unseen_character, "error"),
    "S105": (check_writing.mixed_scripts, "error"),
    "V101": (check_versions.vanished_id, "error"),
    "V102": (check_versions.changed_release, "error"),
    "V103": (check_versions.reused_id, "error"),
    "V104": (check_versions.lost_signpost, "error"),
    "V105": (check_versions.broken_release, "error"),
    "V106": (check_versions.lowered_version, "error"),
}


def run_checks(edition: Checked) -> Iterator[Finding]:
    """Run every check of CHECKS; what a waiver lets pass is left out."""
    waivers = [
        (f"{text.folder}/waivers.yml", waiver)
        for text in edition.texts
        for waiver in text.waivers
        if waiver.code != ALIGNMENT
    ]
    yield from waive(_run(edition), waivers)


def _run(edition: Checked) -> Iterator[Finding]:
    for code, (check, severity) in CHECKS.items():
        words = (check.__doc__ or "").strip().rstrip(".")
        message = words[:1].lower() + words[1:]
        for where, evidence, hint in check(edition):
            yield Finding(where, code, message, evidence, hint, severity)
