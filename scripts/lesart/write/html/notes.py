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
from xml.etree.ElementTree import Element

from lesart.core.elements import make, spaced
from lesart.core.references import note_dom_id, paragraph_of, parse_reference
from lesart.model import NOTE_KINDS, Correction, Language, Note, Row, Text
from lesart.view.addresses import correction_id
from lesart.view.calls import SIDES, Call, calls_on_pages, sides_by_note
from lesart.view.prose import Targets
from lesart.view.xhtml import paragraphs, source_list
from lesart.write.html.choice import box, choice_row, switch, switches

CHOICES = (("hidden", "Hidden"), ("marks", "Marks"), ("beside", "Beside"))


@dataclass(frozen=True, slots=True)
class NoteMarks:
    """
    Hold the calls of a text, and on which sides a note is marked, by its id.

    `alone` are those marks, by note and side, that a reader needs where this side is shown alone:
    the note is called on the other one.
    """

    calls: tuple[Call, ...] = ()
    sides: Mapping[str, Sequence[Language]] = field(default_factory=dict)
    alone: frozenset[tuple[str, Language]] = frozenset()

    def element(self, note: Note, side: Language) -> Element:
        """Make the mark of a note on a side."""
        return _mark(note, side, (note.id, side) in self.alone)


NO_MARKS = NoteMarks()


def note_marks(text: Text) -> NoteMarks:
    """Find where the notes of a text are called: for readers of both sides, and of one alone."""
    calls, more = calls_on_pages(text)
    every = (*calls, *more)
    return NoteMarks(
        every,
        sides_by_note(sorted(every, key=lambda call: SIDES.index(call.side))),
        frozenset((call.note.id, call.side) for call in more),
    )


def notes_of(text: Text, row: Row) -> list[Note]:
    """List the notes of a row, in the order of their file."""
    return [note for note in text.notes if paragraph_of(note.at) == row.id]


def _mark(note: Note, language: Language, alone: bool) -> Element:
    name = note_dom_id(note.id)
    short = note.id.removeprefix(f"{paragraph_of(note.at)}").lstrip(".")
    return make(
        "a",
        short,
        class_=f"noteref{' noteref--alone' if alone else ''} kind-{note.kind}",
        href=f"#{name}",
        id=f"{name}-{language}",
        aria_label=f"Note {note.id}: {NOTE_KINDS[note.kind].label}",
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
    made = []
    for note in notes_of(text, row):
        name = note_dom_id(note.id)
        backs = [_back(note, side, marks) for side in marks.sides.get(note.id, ())]
        number = make(
            "a", note.id, href=f"#{name}", class_="note__no", aria_label=f"Note {note.id}"
        )
        made.append(note_element(text.record.id, note, setting, name, [number], backs))
    return [make("div", *made, class_="notes")] if made else []


def _back(note: Note, side: Language, marks: NoteMarks) -> Element:
    alone = " back--alone" if (note.id, side) in marks.alone else ""
    return make(
        "a",
        "↩",
        href=f"#{note_dom_id(note.id)}-{side}",
        class_=f"back back--{side}{alone}",
        aria_label=f"Back from note {note.id} to its words",
    )


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
    if note.first:
        words.insert(0, make("span", note.place, class_="note__place"))
    kind = make("span", NOTE_KINDS[note.kind].label, class_="note__kind")
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


def _corrections(text_id: str, note: Note, setting: NoteSetting) -> list[Element]:
    made = []
    for one in concerned(text_id, note, setting.corrections) if setting.page else ():
        address = f"{setting.page}#{correction_id(one)}"
        link = make("a", f"Correction {one.number}: {one.title}", href=address)
        made.append(make("p", link, class_="note__later"))
    return made


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
            make("span", NOTE_KINDS[kind].label),
            make("span", f"{counts[kind]}", class_="times"),
        )
        for kind in NOTE_KINDS
        if counts[kind]
    ]
    chosen = switches("Kinds of notes", labels)
    chosen.append(make("style", *map(kind_rule, filter(counts.get, NOTE_KINDS))))
    return chosen


def kind_rule(kind: str) -> str:
    """Write the rule that hides notes of a kind when its box is not checked."""
    off = f'[name=kind][value="{kind}"]:not(:checked)'
    hidden = f".tools:has({off})~.bitext,.all-notes:has({off})"
    return f":is({hidden}) .kind-{kind}{{display:none}}\n"
