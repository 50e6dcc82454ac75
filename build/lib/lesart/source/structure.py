"""
Keep what stands beside the words of a text: roles of paragraphs, styles, calls, indents of lines.

`paragraphs.tsv` lists the paragraphs whose id alone does not tell their role. `marks.tsv` points at
words of segments, each with the words themselves, so that a mark moves with them and is never put
on others. Neither changes an id, a length or a digest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from lesart.core import references
from lesart.core.tables import format_rows, parse_rows
from lesart.model import AuthorCall, Misfit, Place, Role, Segment, StoredMark, Style, StyleKind

PARAGRAPHS, MARKS = "paragraphs.tsv", "marks.tsv"
PARAGRAPH_COLUMNS = ("id", "role", "speaker", "level")
MARK_COLUMNS = ("segment", "start", "end", "kind", "value", "words")
STYLES: dict[str, StyleKind] = {kind: kind for kind in get_args(StyleKind)}
ROLES: dict[str, Role] = {
    role: role
    for role in ("paragraph", "turn", "verse", "heading", "quote", "item", "stage", "note")
}
LEVELS = range(1, 7)
DEEPEST = 30
"""The steps by which a line of verse can be set in; more are no writing."""


def plain_place(id_: str) -> Place:
    """
    Tell what a paragraph is by its id alone.

    >>> plain_place("h2").role, plain_place("fn1").role, plain_place("3").role
    ('heading', 'note', 'paragraph')
    """
    named: dict[str, Role] = {"title": "title", "lead": "lead", "author": "author"}
    series: dict[str, Role] = {"h": "heading", "fn": "note"}
    role = named.get(id_) or series.get(references.series_of(id_), "paragraph")
    return Place(id_, role, level=int(role == "heading"))


def fits(id_: str, role: str) -> bool:
    """
    Tell whether a paragraph of this id can have this role.

    >>> fits("h1", "heading"), fits("3", "heading"), fits("3", "verse")
    (True, False, True)
    """
    if id_ in references.NAMES:
        return role == id_
    return references.SERIES.get(role, "") == references.series_of(id_)


def parse_places(
    data: bytes, path: str, ids: Iterable[str], speakers: Collection[str]
) -> tuple[tuple[Place, ...], tuple[Misfit, ...]]:
    """
    Give the places of the paragraphs *ids*, and the lines of `paragraphs.tsv` that do not fit.

    Such a line is left aside. Raises EditionError where the file is no table of these columns.
    """
    places = {id_: plain_place(id_) for id_ in ids}
    seen: dict[str, int] = {}
    misfits: list[Misfit] = []
    for line, (id_, role, speaker, level) in parse_rows(data, path, PARAGRAPH_COLUMNS):
        fault = _place_fault(places, seen, speakers, (id_, role, speaker, level))
        seen.setdefault(id_, line)
        if fault:
            misfits.append(Misfit(path, line, fault))
        else:
            places[id_] = Place(id_, ROLES[role], speaker, int(level or role == "heading"))
    return tuple(places.values()), tuple(misfits)


def _place_fault(
    places: Mapping[str, Place],
    seen: Mapping[str, int],
    speakers: Collection[str],
    cells: tuple[str, str, str, str],
) -> str:
    id_, role, speaker, level = cells
    if id_ not in places:
        return f"“{id_[:60]}” is no paragraph of the text"
    if id_ in seen:
        return f"the paragraph {id_} stands on line {seen[id_]} already"
    if role not in ROLES:
        return f"“{role[:60]}” is no role: {', '.join(ROLES)}"
    if not fits(id_, role):
        return f"the id {id_} does not fit the role {role}"
    if speaker and speaker not in speakers:
        return f"no speaker “{speaker[:60]}” in text.yml"
    if level and (role != "heading" or level not in map(str, LEVELS)):
        return f"“{level[:60]}” is no level of a heading, 1 to {LEVELS[-1]}"
    return ""


def format_places(places: Iterable[Place]) -> str:
    """Write `paragraphs.tsv`; nothing where every id tells the role."""
    rows = [
        (place.id, place.role, place.speaker, str(place.level or ""))
        for place in places
        if place != plain_place(place.id)
    ]
    return format_rows(rows, PARAGRAPH_COLUMNS) if rows else ""


def parse_marks(data: bytes, path: str) -> tuple[tuple[StoredMark, ...], tuple[Misfit, ...]]:
    """
    Read `marks.tsv`, and name the lines that are out of form, which are left aside.

    Raises EditionError where the file is no table of these columns.
    """
    marks: list[StoredMark] = []
    misfits: list[Misfit] = []
    for line, (segment, start, end, kind, value, words) in parse_rows(data, path, MARK_COLUMNS):
        fault = ""
        numbers = [int(n) if _is_number(n) else -1 for n in (start, end)]
        if not references.is_segment(segment):
            fault = f"“{segment[:60]}” is not a segment id"
        elif numbers[0] < 0 or numbers[1] < numbers[0]:
            fault = f"“{start[:20]}”, “{end[:20]}” are not a start and an end"
        else:
            fault = _kind_fault(kind, value, numbers[1] - numbers[0])
        if fault:
            misfits.append(Misfit(path, line, fault))
        else:
            marks.append(StoredMark(segment, numbers[0], numbers[1], kind, value, words, line))
    return tuple(marks), tuple(misfits)


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) < len("10000000")


def _kind_fault(kind: str, value: str, length: int) -> str:
    if kind in STYLES:
        return "" if length and not value else "a style needs words, and has no value"
    if kind == "call":
        note = references.series_of(value) == references.SERIES["note"]
        sound = note and references.is_paragraph(value)
        return "" if sound else f"“{value[:60]}” is no id of an author's note, such as fn1"
    if kind == "indent":
        sound = _is_number(value) and 0 < int(value) <= DEEPEST and not length
        return "" if sound else f"“{value[:60]}” is no indent of a line, 1 to {DEEPEST}"
    known = ", ".join((*STYLES, "call", "indent"))
    return f"“{kind[:60]}” is no kind of mark: {known}"


def format_marks(marks: Iterable[StoredMark]) -> str:
    """Write `marks.tsv`; nothing where there is no mark."""
    rows = [(m.segment, str(m.start), str(m.end), m.kind, m.value, m.words) for m in marks]
    return format_rows(rows, MARK_COLUMNS) if rows else ""


def put_marks(
    segments: Sequence[Segment], marks: Sequence[StoredMark], notes: Collection[str], path: str
) -> tuple[tuple[Segment, ...], tuple[Misfit, ...]]:
    """
    Give the segments their marks; a mark whose words do not stand at its place is left aside.

    *notes* are the ids of the author's notes. Two styles of one kind never overlap, and a line has
    one indent.
    """
    by_segment: dict[str, list[StoredMark]] = {}
    for mark in marks:
        by_segment.setdefault(mark.segment, []).append(mark)
    made: list[Segment] = []
    misfits: list[Misfit] = []
    for segment in segments:
        sound: list[StoredMark] = []
        for mark in by_segment.pop(segment.id, ()):
            if fault := _fault(mark, segment.text or "", notes, sound):
                misfits.append(Misfit(path, mark.line, fault))
            else:
                sound.append(mark)
        made.append(_marked(segment, sound) if sound else segment)
    misfits += [
        Misfit(path, mark.line, f"{id_} is no segment of the text")
        for id_, left in by_segment.items()
        for mark in left
    ]
    return tuple(made), tuple(sorted(misfits, key=lambda one: one.line))


def _fault(
    mark: StoredMark, text: str, notes: Collection[str], before: Sequence[StoredMark]
) -> str:
    if mark.end > len(text) or text[mark.start : mark.end] != mark.words:
        return f"“{mark.words[:60]}” does not stand at {mark.start} to {mark.end}"
    if mark.kind == "call" and mark.value not in notes:
        return f"the text has no author's note {mark.value}"
    for other in before:
        if mark.kind != other.kind or (mark.kind == "call" and mark.value != other.value):
            continue
        if mark.kind in ("call", "indent") or (mark.start < other.end and other.start < mark.end):
            return f"it overlaps the mark on line {other.line}, or says the same"
    return ""


def _marked(segment: Segment, marks: Sequence[StoredMark]) -> Segment:
    styles = [Style(m.start, m.end, STYLES[m.kind]) for m in marks if m.kind in STYLES]
    calls = [AuthorCall(m.end, m.value) for m in marks if m.kind == "call"]
    return replace(
        segment,
        styles=tuple(sorted(styles, key=lambda s: (s.start, s.end, s.kind))),
        calls=tuple(sorted(calls, key=lambda c: c.at)),
        indent=next((int(m.value) for m in marks if m.kind == "indent"), 0),
    )


def marks_of(segments: Iterable[Segment]) -> Iterator[StoredMark]:
    """Write down the marks of segments that have their words, in the order of the text."""
    for segment in segments:
        text = segment.text or ""
        if segment.indent:
            yield StoredMark(segment.id, 0, 0, "indent", str(segment.indent), "")
        for style in segment.styles:
            words = text[style.start : style.end]
            yield StoredMark(segment.id, style.start, style.end, style.kind, "", words)
        for call in segment.calls:
            start = text.rfind(" ", 0, call.at) + 1
            yield StoredMark(segment.id, start, call.at, "call", call.note, text[start : call.at])


def carry_marks(
    marks: Sequence[StoredMark], segments: Iterable[Segment]
) -> tuple[list[StoredMark], list[StoredMark]]:
    """
    Move marks to the nearest place in their segment where their words stand; give the lost as well.

    >>> old = StoredMark("1.1", 4, 8, "italic", "", "Hund")
    >>> kept, lost = carry_marks([old], [Segment("1.1", "Der alte Hund schläft.", "")])
    >>> (kept[0].start, kept[0].end, lost)
    (9, 13, [])
    """
    texts = {segment.id: segment.text or "" for segment in segments}
    kept: list[StoredMark] = []
    lost: list[StoredMark] = []
    for mark in marks:
        at = _nearest(mark, texts.get(mark.segment))
        if at is None:
            lost.append(mark)
        else:
            kept.append(replace(mark, start=at, end=at + len(mark.words)))
    return kept, lost


def _nearest(mark: StoredMark, text: str | None) -> int | None:
    if text is None:
        return None
    if not mark.words:
        return mark.start if mark.start <= len(text) else None
    places: list[int] = []
    at = text.find(mark.words)
    while at >= 0:
        places.append(at)
        at = text.find(mark.words, at + 1)
    return min(places, key=lambda place: abs(place - mark.start), default=None)
