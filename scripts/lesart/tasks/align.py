"""Compose what makes a text of an original and, where there is one, its translation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from lesart.align import BilingualLexicon, Side, plainly_other
from lesart.align.matter import proposals
from lesart.align.sides import align_files
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.references import SERIES, is_text_id
from lesart.core.tables import format_rows
from lesart.exchange.readers import Asked, read_blocks
from lesart.glossary.name_places import find_named_in_german
from lesart.glossary.terminology import find_in_segments
from lesart.languages import LANGUAGES
from lesart.model import Paragraph, Place, Record, Segment
from lesart.source.ledger import format_ledger, segments_of
from lesart.source.occurrences import NAME_COLUMNS, format_occurrences
from lesart.source.structure import MARKS, PARAGRAPHS, format_marks, format_places, marks_of
from lesart.store import new_text
from lesart.store.navigation import SETTINGS as NAVIGATION
from lesart.store.paths import MEMORY, ORIGINALS, SOURCES
from lesart.store.read import parse_record
from lesart.store.terms import read_glossary, read_names
from lesart.tasks.edition import Settings, load_naming, load_terminology
from lesart.tasks.schemas import FOLDER, schema_file, schema_line
from lesart.translation.adding import (
    Added,
    bring_together,
    is_titled,
    make_sides,
    with_notes,
    without_translation,
)
from lesart.translation.shaping import (
    lost_styles,
    number_paragraphs,
    pair_notes,
    split_notes,
    uneven_notes,
    verse_anchors,
)
from lesart.translation.units import format_locks

_LINKS = ("note", "term")
LANGUAGE_PAIR = ",".join(LANGUAGES)
"""The languages of a text, the original's first, as `lesart add --language` has them."""
Progress = Callable[[str], None]


def add_text(
    settings: Settings,
    text_id: str,
    files: tuple[Path, Path | None, Path | None],
    lexicon: BilingualLexicon | None,
    say: Progress,
    sure: bool = False,
    transcribed: bool = False,
) -> tuple[Added, list[Finding]]:
    """
    Make a new text from an original, perhaps its translation and a record, and list it.

    Its folder gets its name when it is complete. With *sure* the languages of the files are not
    looked at; *transcribed* is that of `Asked`. Raises EditionError where the id is taken or no
    id, where a file cannot be read, and where it is plainly in another language.
    """
    _refuse_taken(settings, text_id)
    original, translation, own_record = files
    findings: list[Finding] = []
    one, other = (Asked(transcribed=transcribed, language=language) for language in LANGUAGES)
    source, own_notes = read_running(original, findings, one)
    target, their_notes = read_running(translation, findings, other) if translation else ([], [])
    if translation:
        findings += lost_styles(translation, [*target, *their_notes])
    german, left, right = make_sides(source, target)
    if not sure:
        require_languages([(original, left), *([(translation, right)] if translation else [])])
    record = _record(settings, text_id, own_record, german, right)
    if translation:
        anchors = verse_anchors((source, target), (left, right))
        beads, odd = align_files((original, translation), (left, right), lexicon, say, anchors)
        findings += odd
        added = bring_together(german, right, beads, record[1].version)
    else:
        findings += proposals(left.sentences, str(original))
        added = without_translation(german, record[1].version)
    paragraphs = number_paragraphs([*source, *own_notes], is_titled(source, target))
    segments = [segments_of(paragraph) for paragraph in paragraphs]
    notes = [made for made in segments if made[0].id.startswith(SERIES["note"])]
    units = pair_notes(notes, their_notes) if translation else []
    if translation and len(notes) != len(their_notes):
        findings.append(uneven_notes(translation, len(notes), len(their_notes)))
    flat = [segment for made in notes for segment in made]
    added = with_notes(added, flat, units, record[1].version)
    line = new_text.write_text(
        settings.root,
        text_id,
        {
            "text.yml": record[0],
            "de.tsv": format_rows(added.german),
            "en.tsv": format_rows((unit.ids, unit.text) for unit in added.units),
            "en.lock.tsv": format_locks(added.locks()),
            "segments.tsv": format_ledger(added.ledger),
            **_places(settings, text_id, added),
            **_structure(paragraphs, [segment for made in segments for segment in made]),
        },
        record[1],
    )
    return added, findings + navigation_finding(line)


def navigation_finding(line: str) -> list[Finding]:
    """Warn of a *line* that could not be written into the navigation, if there is one."""
    if not line:
        return []
    message = "the page could not be written into the navigation"
    hint = f"write under nav, where it shall stand: - {line}"
    return [Finding(Location(NAVIGATION), "A008", message, (), hint, "warning")]


def read_running(
    path: Path, findings: list[Finding], asked: Asked
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Read the running text of a file, and the author's notes in it."""
    return split_notes(
        [
            Paragraph("", b.role, b.words, "", (), b.level, b.lines, b.styles, b.calls)
            for b in read_blocks(path.read_bytes(), str(path), findings, asked=asked)
        ]
    )


def _structure(paragraphs: Sequence[Paragraph], segments: Sequence[Segment]) -> dict[str, str]:
    """Write what stands beside the words of a new text, if there is anything."""
    places = (Place(p.id, p.role, p.speaker, p.level) for p in paragraphs)
    written = {PARAGRAPHS: format_places(places), MARKS: format_marks(marks_of(segments))}
    return {file: table for file, table in written.items() if table}


def require_languages(sides: Sequence[tuple[Path, Side]]) -> None:
    """Raise EditionError where a file is plainly in another language than its side."""
    found = [(path, side, plainly_other(side)) for path, side in sides]
    names = [LANGUAGES[side.language].name for _, side, _ in found]
    swapped = [other for *_, other in found] == names[::-1] and len(found) > 1
    sure = f"check the file; if it is right all the same, add --language {LANGUAGE_PAIR}"
    hint = "give the files the other way round" if swapped else sure
    findings = [
        Finding(Location(str(path)), "A007", f"this looks like {other}, not {name}", (), hint)
        for (path, _, other), name in zip(found, names, strict=True)
        if other
    ]
    if findings:
        raise EditionError(findings)


def _places(settings: Settings, text_id: str, added: Added) -> dict[str, str]:
    """Write where terms and names stand in a new text, if the edition has a list of them."""
    written: dict[str, str] = {}
    if terms := read_glossary(settings.root):
        places = find_in_segments(load_terminology(terms, settings.root), text_id, added.german)
        written["terms.tsv"] = format_occurrences(places)
    if names := read_names(settings.root):
        places = find_named_in_german(load_naming(names), text_id, added.german)
        written["names.tsv"] = format_occurrences(places, NAME_COLUMNS)
    return written


def refuse_id(text_id: str) -> None:
    """Raise EditionError where *text_id* cannot be the id of a text."""
    if not is_text_id(text_id):
        hint = "lower-case letters, figures and single hyphens, such as mytext"
        message = f"“{text_id[:60]}” cannot be the id of a text"
        raise EditionError(Finding(Location(SOURCES), "A003", message, hint=hint))
    if text_id in _LINKS:
        message = f"“{text_id}” begins the links to notes and terms"
        raise EditionError(Finding(Location(SOURCES), "A003", message, hint="take another id"))

    folder = f"{SOURCES}/{text_id}"
    if folder in (ORIGINALS, MEMORY):
        message = "the folder of that name holds other things than a text"
        raise EditionError(Finding(Location(folder), "A004", message, hint="take another id"))


def _refuse_taken(settings: Settings, text_id: str) -> None:
    refuse_id(text_id)
    new_text.refuse_taken(settings.root, text_id)


def _record(
    settings: Settings, text_id: str, file: Path | None, german: list[tuple[str, str]], target: Side
) -> tuple[str, Record]:
    if file:
        data = file.read_bytes()
        record = parse_record(data, str(file), text_id)
        return data.decode(), record
    titled = german[0][0] == "title"
    words = (german[0][1], [*target.sentences, german[0][1]][0]) if titled else (text_id, text_id)
    kept = (settings.root / FOLDER / schema_file("text")).is_file()
    head = schema_line("text", "..") if kept else ""
    text = new_text.new_record(text_id, *words, head)
    return text, parse_record(text.encode(), "text.yml", text_id)
