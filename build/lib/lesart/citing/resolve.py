"""Find the place that a reference means, or the nearest that there is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lesart.annotation.text_signposts import led_on, told_of_text
from lesart.citing.known_texts import (
    KnownText,
    example,
    meant_text,
    named_texts,
    plain_name,
    voices,
)
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.reference_forms import Side, Written, read_reference, refuse
from lesart.core.references import (
    LINES,
    SERIES,
    dom_id,
    is_segment,
    join_range,
    paragraph_of,
    series_of,
)
from lesart.model import Signpost


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


def resolve(
    written: str, texts: Sequence[KnownText], gone: Sequence[Signpost] = ()
) -> tuple[Resolved, Finding | None]:
    """
    Find the place that *written* means in one of the *texts*; *gone* leads on from ids of others.

    A reference that is near but wrong gives the nearest place that exists, and the finding that
    says so. Raises EditionError, with one finding, where there is no nearest either.
    """
    shown = "".join(c if c.isprintable() else " " for c in written[:80])
    where = Location(reference=" ".join(shown.split()))
    try:
        found, finding = _led_on(read_reference(written), written, texts, gone)
    except EditionError as error:
        raise EditionError(replace(one, where=where) for one in error.findings) from None
    return found, replace(finding, where=where) if finding else None


def require(written: str, texts: Sequence[KnownText], gone: Sequence[Signpost] = ()) -> Resolved:
    """Find the place that *written* means, and raise EditionError where it is not exactly there."""
    found, finding = resolve(written, texts, gone)
    if finding:
        raise EditionError(finding)
    return found


def _led_on(
    asked: Written, written: str, texts: Sequence[KnownText], gone: Sequence[Signpost]
) -> tuple[Resolved, Finding | None]:
    """Find the place, in the text that stands today for one that is gone."""
    name = asked.name or written.strip()
    post = None if any(text.id == name for text in texts) else led_on(name, gone)
    if post is None:
        return _resolve(asked, written, texts)
    said = told_of_text(name, post)
    if not any(text.id == post.to for text in texts):
        raise refuse("P018", said[:1].lower() + said[1:-1], "see the page of the text")
    whole = "" if asked.first or asked.note else post.to
    found, finding = _resolve(replace(asked, name=post.to), whole, texts)
    return replace(found, remark=" ".join(filter(None, (said, found.remark)))), finding


def _resolve(
    asked: Written, written: str, texts: Sequence[KnownText]
) -> tuple[Resolved, Finding | None]:
    whole = named_texts(written, texts)
    if len(whole) == 1:
        return Resolved(whole[0].id), None
    text, wrong_text = meant_text(asked, texts)
    if asked.speaker and plain_name(asked.speaker) not in map(plain_name, voices(text.record)):
        message = f"“[{asked.speaker[:60]}]” is no place in {text.id}, and nobody who speaks there"
        raise refuse("P010", message, f"write: {example(texts)}")
    wrong_version = None
    if asked.version and asked.version not in text.versions:
        message = f"{text.id} has no version {asked.version}"
        wrong_version = _fault("P014", message, f"released: {', '.join(text.versions) or 'none'}")
        asked = replace(asked, version="")
    found, wrong_place = _note(asked, text) if asked.note else _place(asked, text)
    if finding := wrong_text or wrong_place:
        return found, replace(finding, hint=f"the nearest is {found}")
    return found, wrong_version


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
        series = series_of(paragraph)
        alike = [p for p in paragraphs if series in SERIES.values() and series_of(p) == series]
        near = min(alike or paragraphs, key=lambda p: (_distance(p, paragraph), _value(p)))
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
    found = re.search(r"[0-9]+", written)
    return int(found[0]) if found else 100_000 if written == "author" else 0


def _said(id_: str) -> str:
    paragraph, _, sentence = id_.partition(".")
    if not sentence:
        series = series_of(paragraph)
        kind = {"": "paragraph", "h": "heading", "fn": "footnote"}.get(series)
        return f"{kind} {paragraph.removeprefix(series)}" if kind else paragraph
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
