"""
Read and write references: `siemons:3.4`, `siemons:3`, `siemons:3.4-3.6`, and the ids inside them.

A paragraph id is a number, perhaps with a suffix where a paragraph was split (`3`, `3a`), or a
name (`title`, `lead`, `author`). Headings and the author's own notes are counted apart from the
running text (`h2`, `fn3`). A segment id adds the sentence, or the line of verse (`3.4`, `3.4a`,
`lead.1`, `fn3.1`); `title` and `author` are one segment each and keep their bare name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NAMES = ("title", "lead", "author")
LINES = ("title", "author")
SERIES = {"heading": "h", "note": "fn"}
"""What stands before the number of a paragraph, by the role that is counted on its own."""

_PARAGRAPH = r"(?:(?:h|fn)?[1-9][0-9]{0,4}[a-z]?|title|lead|author)"
_ID = rf"{_PARAGRAPH}(?:\.[1-9][0-9]{{0,4}}[a-z]?)?"
_TEXT = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_RANGE = re.compile(rf"({_ID})(?:-({_ID}))?")
_REFERENCE = re.compile(rf"({_TEXT}):({_ID})(?:-({_ID}))?")
_SEGMENT = re.compile(rf"(?:title|author|{_PARAGRAPH}\.[1-9][0-9]{{0,4}}[a-z]?)")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Reference:
    """
    Name a paragraph, a segment or a range of either in one text; `last` is `first` for one.

    >>> print(Reference("siemons", "3.4", "3.6"))
    siemons:3.4-3.6
    """

    text: str
    first: str
    last: str

    def __str__(self) -> str:
        return f"{self.text}:{join_range(self.first, self.last)}"


def parse_reference(written: str) -> Reference | None:
    """
    Read a reference as the edition writes it, or return None.

    Only the form is read; whether the place exists is for `resolve` to say. A range holds two
    ids of one kind, both paragraphs or both segments.

    >>> parse_reference("siemons:3-5")
    Reference(text='siemons', first='3', last='5')
    >>> parse_reference("siemons:3-5.1") is None
    True
    """
    found = _REFERENCE.fullmatch(written) if len(written) <= _LONGEST else None
    if not found:
        return None
    first, last = found[2], found[3] or found[2]
    same_kind = is_segment(first) == is_segment(last) or bool({first, last} & set(LINES))
    return Reference(found[1], first, last) if same_kind else None


def is_text_id(written: str) -> bool:
    """Tell whether *written* can name a text: lower-case ASCII, digits, single hyphens."""
    return len(written) <= _LONGEST and re.fullmatch(_TEXT, written) is not None


def is_segment(written: str) -> bool:
    """
    Tell whether *written* is a segment id.

    >>> [is_segment(i) for i in ("3.4", "3.4a", "title", "fn3.1", "3", "3.", "03.1", "h2")]
    [True, True, True, True, False, False, False, False]
    """
    return len(written) <= _LONGEST and _SEGMENT.fullmatch(written) is not None


def series_of(id_: str) -> str:
    """
    Give what stands before the number of an id; nothing for the running text.

    >>> series_of("h2"), series_of("fn3.1"), series_of("3.4"), series_of("lead.1")
    ('h', 'fn', '', 'lead')
    """
    return re.split(r"[0-9.]", id_, maxsplit=1)[0]


def is_paragraph(written: str) -> bool:
    """Tell whether *written* is a paragraph id."""
    return len(written) <= _LONGEST and re.fullmatch(_PARAGRAPH, written) is not None


def paragraph_of(segment: str) -> str:
    """
    Give the id of the paragraph in which a segment stands.

    >>> paragraph_of("3.4a"), paragraph_of("lead.1"), paragraph_of("title")
    ('3', 'lead', 'title')
    """
    return segment.partition(".")[0]


def split_range(written: str) -> tuple[str, str] | None:
    """
    Split `3.2-3.3` into its two ids; a single id gives itself twice, anything else None.

    >>> split_range("3.2-3.3"), split_range("title"), split_range("3.2-")
    (('3.2', '3.3'), ('title', 'title'), None)
    """
    found = _RANGE.fullmatch(written) if len(written) <= _LONGEST else None
    return (found[1], found[2] or found[1]) if found else None


def join_range(first: str, last: str) -> str:
    """
    Write a range; one id stands alone.

    >>> join_range("3.2", "3.3"), join_range("3", "3")
    ('3.2-3.3', '3')
    """
    return first if first == last else f"{first}-{last}"


def expand(written: str, ids: Sequence[str]) -> tuple[str, ...]:
    """
    List the segment ids that *written* covers, in the order of *ids*, a ledger's ids.

    The range may be of segments or of paragraphs. The result is empty where the id or range is
    malformed, reversed, or names what *ids* does not hold.

    >>> expand("1-2", ["title", "1.1", "1.2", "2.1", "3.1"])
    ('1.1', '1.2', '2.1')
    """
    ends = split_range(written)
    if not ends:
        return ()
    first = next((n for n, id_ in enumerate(ids) if ends[0] in (id_, paragraph_of(id_))), None)
    last = next(
        (n for n in reversed(range(len(ids))) if ends[1] in (ids[n], paragraph_of(ids[n]))), None
    )
    if first is None or last is None or last < first:
        return ()
    return tuple(ids[first : last + 1])


def span(written: str, places: Mapping[str, int]) -> range:
    """
    Give the places that a segment or range covers; none where *places* does not know its ends.

    *places* numbers the segment ids of a ledger.

    >>> span("1.1-1.2", {"title": 0, "1.1": 1, "1.2": 2}), span("9.9", {"1.1": 0})
    (range(1, 3), range(0, 0))
    """
    first, last = split_range(written) or ("", "")
    known = first in places and last in places
    return range(places[first], places[last] + 1) if known else range(0)


def dom_id(id_: str) -> str:
    """
    Give the id of a paragraph or segment as it stands in a page's address.

    >>> dom_id("3"), dom_id("3.4"), dom_id("lead.1"), dom_id("h2")
    ('p3', 'p3.4', 'lead.1', 'h2')
    """
    return f"p{id_}" if id_[0].isdigit() else id_


def note_dom_id(note_id: str) -> str:
    """
    Give the id of a note as it stands in a page's address.

    >>> note_dom_id("3.4a"), note_dom_id("lead.2b")
    ('n3.4a', 'nlead.2b')
    """
    return f"n{note_id}"


def emendation_id(segment: str, number: int) -> str:
    """
    Give the id of the apparatus entry for the emendation *number*, 1-based, of a segment.

    >>> emendation_id("3.4", 1)
    'emended-3.4-1'
    """
    return f"emended-{segment}-{number}"
