"""Texts as Hypothesis makes them, with all that can stand over and between their words."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from hypothesis import strategies as st

from lesart.core.references import emendation_id
from lesart.model import (
    ApparatusEntry,
    AuthorCall,
    Emendation,
    Language,
    Mark,
    NamePlaces,
    Note,
    Occurrence,
    Role,
    Row,
    Segment,
    Style,
    StyleKind,
    Text,
    TranslationUnit,
)

# Words that stand twice, terms that touch, and a name.
WORDS: dict[Language, list[str]] = {
    "de": ["Die", "Wolke", "die", "Wolke", "wiegt", "eine", "Waage,", "Jena", "Wetterdienst."],
    "en": ["The", "cloud", "the", "cloud", "weighs", "one", "pair,", "Jena", "of", "scales."],
}
TERMS = {"Wolke": "wolke", "wiegt": "waage", "Waage": "waage", "Wetterdienst": "wetterdienst",
         "cloud": "wolke", "weighs": "waage", "scales": "waage"}  # fmt: skip
NAMES = {"Jena": "jena", "Wetterdienst": "wetterdienst"}
ROLES: list[Role] = [
    "paragraph", "turn", "turn", "lacuna", "verse", "verse", "quote", "item", "item", "stage"
]  # fmt: skip
KINDS = st.sampled_from(get_args(StyleKind))
STATES = st.sampled_from(["draft", "aligned", "reviewed"])


def _words(side: Language) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS[side]), min_size=1, max_size=6).map(" ".join)


@st.composite
def _marks(draw: st.DrawFn, words: str) -> tuple[Mark, ...]:
    ends = draw(st.lists(st.integers(0, len(words)), max_size=4).map(sorted))
    pairs = zip(ends[::2], ends[1::2], strict=False)
    return tuple(Mark(a, b, Emendation(1, "vorher", words[a:b], "why")) for a, b in pairs)


@st.composite
def _segment(draw: st.DrawFn, id_: str, own: tuple[str, ...], steps: int) -> Segment:
    """Make a sentence with emendations, styles, and calls of the notes *own*, or of none there."""
    words = draw(_words("de"))
    at = st.integers(0, len(words))
    ends = draw(st.lists(st.tuples(at, at, KINDS), max_size=3))
    styles = tuple(Style(min(a, b), max(a, b), kind) for a, b, kind in ends if a != b)
    calls = draw(st.lists(st.tuples(at, st.sampled_from((*own, "fn9"))), max_size=2))
    return Segment(
        id_,
        words,
        " ".join(words.split()[:3]),
        draw(_marks(words)),
        styles,
        tuple(AuthorCall(*call) for call in calls),
        draw(st.integers(0, steps)),
    )


def _role_of(draw: st.DrawFn, id_: str) -> tuple[Role, str]:
    """Choose a role that goes with an id, and who speaks."""
    named: dict[str, Role] = {"h": "heading", "f": "note", "a": "author", "t": "title"}
    if id_[0] in named:
        return named[id_[0]], ""
    role = draw(st.sampled_from(ROLES))
    spoken = role in ("turn", "lacuna") or (role == "verse" and draw(st.booleans()))
    return role, draw(st.sampled_from(["zeitung", "korn"])) if spoken else ""


@st.composite
def _row(draw: st.DrawFn, id_: str, own: tuple[str, ...]) -> Row:
    role, speaker = _role_of(draw, id_)
    level = draw(st.integers(1, 3)) if role == "heading" else 0
    if role == "lacuna":
        return Row(id_, role, speaker, (), ())
    count = 1 if role == id_ else draw(st.integers(1, 4))
    ids = [id_] if role == id_ else [f"{id_}.{n}" for n in range(1, count + 1)]
    segments = [draw(_segment(one, own, 3 if role == "verse" else 0)) for one in ids]
    units = []
    while ids:
        size = draw(st.integers(1, 2))
        covered, ids = tuple(ids[:size]), ids[size:]
        if draw(st.integers(0, 3)):
            written = covered[0] if len(covered) == 1 else f"{covered[0]}-{covered[-1]}"
            confidence = draw(st.sampled_from([0.4, 0.95]))
            origin = draw(st.sampled_from(["", "libre", "memory:wolken:1.1"]))
            units.append(
                TranslationUnit(written, covered, draw(_words("en")), draw(STATES),
                                confidence=confidence, origin=origin, date="2026-11-22")
            )  # fmt: skip
    return Row(id_, role, speaker, tuple(segments), tuple(units), level)


@st.composite
def _quoted(draw: st.DrawFn, words: str) -> str:
    """Quote words: none, some of those there, some that may stand elsewhere, or nowhere."""
    if not words or not draw(st.integers(0, 2)):
        return draw(st.sampled_from(["", "", "nirgends", "cloud", "Wolke"]))
    start = draw(st.integers(0, len(words) - 1))
    return words[start : draw(st.integers(start + 1, len(words)))].strip()


@st.composite
def _note(draw: st.DrawFn, row: Row, number: int) -> Note:
    segments = [segment for segment in row.segments if segment.id != row.id]
    there = draw(st.sampled_from([None, *segments]))
    at = there.id if there else row.id
    german = "/".join(s.text or "" for s in row.segments if at in (s.id, row.id))
    english = "/".join(u.text for u in row.units if at == row.id or at in u.segments)
    letter = chr(ord("a") + number)
    id_ = f"{at}.{letter}" if at.isalpha() else f"{at}{letter}"
    kind = draw(st.sampled_from(["fact", "language"]))
    quoted = draw(_quoted(german)), draw(_quoted(english))
    return Note(id_, at, *quoted, kind, (), "It is said.", "notes.md", 1)


def _places(unit: str, words: str, known: dict[str, str]) -> list[Occurrence]:
    found = []
    at = 0
    for word in words.split():
        at = words.index(word, at)
        bare = word.strip(",.")
        if bare in known:
            found.append(Occurrence(unit, at, at + len(bare), known[bare], bare))
        at += len(word)
    return found


@st.composite
def texts(draw: st.DrawFn, like: Text) -> Text:
    """Make a text with the record and the terms of another one, of few paragraphs."""
    body = [str(n) for n in range(1, draw(st.integers(1, 3)) + 1)]
    body = [part for n in body for part in ([f"h{n}", n] if draw(st.booleans()) else [n])]
    own = tuple(f"fn{n}" for n in range(1, draw(st.integers(0, 2)) + 1))
    rows = tuple(draw(_row(id_, own)) for id_ in ["title", *body, "author", *own])
    notes = []
    for row in rows:
        for number in range(draw(st.integers(0, 3))):
            notes.append(draw(_note(row, number)))
    german = [(s.id, s.text or "") for row in rows for s in row.segments]
    english = [(u.ids, u.text) for row in rows for u in row.units]
    text = replace(
        like,
        rows=rows,
        notes=tuple(draw(st.permutations(notes))),
        apparatus=tuple(
            ApparatusEntry(emendation_id(s.id, n), "emendation", s.id, "why", "vorher", "nachher")
            for row in rows
            for s in row.segments
            for n, _ in enumerate(s.marks, 1)
        ),
        occurrences=tuple(o for id_, words in german for o in _places(id_, words, TERMS)),
        renderings=tuple(o for id_, words in english for o in _places(id_, words, TERMS)),
        named=NamePlaces(
            tuple(o for id_, words in german for o in _places(id_, words, NAMES)),
            tuple(o for id_, words in english for o in _places(id_, words, NAMES)),
            (),
        ),
    )
    return without_original(text) if draw(st.booleans()) else text


def without_original(text: Text) -> Text:
    """Take the words of the original away."""
    rows = tuple(
        replace(
            row,
            segments=tuple(
                replace(s, text=None, marks=(), styles=(), calls=()) for s in row.segments
            ),
        )
        for row in text.rows
    )
    return replace(text, rows=rows, original="missing")
