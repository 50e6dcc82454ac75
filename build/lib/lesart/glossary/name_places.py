"""Find the names of the index in the texts, in both languages, and in the notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lesart.core.prose import Chinese, Citation, Piece, parse_paragraphs
from lesart.glossary.matcher import WORD, Matcher, TermForms
from lesart.glossary.name_entries import all_forms
from lesart.model import Name, Note, Occurrence, Sources

_PARTS = re.compile(rf"{WORD.pattern}|[^\w\s]+")
_END = re.compile(r"[\W_]+$")
_ADJECTIVE = re.compile(r"(?<=\w{3})(?:e|es)$")
_ENDINGS = ("e", "en", "er", "es", "em")


@dataclass(frozen=True, slots=True)
class Naming:
    """Hold the matchers of an index of names; `names` is keyed by id."""

    names: Mapping[str, Name]
    german: Matcher
    english: Matcher


def make_naming(names: Sequence[Name]) -> Naming:
    """Make the matchers of an index of names; capitals count in both languages."""
    forms = all_forms(names)
    german = [TermForms(id_, _inflected(de)) for id_, (de, _) in forms.items()]
    english = [TermForms(id_, frozenset(map(_parts, en))) for id_, (_, en) in forms.items()]
    return Naming(
        {name.id: name for name in names},
        Matcher(german),
        Matcher(english, german=False, cased=True),
    )


def _parts(form: str) -> tuple[str, ...]:
    """
    Give the words of a form and the marks between them, the last a word.

    >>> _parts("Cass R. Sunstein"), _parts("F.A.Z.")
    (('Cass', 'R', '.', 'Sunstein'), ('F', '.', 'A', '.', 'Z'))
    """
    return tuple(_PARTS.findall(_END.sub("", form)))


def _inflected(forms: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """
    Give the forms that German names take, each a sequence of words and marks.

    A noun of the glossary takes many endings, a name that of the genitive and no other;
    adjectives before it are inflected. Each form is found in Swiss spelling too.
    """
    made: set[tuple[str, ...]] = set()
    for form in forms:
        *before, last = _parts(form)
        for ending in ("", "s", "es"):
            made.update((*words, last + ending) for words in _adjectives(before))
    return frozenset(made | {tuple(word.replace("ß", "ss") for word in form) for form in made})


def _adjectives(words: Sequence[str]) -> set[tuple[str, ...]]:
    """
    Give *words* with the endings that those may take which end as adjectives do.

    >>> ("Allgemeinen",) in _adjectives(["Allgemeine"]), _adjectives(["Xi"])
    (True, {('Xi',)})
    """
    made: set[tuple[str, ...]] = {()}
    for word in words:
        stem = _ADJECTIVE.sub("", word)
        endings = _ENDINGS if stem != word else ("",)
        made = {(*before, stem + ending) for before in made for ending in endings}
    return made


def find_named(naming: Naming, text: Sources) -> list[Occurrence]:
    """List the names in the segments of a text whose words are at hand, in reading order."""
    segments = [(segment.id, segment.text or "") for segment in text.segments or ()]
    return find_named_in_german(naming, text.record.id, segments)


def find_named_in_german(
    naming: Naming, text_id: str, segments: Iterable[tuple[str, str]]
) -> list[Occurrence]:
    """List the names in segments, given as ids and words, in their order."""
    return [
        one
        for id_, words in segments
        for one in _found(naming.german, id_, words)
        if not _skipped(naming, text_id, (id_,), one)
    ]


def find_named_in_english(naming: Naming, text: Sources) -> list[Occurrence]:
    """
    List the names in the translation units of a text that stand for segments, in reading order.

    A name counts there whether or not the source has it: “China’s plan” for an adjective.
    """
    return [
        one
        for unit in text.units
        if unit.segments
        for one in _found(naming.english, unit.ids, unit.text)
        if not _skipped(naming, text.record.id, unit.segments, one)
    ]


def find_named_in_notes(naming: Naming, notes: Iterable[Note]) -> list[Occurrence]:
    """List the names in the words of notes, without the works they cite."""
    return [
        one for note in notes for one in _found(naming.english, note.id, shown_words(note.body))
    ]


def shown_words(prose: str) -> str:
    r"""
    Give the words that prose shows, paragraphs parted by a line end.

    >>> shown_words("A *loan* to [Ada](wolken:1.1) [@korn2018].\n\nEnd.")
    'A loan to Ada .\nEnd.'
    """
    return "\n".join("".join(_shown(pieces)) for pieces in parse_paragraphs(prose))


def _shown(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, Chinese):
            yield piece.words
        elif not isinstance(piece, Citation):
            yield from _shown(piece.within)


def _found(matcher: Matcher, id_: str, words: str) -> Iterator[Occurrence]:
    for match in matcher.find(words):
        form = words[match.start : match.end]
        yield Occurrence(id_, match.start, match.end, match.term, form)


def _skipped(naming: Naming, text_id: str, segments: Iterable[str], one: Occurrence) -> bool:
    places = {f"{text_id}:{id_}" for id_ in segments}
    return any(
        item.at in places and item.words in ("", one.form) for item in naming.names[one.term].skip
    )


def unanswered(naming: Naming, text: Sources) -> Iterator[tuple[str, str, Name]]:
    """
    Give (segment, form, name) for each German name whose translation unit has it nowhere.

    Of a name that stands more than once in a segment, only the first place is told.
    """
    english: dict[str, set[str]] = {}
    for one in find_named_in_english(naming, text):
        english.setdefault(one.unit, set()).add(one.term)
    units = {id_: unit for unit in text.units for id_ in unit.segments}
    seen: set[tuple[str, str]] = set()
    for one in text.named:
        unit = units.get(one.unit)
        new = (one.unit, one.term) not in seen
        seen.add((one.unit, one.term))
        if new and unit and one.term in naming.names and one.term not in english.get(unit.ids, ()):
            yield one.unit, one.form, naming.names[one.term]
