"""
Know what can be pointed at in the texts of an edition, and find the text that a name means.

Texts are known by their id, their titles in either language, and the names of their authors, alone
or together and with the year of the original, as long as one text alone fits. Where none fits, a
subtitle or an article may be left out, the year may be that of the edition, and names may be joined
and followed by what styles of citing put there. So what the edition gives as a citation in the text
is read in every style that has one; footnotes, and citations of notes, are not.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lesart.core.findings import Finding, Location
from lesart.core.reference_forms import Written, main_title, refuse, without_article
from lesart.model import Person, Record, Signpost

_ALIKE = 0.7
_ABOUT = "ca"
_JOINING = {"and", "und"}
_UNDATED = (["n", "d"], ["o", "j"], ["kein", "datum"])
_OTHERS = (["et", "al"], ["u", "a"], ["and", "others"], ["und", "andere"])


@dataclass(frozen=True, slots=True)
class KnownText:
    """
    Know what can be pointed at in one text.

    `paragraphs` maps each paragraph to its segments, in reading order; that of a lacuna has none.
    `notes` are ids of notes, `signposts` lead on from ids that are gone, and `versions` are those
    released. `years` are those in which the edition came out.
    """

    record: Record
    paragraphs: Mapping[str, tuple[str, ...]]
    notes: Sequence[str] = ()
    signposts: Mapping[str, Signpost] = field(default_factory=dict)
    versions: Sequence[str] = ()
    years: Collection[str] = ()

    @property
    def id(self) -> str:
        """Give the id of the text."""
        return self.record.id


def meant_text(asked: Written, texts: Sequence[KnownText]) -> tuple[KnownText, Finding | None]:
    """
    Find the text that a reference names, or the nearest with the finding that says so.

    Raises EditionError where it names none, or more than one.
    """
    if not asked.name:
        raise refuse("P007", "the reference names no text", f"write: {example(texts)}")
    text, finding = _one(asked.name, texts)
    if asked.other:
        other, _ = _one(asked.other, texts)
        if other.id != text.id:
            message = f"the range goes over two texts, {text.id} and {other.id}"
            raise refuse("P008", message, "give a reference for each")
    return text, finding


def _one(name: str, texts: Sequence[KnownText]) -> tuple[KnownText, Finding | None]:
    found = named_texts(name, texts)
    if len(found) == 1:
        return found[0], None
    if found:
        message = f"“{name[:60]}” names more than one text"
        raise refuse("P009", message, "write the id: " + ", ".join(t.id for t in found))
    head = re.split(r"[:,\s]", name)[0]
    if named_texts(head, texts) and head != name:
        rest = name[len(head) :].strip(" :,")
        message = f"“{rest[:60]}” is no place in a text"
        raise refuse("P010", message, f"write: {example(texts)}")
    named = ((one, text) for text in texts for one in (*_names(text), *_short_names(text)))
    known = {plain_name(one): text for one, text in named if len(one) > 2}
    near = difflib.get_close_matches(plain_name(name), known, 1, _ALIKE)
    message = f"the edition has no text “{name[:60]}”"
    if not near:
        raise refuse(
            "P011", message, "its texts: " + (", ".join(t.id for t in texts) or "none yet")
        )
    text = known[near[0]]
    return text, Finding(Location(), "P011", message)


def named_texts(name: str, texts: Sequence[KnownText]) -> list[KnownText]:
    """Give the texts that *name* fits in full, or else those that it fits cut short or cited."""
    exact = [text for text in texts if text.id == name]
    words = plain_name(name).split()
    if exact or not words:
        return exact
    full = [text for text in texts if _ends(words, _names(text), {_year(text)})]
    return full or [text for text in texts if _is_cited(words, text)]


def _is_cited(words: list[str], text: KnownText) -> bool:
    """Tell whether *words* are names of the text as shortened or as a citation has them."""
    names = (*_names(text), *_short_names(text))
    passed = (*_UNDATED, *(_OTHERS if len(text.record.authors) > 1 else ()))
    return _ends(words, names, {_year(text), *text.years}, passed, _JOINING)


def _ends(
    words: list[str],
    names: Iterable[str],
    years: Collection[str],
    passed: Collection[list[str]] = (),
    joining: Collection[str] = (),
) -> bool:
    """
    Tell whether *words* are *names*, one after the other up to the end, and not a year alone.

    Behind a name may stand one of the *years* and what is *passed* over, between two *joining*.
    """
    split = [one for one in (plain_name(name).split() for name in names) if one]
    ends = {0}
    for start in range(len(words)):
        if start not in ends:
            continue
        begins = start + (start > 0 and words[start] in joining)
        ends.update(begins + len(n) for n in split if words[begins : begins + len(n)] == n)
        if start:
            ends.update(start + len(n) for n in passed if words[start : start + len(n)] == n)
            year = start + (words[start] == _ABOUT)
            ends.update({year + 1} if words[year : year + 1] and words[year] in years else ())
    return len(words) in ends


def _year(text: KnownText) -> str:
    return text.record.publication.date[:4]


def _names(text: KnownText) -> Iterable[str]:
    record = text.record
    yield from (record.id, record.title.de, record.title.en)
    for person in record.authors:
        yield from _person(person)


def _short_names(text: KnownText) -> Iterable[str]:
    title = text.record.title
    main = main_title(title.en)
    yield from dict.fromkeys((main_title(title.de), main, without_article(main)))
    yield from (without_article(person.family) for person in text.record.authors)


def voices(record: Record) -> Iterable[str]:
    """Give the names of those who wrote a text or speak in it."""
    people = list(record.authors)
    for speaker in record.speakers.values():
        yield from (speaker.name.de, speaker.name.en)
        people += [speaker.person] if speaker.person else []
    for person in people:
        yield from _person(person)


def _person(person: Person) -> Iterable[str]:
    yield person.family
    if person.given:
        yield f"{person.given} {person.family}"
        yield f"{person.family} {person.given}"


def plain_name(words: str) -> str:
    """Write a name without case, accents and punctuation."""
    folded = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return " ".join(kept.split())


def example(texts: Sequence[KnownText]) -> str:
    """Give a reference as it could be written."""
    return f"{texts[0].id if texts else 'mytext'}:3.4"
