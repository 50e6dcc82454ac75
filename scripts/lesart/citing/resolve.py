"""
Find the place that a reference means, or the nearest that there is.

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
from dataclasses import dataclass, field, replace

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.reference_forms import (
    Side,
    Written,
    main_title,
    read_reference,
    refuse,
    without_article,
)
from lesart.core.references import LINES, dom_id, is_segment, join_range, paragraph_of
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


@dataclass(frozen=True, slots=True)
class Resolved:
    """
    Hold the place that a reference means: a text, and in it one place, a range, or a note.

    `remark` says what became of an id that is gone.
    """

    text: str
    first: str = ""
    last: str = ""
    note: str = ""
    side: Side = ""
    version: str = ""
    remark: str = ""

    def __str__(self) -> str:
        if self.note:
            return f"note:{self.text}/{self.note}"
        return f"{self.text}:{join_range(self.first, self.last)}" if self.first else self.text

    @property
    def fragments(self) -> tuple[str, ...]:
        """Give the ids in the page: none for a whole text, two for a range."""
        if self.note:
            return (f"n{self.note}",)
        suffix = f"-{self.side}" if self.side and self.first == self.last else ""
        ends = dict.fromkeys((self.first, self.last))
        return tuple(dom_id(end) + suffix for end in ends if end)


def resolve(written: str, texts: Sequence[KnownText]) -> tuple[Resolved, Finding | None]:
    """
    Find the place that *written* means in one of the *texts*.

    A reference that is near but wrong gives the nearest place that exists, and the finding that
    says so. Raises EditionError, with one finding, where there is no nearest either.
    """
    shown = "".join(c if c.isprintable() else " " for c in written[:80])
    where = Location(reference=" ".join(shown.split()))
    try:
        found, finding = _resolve(read_reference(written), written, texts)
    except EditionError as error:
        raise EditionError(replace(one, where=where) for one in error.findings) from None
    return found, replace(finding, where=where) if finding else None


def require(written: str, texts: Sequence[KnownText]) -> Resolved:
    """Find the place that *written* means, and raise EditionError where it is not exactly there."""
    found, finding = resolve(written, texts)
    if finding:
        raise EditionError(finding)
    return found


def _resolve(
    asked: Written, written: str, texts: Sequence[KnownText]
) -> tuple[Resolved, Finding | None]:
    whole = _named(written, texts)
    if len(whole) == 1:
        return Resolved(whole[0].id), None
    text, wrong_text = _text(asked, texts)
    if asked.speaker and _plain(asked.speaker) not in map(_plain, _voices(text.record)):
        message = f"“[{asked.speaker[:60]}]” is no place in {text.id}, and nobody who speaks there"
        raise refuse("P010", message, f"write: {_example(texts)}")
    wrong_version = None
    if asked.version and asked.version not in text.versions:
        message = f"{text.id} has no version {asked.version}"
        wrong_version = _fault("P014", message, f"released: {', '.join(text.versions) or 'none'}")
        asked = replace(asked, version="")
    found, wrong_place = _note(asked, text) if asked.note else _place(asked, text)
    if finding := wrong_text or wrong_place:
        return found, replace(finding, hint=f"the nearest is {found}")
    return found, wrong_version


# Texts


def _text(asked: Written, texts: Sequence[KnownText]) -> tuple[KnownText, Finding | None]:
    if not asked.name:
        raise refuse("P007", "the reference names no text", f"write: {_example(texts)}")
    text, finding = _one(asked.name, texts)
    if asked.other:
        other, _ = _one(asked.other, texts)
        if other.id != text.id:
            message = f"the range goes over two texts, {text.id} and {other.id}"
            raise refuse("P008", message, "give a reference for each")
    return text, finding


def _one(name: str, texts: Sequence[KnownText]) -> tuple[KnownText, Finding | None]:
    found = _named(name, texts)
    if len(found) == 1:
        return found[0], None
    if found:
        message = f"“{name[:60]}” names more than one text"
        raise refuse("P009", message, "write the id: " + ", ".join(t.id for t in found))
    head = re.split(r"[:,\s]", name)[0]
    if _named(head, texts) and head != name:
        rest = name[len(head) :].strip(" :,")
        message = f"“{rest[:60]}” is no place in a text"
        raise refuse("P010", message, f"write: {_example(texts)}")
    named = ((one, text) for text in texts for one in (*_names(text), *_short_names(text)))
    known = {_plain(one): text for one, text in named if len(one) > 2}
    near = difflib.get_close_matches(_plain(name), known, 1, _ALIKE)
    message = f"the edition has no text “{name[:60]}”"
    if not near:
        raise refuse(
            "P011", message, "its texts: " + (", ".join(t.id for t in texts) or "none yet")
        )
    text = known[near[0]]
    return text, _fault("P011", message)


def _named(name: str, texts: Sequence[KnownText]) -> list[KnownText]:
    """Give the texts that *name* fits in full, or else those that it fits cut short or cited."""
    exact = [text for text in texts if text.id == name]
    words = _plain(name).split()
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
    split = [one for one in (_plain(name).split() for name in names) if one]
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


def _voices(record: Record) -> Iterable[str]:
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


def _plain(words: str) -> str:
    """Write a name without case, accents and punctuation."""
    folded = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return " ".join(kept.split())


def _example(texts: Sequence[KnownText]) -> str:
    return f"{texts[0].id if texts else 'siemons'}:3.4"


# Places


def _place(asked: Written, text: KnownText) -> tuple[Resolved, Finding | None]:
    base = Resolved(text.id, side=asked.side, version=asked.version)
    if not asked.first:
        return base, None
    kinds = {"." in end for end in (asked.first, asked.last) if end not in LINES}
    if len(kinds) > 1:
        message = f"the range {asked.first} to {asked.last} joins a paragraph and a sentence"
        raise refuse("P005", message, f"write {text.id}:3-5 or {text.id}:3.4-3.6")
    ends: list[tuple[str, str]] = []
    remarks: list[str] = []
    finding: Finding | None = None
    for id_ in dict.fromkeys((asked.first, asked.last)):
        first, last, remark = _at(id_, text)
        ends.append((first, last))
        if remark:
            remarks.append(remark)
        elif (first, last) != (id_, id_):
            finding = finding or _fault("P012", f"{text.id} has no {_said(id_)}")
    order = _order(text)
    first, last = ends[0][0], ends[-1][1]
    if order.index(last) < order.index(first):
        first, last = ends[-1][0], ends[0][1]
        finding = finding or _fault("P013", "the range is reversed")
    if first != last and (first in text.paragraphs) != (last in text.paragraphs):
        first = next(iter(text.paragraphs.get(first, ())), first)
        last = next(reversed(text.paragraphs.get(last, ())), last)
    if is_segment(first) != is_segment(last):
        first, last = paragraph_of(first), paragraph_of(last)
    return replace(base, first=first, last=last, remark=" ".join(remarks)), finding


def _order(text: KnownText) -> list[str]:
    order: list[str] = []
    for paragraph, segments in text.paragraphs.items():
        order += dict.fromkeys((paragraph, *segments))
    return order


def _at(id_: str, text: KnownText) -> tuple[str, str, str]:
    """Give the ends of what stands for *id_* today, and what became of it if it is gone."""
    paragraph = paragraph_of(id_)
    segments = text.paragraphs.get(paragraph)
    if id_ in text.paragraphs or (segments and id_ in segments):
        return id_, id_, ""
    if post := text.signposts.get(id_):
        first, last = post.to.split("-")[0], post.to.split("-")[-1]
        if first and first in _order(text) and last in _order(text):
            return first, last, told(post)
        here = nearest(id_, text.paragraphs)
        return *here, told(post)
    return *nearest(id_, text.paragraphs), ""


def told(post: Signpost) -> str:
    """
    Say what became of an id that is gone.

    >>> told(Signpost("3.4", "3.4a-3.4b", "1.1", "two sentences"))
    'Since version 1.1, what was 3.4 is 3.4a-3.4b: two sentences.'
    """
    is_note = post.id.startswith("n")
    name = f"note {post.id[1:]}" if is_note else post.id
    now = post.to.removeprefix("n") if is_note else post.to
    became = f"what was {name} is {now}" if post.to else f"{name} is withdrawn"
    return f"Since version {post.since}, {became}: {post.reason.rstrip('.')}."


def nearest(id_: str, paragraphs: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """
    Give the ends of the nearest place: parts of a split one, a neighbour, or a paragraph.

    >>> nearest("3.4", {"2": ("2.1",), "3": ("3.3", "3.4a", "3.4b")}), nearest("9.1", {"2": ()})
    (('3.4a', '3.4b'), ('2', '2'))
    """
    paragraph, _, sentence = id_.partition(".")
    if paragraph not in paragraphs:
        parts = [p for p in paragraphs if p[:-1] == paragraph]
        near = min(paragraphs, key=lambda p: (_distance(p, paragraph), _value(p)))
        return (parts[0], parts[-1]) if parts else (near, near)
    segments = paragraphs[paragraph]
    if parts := [s for s in segments if s[:-1] == id_]:
        return parts[0], parts[-1]
    if not segments or not sentence:
        return paragraph, paragraph
    near = min(segments, key=lambda s: _distance(s.partition(".")[2], sentence))
    return near, near


def _distance(one: str, other: str) -> int:
    """Tell how far two numbers are apart; a name is far from any number but the first ones."""
    return abs(_value(one) - _value(other))


def _value(written: str) -> int:
    found = re.match(r"[0-9]+", written)
    return int(found[0]) if found else 100_000 if written == "author" else 0


def _said(id_: str) -> str:
    paragraph, _, sentence = id_.partition(".")
    if not sentence:
        return f"paragraph {paragraph}" if paragraph[0].isdigit() else paragraph
    return f"sentence {id_}"


def _note(asked: Written, text: KnownText) -> tuple[Resolved, Finding | None]:
    base = Resolved(text.id, note=asked.note, version=asked.version)
    if asked.note in text.notes:
        return base, None
    if post := text.signposts.get(f"n{asked.note}"):
        moved = post.to.removeprefix("n")
        if moved in text.notes:
            return replace(base, note=moved, remark=told(post)), None
        at = re.sub(r"\.?[a-z]$", "", asked.note)
        first, last, _ = _at(at, text)
        return replace(base, note="", first=first, last=last, remark=told(post)), None
    message = f"{text.id} has no note {asked.note}"
    if not text.notes:
        raise refuse("P015", message, "the text has no notes")
    near = max(text.notes, key=lambda n: difflib.SequenceMatcher(None, n, asked.note).ratio())
    return replace(base, note=near), _fault("P015", message)


def _fault(code: str, message: str, hint: str = "") -> Finding:
    return Finding(Location(), code, message, (), hint)
