"""
Keep the ledger: the ids, lengths and hashes of a text's segments, given once and kept for ever.

The lengths cut the reading text of a paragraph into its segments; the hashes tell whether the
words are still those the ledger was made for. Neither lets the words be read back.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from lesart.core import references
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.sentences import split_sentences
from lesart.core.tables import format_rows, parse_rows
from lesart.model import AuthorCall, LedgerEntry, Mark, Paragraph, Segment, Style

COLUMNS = ("id", "length", "digest", "wording", "since", "incipit")

_SPELLINGS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ph", "f"), ("th", "t"), ("ss", "s"))
_SHOWN = 120
_LONGEST_INCIPIT = 5
_SHORTEST_INCIPIT = 3


def digest(text: str) -> str:
    """Give the first 16 hexadecimal digits of the SHA-256 of *text*."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def wording_digest(text: str) -> str:
    """
    Hash the wording alone: letters and figures without case, accents, punctuation and spelling.

    Two texts that differ in commas, hyphens, `ß` or `ss`, `ph` or `f`, `ä` or `ae` agree.

    >>> wording_digest("Daß Photos, groß!") == wording_digest("dass Fotos gross")
    True
    >>> wording_digest("ein Foto") == wording_digest("kein Foto")
    False
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(character for character in folded if character.isalnum())
    for written, plain in _SPELLINGS:
        letters = letters.replace(written, plain)
    return digest(letters)


def incipit(text: str) -> str:
    """
    Take the first three to five words of a segment, about half of a short one.

    A segment of three words or fewer is its own incipit.

    >>> incipit("Die Grenze des Zählbaren verläuft nicht dort, wo man sie sucht.")
    'Die Grenze des Zählbaren verläuft'
    >>> incipit("Wer zählt, der ordnet.")
    'Wer zählt, der'
    """
    words = text.split(" ")
    count = min(_LONGEST_INCIPIT, max(_SHORTEST_INCIPIT, len(words) // 2))
    return " ".join(words[:count]).rstrip(",;:–—- ")


def parse_ledger(data: bytes, path: str) -> tuple[LedgerEntry, ...]:
    """
    Read `segments.tsv`. Raises EditionError for ids out of form or given twice, and bad lengths.
    """
    entries: list[LedgerEntry] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for line, (id_, length, digest_, wording, since, words) in parse_rows(data, path, COLUMNS):
        where = Location(path, line)
        if not references.is_segment(id_):
            findings.append(
                Finding(where, "L001", f"“{id_[:60]}” is not a segment id", hint="such as 3.4")
            )
        elif id_ in seen:
            findings.append(
                Finding(where, "L002", f"the id {id_} stands on line {seen[id_]} already")
            )
        seen[id_] = line
        if not re.fullmatch(r"[1-9][0-9]{0,8}", length):
            findings.append(Finding(where, "L003", f"“{length[:60]}” is not a length"))
            continue
        if not all(re.fullmatch(r"[0-9a-f]{16}", hash_) for hash_ in (digest_, wording)):
            findings.append(Finding(where, "L004", "a hash is not 16 hexadecimal digits"))
        entries.append(LedgerEntry(id_, int(length), digest_, wording, since, words, line))
    if findings:
        raise EditionError(findings)
    return tuple(entries)


def format_ledger(entries: Sequence[LedgerEntry]) -> str:
    """Write a ledger as `segments.tsv` holds it."""
    rows = ((e.id, str(e.length), e.digest, e.wording, e.since, e.incipit) for e in entries)
    return format_rows(rows, COLUMNS)


def enter(id_: str, text: str, since: str) -> LedgerEntry:
    """Make the ledger's entry for a segment."""
    return LedgerEntry(id_, len(text), digest(text), wording_digest(text), since, incipit(text))


def cut(paragraph: Paragraph, entries: Sequence[LedgerEntry], path: str) -> tuple[Segment, ...]:
    """
    Cut a paragraph into the segments that its ledger *entries* describe, in their order.

    One blank stands between two segments. Raises EditionError naming the first segment whose
    words are not those of the ledger.
    """
    segments: list[Segment] = []
    start = 0
    for entry in entries:
        end = start + entry.length
        text = paragraph.text[start:end]
        if digest(text) != entry.digest:
            raise EditionError(_mismatch(entry, text, path))
        marks = tuple(
            Mark(m.start - start, m.end - start, m.emendation)
            for m in paragraph.marks
            if start <= m.start < end
        )
        segments.append(_beside(paragraph, Segment(entry.id, text, entry.incipit, marks), start))
        start = end + 1
    if paragraph.text and start <= len(paragraph.text):
        rest = paragraph.text[start - 1 :].strip()
        raise EditionError(
            Finding(
                Location(path),
                "L006",
                f"paragraph {paragraph.id} goes on after its last segment",
                (" ".join(rest.split(" ")[:_LONGEST_INCIPIT]) + " …",),
                "run `lesart ledger TEXT --update`",
            )
        )
    return tuple(segments)


def _beside(paragraph: Paragraph, segment: Segment, start: int) -> Segment:
    """Give a segment that begins at *start* what stands beside its words in the paragraph."""
    end = start + len(segment.text or "")
    styles = (
        Style(max(s.start, start) - start, min(s.end, end) - start, s.kind)
        for s in paragraph.styles
        if s.start < end and start < s.end
    )
    # A call behind a sentence, or behind its blank, belongs to it and not to the next.
    calls = (
        AuthorCall(min(c.at, end) - start, c.note)
        for c in paragraph.calls
        if start < c.at <= end + 1 or c.at == start == 0
    )
    indent = next((line.indent for line in paragraph.lines if line.start == start), 0)
    return replace(segment, styles=tuple(styles), calls=tuple(calls), indent=indent)


def _mismatch(entry: LedgerEntry, text: str, path: str) -> Finding:
    evidence = (
        f"ledger: {entry.length} characters, {entry.incipit} …",
        f"reading text: {len(text)} characters, {text[:_SHOWN]}",
    )
    text_id = path.split("/")[-2] if "/" in path else "TEXT"
    return Finding(
        Location(path, entry.line),
        "L005",
        f"segment {entry.id} is not cut as the ledger says, or its words have changed",
        evidence,
        f"if the recipe was changed on purpose, run `lesart ledger {text_id} --update`",
    )


def segments_of(paragraph: Paragraph) -> tuple[Segment, ...]:
    """Cut a paragraph that has no ids yet into its sentences or lines, and give them ids."""
    return cut(paragraph, start_ledger([paragraph], ""), "")


def start_ledger(paragraphs: Sequence[Paragraph], version: str) -> tuple[LedgerEntry, ...]:
    """Give ids to the sentences of a text that has none yet."""
    return tuple(
        enter(id_, text, version) for paragraph in paragraphs for id_, text in _number(paragraph)
    )


def _number(paragraph: Paragraph) -> list[tuple[str, str]]:
    if not paragraph.text:
        return []
    if paragraph.id in references.LINES:
        return [(paragraph.id, paragraph.text)]
    sentences = _verse(paragraph) if paragraph.lines else split_sentences(paragraph.text)
    return [(f"{paragraph.id}.{n}", sentence) for n, sentence in enumerate(sentences, 1)]


def _verse(paragraph: Paragraph) -> list[str]:
    ends = [*(line.start - 1 for line in paragraph.lines[1:]), len(paragraph.text)]
    return [
        paragraph.text[line.start : end] for line, end in zip(paragraph.lines, ends, strict=True)
    ]


def update_ledger(
    paragraphs: Sequence[Paragraph], entries: Sequence[LedgerEntry], version: str, path: str
) -> tuple[LedgerEntry, ...]:
    """
    Bring a ledger up to a changed reading text and keep every id.

    A segment whose words changed gets new hashes and *version*; a paragraph that is new gets ids.
    Raises EditionError where a paragraph now has more or fewer sentences than ids, or is gone:
    which sentence keeps which id is an editor's decision, made in the file.
    """
    old: dict[str, list[LedgerEntry]] = {}
    for entry in entries:
        old.setdefault(references.paragraph_of(entry.id), []).append(entry)
    updated: list[LedgerEntry] = []
    findings: list[Finding] = []
    for paragraph in paragraphs:
        kept = old.pop(paragraph.id, None)
        sentences = [text for _, text in _number(paragraph)]
        if kept is None:
            updated += [enter(id_, text, version) for id_, text in _number(paragraph)]
        elif _fits(paragraph, kept):
            updated += kept
        elif len(kept) == len(sentences):
            updated += [
                entry if entry.digest == digest(text) else enter(entry.id, text, version)
                for entry, text in zip(kept, sentences, strict=True)
            ]
        else:
            findings.append(_recount(paragraph, kept, sentences, path))
    findings += [
        Finding(
            Location(path, gone[0].line),
            "L007",
            f"paragraph {id_} is in the ledger and no longer in the reading text",
            hint="an id is never dropped: bring the paragraph back",
        )
        for id_, gone in old.items()
    ]
    if findings:
        raise EditionError(findings)
    return tuple(updated)


def _fits(paragraph: Paragraph, entries: Sequence[LedgerEntry]) -> bool:
    try:
        cut(paragraph, entries, "")
    except EditionError:
        return False
    return True


def _recount(
    paragraph: Paragraph, kept: Sequence[LedgerEntry], sentences: Sequence[str], path: str
) -> Finding:
    shown = tuple(f"{len(text)} characters: {incipit(text)} …" for text in sentences)
    return Finding(
        Location(path, kept[0].line),
        "L008",
        f"paragraph {paragraph.id} has {len(sentences)} sentences and {len(kept)} ids",
        shown,
        "give a split sentence suffixes (3.4a, 3.4b) and set the lengths by hand",
    )
