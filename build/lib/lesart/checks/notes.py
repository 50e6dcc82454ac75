"""
Check notes, corrections, textual introductions and kept readings against the texts they are about.

Each check is a function whose docstring is the message, as in `check`, which runs them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lesart.annotation.notes import CORRECTIONS
from lesart.checks.checked import Checked
from lesart.core import references
from lesart.core.findings import Location, Problem
from lesart.core.web_address import linked
from lesart.glossary.spelling import unknown_words
from lesart.model import NOTE_KINDS, Note, Sources

SHORTEST, LONGEST = 40, 140
NAMES = "source_texts/spelling.txt"
_UNCLOSED = re.compile(r"\[[^\][\n]*\]\((?:term|note|[a-z0-9-]+):[^)\s]*(?=\s|$)")
_TARGET = re.compile(r"\]\(([^()\s]+)\)")
_NOTE = re.compile(r"note:([^/]+)/([\w.]+)")


def missing_anchor(edition: Checked) -> Iterator[Problem]:
    """The words of a note do not stand where it is anchored."""
    for text in edition.texts:
        german = {segment.id: segment.text or "" for segment in text.segments or ()}
        english = {id_: unit.text for unit in text.units for id_ in unit.segments}
        for note in text.notes:
            if text.segments is not None:
                yield from _anchored(text, note, note.german, german, "de")
            yield from _anchored(text, note, note.english, english, "en")


def _anchored(
    text: Sources, note: Note, words: str, sides: Mapping[str, str], lang: str
) -> Iterator[Problem]:
    within = [
        words_there
        for id_, words_there in sides.items()
        if note.at in (id_, references.paragraph_of(id_))
    ]
    if words and within and not any(words in there for there in within):
        near = nearest_words(words, " ".join(within))
        hint = f"did you mean “{near}”?" if near else "correct the words or the id of the note"
        yield _at(text, note), (f"{lang}: {words}",), hint


def nearest_words(words: str, within: str) -> str:
    """
    Find the words of *within* that come nearest to *words*, as many as these; or nothing.

    >>> nearest_words("ein Satzes", "Das ist ein Satz mit Ende.")
    'ein Satz'
    """
    there = within.split()
    size = len(words.split())
    windows = [" ".join(there[n : n + size]) for n in range(len(there) - size + 1)]
    found = difflib.get_close_matches(words, windows, 1, 0.5)
    return found[0].strip(".,;:?!“”„‘’()") if found else ""


def unplaced_note(edition: Checked) -> Iterator[Problem]:
    """A note stands at a place that the text has not."""
    for text in edition.texts:
        known = _places(text)
        for note in text.notes:
            if note.at not in known or (note.first and note.first not in known):
                yield _at(text, note), (), "ids begin with a segment or paragraph: 3.4a, 12a"


def broken_note_link(edition: Checked) -> Iterator[Problem]:
    """A link of a note, a correction or a textual introduction leads nowhere."""
    goal = _Goals(edition)
    german = [
        (f"{text.folder}/textual.md", 1, text.textual.de) for text in edition.texts if text.textual
    ]
    for path, line, prose in (*_prose(edition), *german):
        for target in _TARGET.findall(prose):
            if not goal.has(target):
                where = Location(path, _line(edition.files.get(path, ""), f"]({target})", line))
                yield where, (target,), "term:ID, TEXT:PLACE, note:TEXT/ID, or https://…"


def unclosed_link(edition: Checked) -> Iterator[Problem]:
    """A link is not closed, so readers would see how it is written."""
    terms = edition.terminology.terms.values() if edition.terminology else ()
    entries = [(one.path, 1, f"{one.definition.de}\n{one.definition.en}") for one in terms]
    german = [
        (f"{text.folder}/textual.md", 1, text.textual.de) for text in edition.texts if text.textual
    ]
    for path, line, prose in (*_prose(edition), *german, *entries):
        for shown in _UNCLOSED.findall(prose):
            where = Location(path, _line(edition.files.get(path, ""), shown, line))
            yield where, (shown[:80],), "write: [words](target)"


def unsourced_note(edition: Checked) -> Iterator[Problem]:
    """A note that claims something names no source."""
    for text in edition.texts:
        for note in text.notes:
            if not note.sources and NOTE_KINDS[note.kind].sourced:
                hint = "add a line: source: key – what it says, and where it was looked up"
                yield _at(text, note), (f"kind: {note.kind}",), hint


def ill_measured_note(edition: Checked) -> Iterator[Problem]:
    """A note is too short or too long to be read beside the text."""
    for text in edition.texts:
        for note in text.notes:
            size = len(_bare(note.body).split())
            if not SHORTEST <= size <= LONGEST:
                yield _at(text, note), (f"{size} words",), f"{SHORTEST} to {LONGEST} words"


def misplaced_reading(edition: Checked) -> Iterator[Problem]:
    """A reading that was kept does not stand where the recipe says."""
    for text in edition.texts:
        segments = {segment.id: segment.text or "" for segment in text.segments or ()}
        for kept in text.recipe.kept if text.recipe else ():
            where = Location(f"{text.folder}/recipe.yml", 0, f"{text.record.id}:{kept.at}")
            if kept.at not in _places(text):
                yield where, (kept.reading,), "the text has no such place"
                continue
            there = [
                words
                for id_, words in segments.items()
                if kept.at in (id_, references.paragraph_of(id_))
            ]
            if there and not any(kept.reading in words for words in there):
                near = nearest_words(kept.reading, " ".join(there))
                yield where, (kept.reading,), f"did you mean “{near}”?" if near else ""


def broken_correction(edition: Checked) -> Iterator[Problem]:
    """A correction names a note or a place that there is not."""
    goal = _Goals(edition)
    for one in edition.corrections:
        named = [f"note:{text_id}/{note_id}" for text_id, note_id in one.notes]
        for target in (*named, *one.places):
            if not goal.has(target):
                line = _line(edition.files.get(CORRECTIONS, ""), f"]({target})", one.line)
                yield Location(CORRECTIONS, line), (target,), "notes: note:TEXT/ID, places: TEXT:ID"


def misspelt_word(edition: Checked) -> Iterator[Problem]:
    """A word is in no British dictionary and not in the list of names."""
    if edition.spells is None:
        return
    names = frozenset(edition.files.get(NAMES, "").split("\n"))
    for path, line, prose in (*_prose(edition), *_agreed(edition)):
        for word in unknown_words(_english(prose), edition.spells, names):
            found = _line(edition.files.get(path, ""), word, line)
            yield Location(path, found), (word,), f"correct it, or add it to {NAMES}"


# What the checks share


def _at(text: Sources, note: Note) -> Location:
    return Location(note.path, note.line, f"{text.record.id}:{note.id}")


def _places(text: Sources) -> set[str]:
    return {entry.id for entry in text.ledger} | {place.id for place in text.places}


def _prose(edition: Checked) -> Iterator[tuple[str, int, str]]:
    """Give the English prose of the editors: file, line from which it stands, words."""
    for text in edition.texts:
        for note in text.notes:
            yield note.path, note.line, note.body
        if text.textual:
            yield f"{text.folder}/textual.md", 1, text.textual.en
    for one in edition.corrections:
        yield CORRECTIONS, one.line, f"{one.title}\n{one.body}"


def _agreed(edition: Checked) -> Iterator[tuple[str, int, str]]:
    """Give the English of the glossary and of the translations, as `_prose` does."""
    for term in edition.terminology.terms.values() if edition.terminology else ():
        yield term.path, 1, term.definition.en
    for text in edition.texts:
        for unit in text.units:
            yield f"{text.folder}/en.tsv", unit.line, unit.text


@dataclass(frozen=True, slots=True)
class _Goals:
    """Know what links of prose can lead to."""

    edition: Checked

    def has(self, target: str) -> bool:
        texts = {text.record.id: text for text in self.edition.texts}
        kind, _, name = target.partition(":")
        if linked(target):
            return True
        if kind == "term":
            terminology = self.edition.terminology
            return terminology is not None and name in terminology.terms
        if note := _NOTE.fullmatch(target):
            text = texts.get(note[1])
            return text is not None and any(one.id == note[2] for one in text.notes)
        place = references.parse_reference(target)
        text = texts.get(place.text) if place else None
        return bool(place and text and {place.first, place.last} <= _places(text))


def _line(content: str, needle: str, start: int) -> int:
    """Find the line of *needle* from the line *start* on; else give *start*."""
    lines = content.split("\n")
    found = (n for n, line in enumerate(lines[start - 1 :], start) if needle in line)
    return next(found, start)


def _bare(prose: str) -> str:
    """Take citations and the addresses of links out of prose."""
    return re.sub(r"\]\([^()\s]+\)", "]", re.sub(r"\[@[^\]]*\]", "", prose))


def _english(prose: str) -> str:
    """Leave the English of prose: what is emphasised or quoted in German marks is German."""
    return re.sub(r"\*[^*]+\*|„[^“]*“", " ", _bare(prose))
