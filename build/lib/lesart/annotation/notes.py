"""Read the notes of a text and the corrections of the edition."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lesart.core import references
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import decode
from lesart.model import NOTE_KINDS, Correction, Note, NoteSource

GENERAL = "general knowledge"
CORRECTIONS = "source_texts/corrections.md"
_BEGIN = re.compile(r"##(?!#)")
_HEADING = re.compile(
    r"(?P<id>\S+)(?:\s+(?P<range>[\w.]+-[\w.]+))?"
    r"(?:\s+„(?P<german>[^“]*)“)?(?:\s+=)?(?:\s+‘(?P<english>.*)’)?"
)
_OTHER_SIGNS = re.compile(r"(#|#{3,6})[ \t]*(?=[a-z0-9.]+[a-z](?:\s|$))")
_ITEM = re.compile(r"(?P<number>[1-9][0-9]*)\. \*\*(?P<title>.+)\*\*")
_HINT = "write: ## 3.4a „German words“ = ‘English words’, or ## 3.4a alone"


def textual_path(text_id: str) -> str:
    """Give the path of the textual introduction of a text."""
    return f"source_texts/{text_id}/textual.md"


def corrections_on(corrections: Iterable[Correction], text_ids: Iterable[str]) -> list[Correction]:
    """
    Pick the corrections that concern some texts: they have a note that tells it, or a place.

    >>> told = Correction(1, "A", "B", (("siemons", "3a"),), ("heilmann:4",))
    >>> [len(corrections_on([told], [id_])) for id_ in ("siemons", "heilmann", "einleitung")]
    [1, 1, 0]
    """
    wanted = set(text_ids)
    return [
        one
        for one in corrections
        if wanted.intersection(text_id for text_id, _ in one.notes)
        or wanted.intersection(place.partition(":")[0] for place in one.places)
    ]


def parse_notes(data: bytes, path: str) -> tuple[Note, ...]:
    """
    Read `notes.md`: a heading a note, lines of `kind:` and `source:`, an empty line, the body.

    Whether the anchors stand in the text is for `check` to say. Raises EditionError with the line
    of every fault: a heading out of form, an id given twice, an unknown or missing kind, a
    source without a statement, an empty body.
    """
    lines = decode(data, path).split("\n")
    findings: list[Finding] = []
    for n, line in enumerate(lines):
        if (signs := _OTHER_SIGNS.match(line)) and anchor_of(line[signs.end() :].split()[0]):
            message = f"the heading of a note begins with two signs (##), not {len(signs[1])}"
            findings.append(_fault(path, n + 1, message, line, _HINT))
            lines[n] = f"## {line[signs.end() :]}"
    starts = [n for n, line in enumerate(lines) if _BEGIN.match(line)]
    first = starts[0] if starts else len(lines)
    for number, line in enumerate(lines[:first], 1):
        if line.strip() and not line.startswith("# "):
            findings.append(_fault(path, number, "words before the first note", line, _HINT))
    notes: dict[str, Note] = {}
    for start, end in pairwise([*starts, len(lines)]):
        note = _note(lines[start:end], start + 1, path, findings)
        if note and note.id in notes:
            hint = "letters tell the notes of one sentence apart"
            findings.append(_fault(path, note.line, f"the id {note.id} is given twice", "", hint))
        elif note:
            notes[note.id] = note
    if findings:
        raise EditionError(findings)
    return tuple(notes.values())


def _note(lines: Sequence[str], start: int, path: str, findings: list[Finding]) -> Note | None:
    before = len(findings)
    heading = _HEADING.fullmatch(lines[0][3:].strip()) if lines[0].startswith("## ") else None
    at = anchor_of(heading["id"]) if heading else ""
    first = _first(heading["range"], at) if heading and heading["range"] else ""
    if fault := _heading_fault(heading, at, first):
        findings.append(_fault(path, start, fault, lines[0], _HINT))
    size = next((n for n, line in enumerate(lines[1:], 1) if _is_body(line)), len(lines))
    kinds: list[str | None] = []
    sources: list[NoteSource] = []
    for number, line in enumerate(lines[1:size], start + 1):
        name, _, said = line.partition(":")
        if name == "kind":
            kinds.append(_kind(said.strip(), number, path, findings))
        elif name == "source":
            sources += _source(said.strip(), number, path, findings)
    if len(kinds) != 1:
        message = "the note has two kinds" if kinds else "the note has no kind"
        findings.append(_fault(path, start, message, "", f"one line: kind: {'|'.join(NOTE_KINDS)}"))
    body = "\n".join(lines[size:]).strip()
    if not body:
        findings.append(
            _fault(path, start, "the note has no body", "", "an empty line comes first")
        )
    if len(findings) > before or not heading or not kinds or not kinds[0]:
        return None
    words = heading["german"] or "", heading["english"] or ""
    return Note(heading["id"], at, *words, kinds[0], tuple(sources), body, path, start, first or "")


def _heading_fault(heading: re.Match[str] | None, at: str, first: str | None) -> str:
    """Say what is wrong with the heading of a note; nothing where it is in form."""
    if heading and not at and anchor_of(f"{heading['id']}a"):
        return "the heading names a place, and a letter behind it has to tell which note it is"
    if not heading or not at:
        return "the heading is no anchor"
    if first is None:
        return f"the range of the note has to end where the note stands, at {at}"
    return ""


def _first(written: str, at: str) -> str | None:
    """Give the first place of a range that ends at *at*; None where it does not."""
    ends = references.split_range(written)
    same = ends and references.is_segment(ends[0]) == references.is_segment(at)
    return ends[0] if ends and same and ends[1] == at else None


def _is_body(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(("kind:", "source:"))


def _kind(said: str, line: int, path: str, findings: list[Finding]) -> str | None:
    if said in NOTE_KINDS:
        return said
    near = difflib.get_close_matches(said, NOTE_KINDS, 1)
    hint = f"did you mean “{near[0]}”?" if near else f"kinds: {', '.join(NOTE_KINDS)}"
    findings.append(_fault(path, line, "the kind is unknown", said, hint))
    return None


def _source(said: str, line: int, path: str, findings: list[Finding]) -> Iterator[NoteSource]:
    key, dash, statement = said.partition(" – ")
    if not dash or not statement.strip():
        hint = f"write: source: key – what it says, or: source: {GENERAL} – …"
        findings.append(_fault(path, line, "the source says nothing", said, hint))
        return
    yield NoteSource("" if key.strip() == GENERAL else key.strip(), statement.strip(), line)


def anchor_of(note_id: str) -> str:
    """
    Give the segment or paragraph at which a note stands; nothing where the id is out of form.

    >>> [anchor_of(id_) for id_ in ("3.4a", "lead.2b", "title.a", "12a", "x")]
    ['3.4', 'lead.2', 'title', '12', '']
    """
    at = re.sub(r"\.?[a-z]$", "", note_id)
    known = references.is_segment(at) or references.is_paragraph(at)
    return at if known and at != note_id else ""


def parse_corrections(data: bytes, path: str) -> tuple[Correction, ...]:
    """
    Read `corrections.md`: a numbered list, each item with its title, text, notes and places.

    Raises EditionError for items out of form or out of order.
    """
    findings: list[Finding] = []
    items: list[tuple[int, re.Match[str], list[str]]] = []
    for number, line in enumerate(decode(data, path).split("\n"), 1):
        if found := _ITEM.fullmatch(line.rstrip()):
            items.append((number, found, []))
        elif items and line.startswith("   "):
            items[-1][2].append(line.strip())
        elif line.strip() and not line.startswith("# "):
            hint = "write: 1. **Title**, and below it lines indented by three blanks"
            findings.append(_fault(path, number, "the line belongs to no correction", line, hint))
    made = [_correction(n, found, lines) for n, found, lines in items]
    for place, one in enumerate(made, 1):
        if one.number != place:
            findings.append(_fault(path, one.line, "corrections are numbered from 1", "", ""))
        if not one.notes or not one.places or not one.body:
            hint = "a text, a line “Told in: [the note](note:text/3.4a).” and a line “Places: …”"
            findings.append(_fault(path, one.line, "the correction is incomplete", one.title, hint))
    if findings:
        raise EditionError(findings)
    return tuple(made)


def _correction(line: int, found: re.Match[str], lines: Sequence[str]) -> Correction:
    told = " ".join(words for words in lines if words.startswith("Told in:"))
    places = " ".join(words for words in lines if words.startswith("Places:"))
    body = " ".join(words for words in lines if not words.startswith(("Told in:", "Places:")))
    notes = re.findall(r"\]\(note:([^/()]++)/([^()]++)\)", told)
    named = re.findall(r"\]\(([a-z][a-z0-9-]*+:[^()/]++)\)", places)
    return Correction(int(found["number"]), found["title"], body, tuple(notes), tuple(named), line)


def _fault(path: str, line: int, message: str, evidence: str, hint: str) -> Finding:
    return Finding(
        Location(path, line), "N001", message, (evidence[:80],) if evidence else (), hint
    )
