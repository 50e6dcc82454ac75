"""Write the rows of a text for the press: paragraph by paragraph, both sides, calls of notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lesart.core.references import LINES, dom_id
from lesart.model import Language, Row, Text
from lesart.view.author_calls import (
    PlacedCall,
    called_at,
    note_numbers,
    note_sign,
    notes_in_order,
    place_author_calls,
)
from lesart.view.calls import SIDES, find_calls, in_order
from lesart.view.sentences import Sentence, TextView, sentences, text_view
from lesart.view.speakers import is_question, speaker_of
from lesart.view.states import remark
from lesart.view.structure import AUTHOR_NOTES, body_rows, has_sign, heading_depths
from lesart.view.terms import name_places, term_places
from lesart.write.pdf import data
from lesart.write.pdf.data import Run
from lesart.write.pdf.runs import set_run, text_run
from lesart.write.pdf.scope import Scope


def rows(text: Text, scope: Scope) -> list[data.Row]:
    """Write every row but the title's; of a text that is withheld there are none."""
    if text.withheld:
        return []
    calls = find_calls(text, scope.sides)
    view = text_view(text, term_places(text, scope.terms), name_places(text), calls)
    depths = heading_depths(text)
    body = [_row(row, view, scope, _shape(row, depths)) for row in body_rows(text)]
    return [*body, *_author_notes(view, scope)]


def _shape(row: Row, depths: Mapping[str, int]) -> data.Shape:
    if row.role == "heading":
        return {"depth": depths[row.id]}
    return {"sign": has_sign(row)} if row.role == "item" else {}


def _author_notes(view: TextView, scope: Scope) -> list[data.Row]:
    """Write the author's notes as rows behind the text, below a heading of their own."""
    text, numbers = view.text, note_numbers(view.text)
    made: list[data.Row] = []
    for row in notes_in_order(text):
        shape: data.Shape = {"shown": note_sign(numbers[row.id])}
        for call in called_at(text).get(row.id, ()):
            if call.side == scope.sides[0]:
                shape["to"] = scope.label(text.record.id, call.id)
        made.append(_row(row, view, scope, shape))
    if not made:
        return []
    german, english = ([_said(AUTHOR_NOTES[side])] for side in SIDES)
    head: data.Row = {
        "id": "author-notes",
        "label": scope.label(text.record.id, "author-notes"),
        "role": "heading",
        "url": "",
        "question": False,
        "depth": 1,
        "shown": "",
        "de": german,
        "en": english,
        "cuts": [[0, 0], [1, 1]],
        "notes": {},
    }
    return [head, *made]


def _said(words: str) -> data.Sentence:
    return {"a": [], "r": [text_run(words)]}


def title_calls(text: Text, scope: Scope) -> list[Run]:
    """Call the notes on the title, and count its terms and names for the index."""
    if text.withheld:
        return []
    terms = [one.term for one in text.occurrences if one.unit == "title"]
    runs: list[Run] = [
        {"t": "", "ix": [f"glossary:{term}"]} for term in terms if term in scope.terms
    ]
    sides = {"de": text.named.german, "en": text.named.english}
    named = [one.term for side in scope.sides for one in sides[side] if one.unit == "title"]
    runs += [{"t": "", "ix": [scope.name_key(name)]} for name in dict.fromkeys(named)]
    own = place_author_calls(text)[scope.sides[0]].get("title", ())
    runs += [_author_call(call, text.record.id, scope) for call in own]
    called = [note.id for note, calls in in_order(text) if calls and note.at == "title"]
    runs += [{"fn": id_} for id_ in called]
    return runs


def number_notes(text: Text, scope: Scope) -> dict[str, data.Number]:
    """
    Number the notes that are called, in reading order, and tell on which sides each is.

    Gives, by note, its number `n`, its `sides`, and the `side` on which it stands: the first. Those
    on the title are called behind it.
    """
    found: dict[str, list[Language]] = {}
    for note, calls in in_order(text, scope.sides):
        if calls:
            sides = [scope.sides[0]] if note.at == "title" else [call.side for call in calls]
            found[note.id] = sides
    return {
        id_: {"n": str(n), "sides": sides, "side": sides[0]}
        for n, (id_, sides) in enumerate(found.items(), 1)
    }


def _row(row: Row, view: TextView, scope: Scope, shape: data.Shape) -> data.Row:
    """Write one row, its notes left out; `de` and `en` are lists of sentences."""
    id_, text = view.text.record.id, view.text
    german, english = (
        [_sentence(one, side, id_, scope) for one in sentences(row, side, view)] for side in SIDES
    )
    lost = row.role == "lacuna"
    cuts = [[0, 0], [1, 1]] if lost else _together(_cuts(german, english), german, english)
    speaker = speaker_of(row, text)
    voice: data.Voice = {}
    if speaker:
        voice["speaker"] = {"de": speaker.name.de, "en": speaker.name.en}
    return {
        "id": row.id,
        "label": scope.label(id_, dom_id(row.id)),
        "role": row.role,
        "url": scope.page(id_, dom_id(row.id)),
        "question": is_question(row, text),
        **voice,
        **shape,
        "de": german,
        "en": english,
        "cuts": cuts,
        "notes": {},
    }


def _sentence(one: Sentence, side: Language, text_id: str, scope: Scope) -> data.Sentence:
    """Write what stands for a sentence, and what is to be known of it where nobody reviewed it."""
    entries = [one.entry(run) for run in one.runs]
    runs = [
        _author_call(run.author_call, text_id, scope)
        if run.author_call
        else set_run(run, scope, entry and scope.label(text_id, entry))
        for run, entry in zip(one.runs, entries, strict=True)
    ]
    if one.unit and (said := remark(one.unit)):
        runs.append(text_run(f" [{said}]"))
    if one.missing == "lost":
        return {"a": [], "r": runs}
    anchors = _anchors(side, one.covers, text_id, scope)
    number = one.covers[0].partition(".")[2]
    made: data.Sentence = {"ids": list(one.covers), "a": anchors, "r": runs, "s": number}
    if one.missing == "not at hand":
        made["incipit"] = True
    if one.indent:
        made["indent"] = one.indent
    return made


def _author_call(call: PlacedCall, text_id: str, scope: Scope) -> Run:
    """Call a note of the author, which leads back to its first call on the side printed first."""
    run: Run = {"t": call.sign, "own": True, "to": scope.label(text_id, dom_id(call.note))}
    if call.side == scope.sides[0] and call.time == 1:
        run["label"] = scope.label(text_id, call.id)
    return run


def _anchors(side: Language, covers: Iterable[str], text_id: str, scope: Scope) -> list[str]:
    """
    Name the places of segments on the side that holds them: the first that is printed.

    Of a line that is one sentence, the row has the name.
    """
    if side != scope.sides[0]:
        return []
    return [scope.label(text_id, dom_id(one)) for one in covers if one not in LINES]


def _cuts(german: Sequence[data.Sentence], english: Sequence[data.Sentence]) -> list[list[int]]:
    """
    List the places where both sides end a sentence: how many of each side stand before.

    A page may end there, so that both sides of it hold the same sentences.
    """
    cuts = [[0, 0]]
    seen: set[str] = set()
    ends = 0
    for number, sentence_ in enumerate(german, 1):
        seen.update(sentence_["ids"])
        while ends < len(english) and seen.issuperset(english[ends]["ids"]):
            ends += 1
        if ends == len(english) or seen.isdisjoint(english[ends]["ids"]):
            cuts.append([number, ends])
    whole = [len(german), len(english)]
    return cuts if cuts[-1] == whole != [0, 0] else [*(cuts[:-1] or [[0, 0]]), whole]


def _together(
    cuts: list[list[int]], german: Sequence[data.Sentence], english: Sequence[data.Sentence]
) -> list[list[int]]:
    """
    Leave the cuts between which every note is called on both sides or on neither.

    A note on a paragraph may be called in sentences that do not stand for one another; it is to
    stand on the page of both.
    """
    called = [
        {run["fn"]: n for n, one in enumerate(side) for run in one["r"] if "fn" in run}
        for side in (german, english)
    ]
    pairs = [(n, called[1][note]) for note, n in called[0].items() if note in called[1]]
    return [cut for cut in cuts if all((g < cut[0]) == (e < cut[1]) for g, e in pairs)]
