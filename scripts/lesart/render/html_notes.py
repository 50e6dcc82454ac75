"""
Render the notes of a text: a mark at the words each is about, and the note under its paragraph.

A mark is a link to its note, `n3.4a`; `n3.4a-de` and `n3.4a-en` are the marks themselves. Whether
notes show, and where, style rules decide by radio buttons; a note that the address names shows
whatever the choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import get_args
from xml.etree.ElementTree import Element

from lesart.model import Correction, Language, Note, NoteKind, Row, Text
from lesart.references import note_dom_id, paragraph_of, parse_reference
from lesart.render.html_choice import box, choice_row, switch, switches
from lesart.render.html_make import make, spaced
from lesart.render.prose import Targets, inline, paragraphs

CHOICES = (("hidden", "Hidden"), ("marks", "Marks"), ("beside", "Beside"))
KINDS: tuple[NoteKind, ...] = get_args(NoteKind)

Marks = Mapping[str, tuple[tuple[int, Note], ...]]


@dataclass(frozen=True, slots=True)
class NoteMarks:
    """Hold where marks stand: by segment and by unit, after which character, for which note."""

    german: Marks = field(default_factory=dict)
    english: Marks = field(default_factory=dict)


def note_marks(text: Text) -> NoteMarks:
    """
    Find the words that the notes of a text are about, in both languages.

    Where they are not found, or none are named on that side, the mark stands at the end of the
    segment or unit; without the original there is none on the German side.
    """
    german: dict[str, list[tuple[int, Note]]] = {}
    english: dict[str, list[tuple[int, Note]]] = {}
    for row in text.rows:
        for note in notes_of(text, row):
            segments = [(s.id, s.text) for s in row.segments if note.at in (s.id, row.id)]
            _place(note, note.german, [(id_, words or "") for id_, words in segments], german)
            units = [
                (unit.ids, unit.text)
                for unit in row.units
                if note.at in unit.segments or note.at == row.id
            ]
            _place(note, note.english, units, english)
    return NoteMarks(_sorted(german), _sorted(english))


def _place(
    note: Note,
    anchor: str,
    places: Sequence[tuple[str, str]],
    found: dict[str, list[tuple[int, Note]]],
) -> None:
    places = [(id_, words) for id_, words in places if words]
    if not places:
        return
    id_, words = next((place for place in places if anchor and anchor in place[1]), places[-1])
    start = words.find(anchor) if anchor else -1
    end = start + len(anchor) if start >= 0 else len(words)
    found.setdefault(id_, []).append((end, note))


def _sorted(found: Mapping[str, list[tuple[int, Note]]]) -> Marks:
    return {id_: tuple(sorted(marks, key=lambda mark: mark[0])) for id_, marks in found.items()}


def notes_of(text: Text, row: Row) -> list[Note]:
    """List the notes of a row, in the order of their file."""
    return [note for note in text.notes if paragraph_of(note.at) == row.id]


def with_marks(
    parts: Iterable[Element | str], marks: Sequence[tuple[int, Note]], language: Language
) -> list[Element | str]:
    """
    Put marks between the *parts* of a sentence, which are words and links in reading order.

    A mark that would stand within a link stands after it.
    """
    waiting = list(marks)
    made: list[Element | str] = []
    done = 0
    for part in parts:
        end = done + length(part)
        here = [mark for mark in waiting if mark[0] <= end]
        waiting = waiting[len(here) :]
        if isinstance(part, str):
            cuts = [done, *(at for at, _ in here), end]
            pieces = [part[a - done : b - done] for a, b in pairwise(cuts)]
            made.append(pieces[0])
            for piece, (_, note) in zip(pieces[1:], here, strict=True):
                made += [_mark(note, language), piece]
        else:
            made += [part, *(_mark(note, language) for _, note in here)]
        done = end
    made += [_mark(note, language) for _, note in waiting]
    return [part for part in made if not isinstance(part, str) or part]


def length(part: Element | str) -> int:
    """Count the characters of the reading text in words or in a link."""
    if isinstance(part, str):
        return len(part)
    # An emended word holds the reading and, second, what was transmitted.
    return len(part[0].text or "") if len(part) else len(part.text or "")


def _mark(note: Note, language: Language) -> Element:
    name = note_dom_id(note.id)
    short = note.id.removeprefix(f"{paragraph_of(note.at)}").lstrip(".")
    return make(
        "a",
        short,
        class_=f"noteref kind-{note.kind}",
        href=f"#{name}",
        id=f"{name}-{language}",
        aria_label=f"Note {note.id}: {note.kind}",
    )


# The notes themselves


@dataclass(frozen=True, slots=True)
class NoteSetting:
    """
    Say what surrounds notes: where links lead, which corrections there are and on which page.

    Without the page `corrections`, a note does not say which corrections concern it.
    """

    targets: Targets = field(default_factory=Targets)
    corrections: tuple[Correction, ...] = ()
    page: str = ""


def row_notes(text: Text, row: Row, marks: NoteMarks, setting: NoteSetting) -> list[Element]:
    """Render the notes of a row, each with links back to its marks; nothing where none are."""
    marked = {
        "de": {note.id for found in marks.german.values() for _, note in found},
        "en": {note.id for found in marks.english.values() for _, note in found},
    }
    made = []
    for note in notes_of(text, row):
        name = note_dom_id(note.id)
        backs = [
            make("a", "↩", href=f"#{name}-{side}", class_=f"back back--{side}",
                 aria_label=f"Back from note {note.id} to its words")
            for side in ("de", "en")
            if note.id in marked[side]
        ]  # fmt: skip
        number = make(
            "a", note.id, href=f"#{name}", class_="note__no", aria_label=f"Note {note.id}"
        )
        made.append(note_element(text.record.id, note, setting, name, [number], backs))
    return [make("div", *made, class_="notes")] if made else []


def note_element(
    text_id: str,
    note: Note,
    setting: NoteSetting,
    name: str,
    before: Sequence[Element],
    after: Sequence[Element] = (),
) -> Element:
    """Render one note under the id *name*: its words and kind, its body, its sources."""
    words = [
        make("span", quoted, lang=lang, class_="note__words")
        for lang, quoted in (("de", f"„{note.german}“"), ("en", f"‘{note.english}’"))
        if len(quoted) > 2
    ]
    kind = make("span", note.kind, class_="note__kind")
    head = make("p", *spaced(*before, *words, kind, *after), class_="note__head")
    body = [
        *paragraphs(note.body, setting.targets, note.path),
        *_corrections(text_id, note, setting),
        *source_list(note, setting.targets),
    ]
    return make(
        "aside",
        head,
        make("div", *spaced(*body), class_="note__body"),
        class_=f"note kind-{note.kind}",
        role="note",
        id=name,
        aria_label=f"Note {note.id}",
    )


def source_list(note: Note, targets: Targets) -> list[Element]:
    """List what bears a note out, and where it was looked up; nothing where no source is named."""
    items = []
    for source in note.sources:
        cited = inline(f"[@{source.key}]", targets, note.path) if source.key else []
        said = f"– {source.said}" if source.key else f"General knowledge: {source.said}"
        items.append(make("li", *cited, *([" "] if cited else []), make("span", said)))
    return (
        [make("ul", *spaced(*items), class_="note__sources", aria_label="Sources")] if items else []
    )


def _corrections(text_id: str, note: Note, setting: NoteSetting) -> list[Element]:
    made = []
    for one in concerned(text_id, note, setting.corrections) if setting.page else ():
        address = f"{setting.page}#{correction_id(one)}"
        link = make("a", f"Correction {one.number}: {one.title}", href=address)
        made.append(make("p", link, class_="note__later"))
    return made


def correction_id(correction: Correction) -> str:
    """Give the id of a correction on the page of corrections."""
    return f"correction-{correction.number}"


def concerned(text_id: str, note: Note, corrections: Iterable[Correction]) -> list[Correction]:
    """List the corrections that a note tells, or in whose places it stands."""
    return [
        one
        for one in corrections
        if (text_id, note.id) in one.notes
        or any(_covers(place, text_id, note.at) for place in one.places)
    ]


def _covers(place: str, text_id: str, at: str) -> bool:
    reference = parse_reference(place)
    if not reference or reference.text != text_id:
        return False
    return at in (reference.first, reference.last) or paragraph_of(at) in (
        reference.first,
        reference.last,
    )


def later(text_id: str, row: Row, setting: NoteSetting) -> list[Element]:
    """Render a small link to each correction that concerns a place in a row."""
    made = []
    for one in setting.corrections if setting.page else ():
        places = [parse_reference(place) for place in one.places]
        if any(
            place
            and place.text == text_id
            and row.id in map(paragraph_of, (place.first, place.last))
            for place in places
        ):
            link = make("a", f"C{one.number}", href=f"{setting.page}#{correction_id(one)}")
            link.set("aria-label", f"C{one.number}, later research: {one.title}")
            made.append(link)
    return [make("span", *spaced(*made), class_="later")] if made else []


NO_SETTING = NoteSetting()

# Choices


def note_choice() -> Element:
    """Render the choice whether notes are hidden, marked or shown beside the text."""
    return choice_row("notes", "Notes", "Notes", CHOICES, "marks")


def kind_choice(notes: Iterable[Note]) -> Element:
    """Render a filter by kind, with the number of notes of each."""
    counts = Counter(note.kind for note in notes)
    labels = [
        switch(
            box("checkbox", "kind", kind, True),
            make("span", kind),
            make("span", f"{counts[kind]}", class_="times"),
        )
        for kind in KINDS
        if counts[kind]
    ]
    return switches("Kinds of notes", labels)
