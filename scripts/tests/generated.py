"""Texts as Hypothesis makes them, with all that can stand over and between their words."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from lesart.core.references import emendation_id
from lesart.model import (
    ApparatusEntry,
    Emendation,
    Language,
    Mark,
    NamePlaces,
    Note,
    Occurrence,
    Row,
    Segment,
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
STATES = st.sampled_from(["draft", "aligned", "reviewed"])


def _words(side: Language) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS[side]), min_size=1, max_size=6).map(" ".join)


@st.composite
def _marks(draw: st.DrawFn, words: str) -> tuple[Mark, ...]:
    ends = draw(st.lists(st.integers(0, len(words)), max_size=4).map(sorted))
    pairs = zip(ends[::2], ends[1::2], strict=False)
    return tuple(Mark(a, b, Emendation(1, "vorher", words[a:b], "why")) for a, b in pairs)


@st.composite
def _row(draw: st.DrawFn, id_: str) -> Row:
    role = draw(st.sampled_from(["paragraph", "turn", "turn", "lacuna"]))
    speaker = draw(st.sampled_from(["zeitung", "korn"])) if role != "paragraph" else ""
    if id_ in ("author", "title"):
        role, speaker = id_, ""
    if role == "lacuna":
        return Row(id_, role, speaker, (), ())
    count = 1 if role == id_ else draw(st.integers(1, 4))
    ids = [id_] if role == id_ else [f"{id_}.{n}" for n in range(1, count + 1)]
    segments = []
    for one in ids:
        words = draw(_words("de"))
        segments.append(Segment(one, words, " ".join(words.split()[:3]), draw(_marks(words))))
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
    return Row(id_, role, speaker, tuple(segments), tuple(units))


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
    ids = ["title", *map(str, range(1, draw(st.integers(1, 3)) + 1)), "author"]
    rows = tuple(draw(_row(id_)) for id_ in ids)
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
        replace(row, segments=tuple(replace(s, text=None, marks=()) for s in row.segments))
        for row in text.rows
    )
    return replace(text, rows=rows, original="missing")
