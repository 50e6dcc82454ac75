"""Give the paragraphs of a file their ids, and bring the author's notes of two files together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lesart.align import Bead, Side
from lesart.core import references
from lesart.core.findings import Finding, Location
from lesart.core.sentences import split_sentences
from lesart.model import Paragraph, Segment, TranslationUnit
from lesart.source.ledger import segments_of
from lesart.translation.units import NOT_TRANSLATED

_BY_NUMBER = 0.9
_BY_ORDER = 0.5
"""How sure a pair of notes is: as many notes on both sides, or fewer on one of them."""
_BY_LINE = 0.9
"""How sure a pair of lines is in stanzas of as many lines."""


def number_paragraphs(read: Sequence[Paragraph], titled: bool) -> tuple[Paragraph, ...]:
    """
    Give ids: the title if there is one, headings and the author's notes apart, the rest from 1.

    >>> read = [Paragraph("", role, "Wort") for role in ("heading", "heading", "quote", "note")]
    >>> [one.id for one in number_paragraphs(read, True)]
    ['title', 'h1', '1', 'fn1']
    """
    made: list[Paragraph] = []
    counts: dict[str, int] = {}
    for number, paragraph in enumerate(read):
        if titled and not number:
            made.append(replace(paragraph, id="title", role="title", level=0, lines=()))
            continue
        series = references.SERIES.get(paragraph.role, "")
        counts[series] = counts.get(series, 0) + 1
        made.append(replace(paragraph, id=f"{series}{counts[series]}"))
    return tuple(made)


def split_notes(read: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Part the running text from the author's notes."""
    return [p for p in read if p.role != "note"], [p for p in read if p.role == "note"]


def sentences_of(paragraph: Paragraph, language: str) -> list[str]:
    """Cut a paragraph into its lines of verse, or else its sentences."""
    if paragraph.lines:
        return [segment.text or "" for segment in segments_of(replace(paragraph, id="1"))]
    return split_sentences(paragraph.text, language)


def pair_notes(
    source: Sequence[Sequence[Segment]], target: Sequence[Paragraph]
) -> list[TranslationUnit]:
    """
    Make a unit of each of the author's notes with the translation's note of the same number.

    What the translation has more goes to the last note, so that no word is lost.
    """
    sure = _BY_NUMBER if len(source) == len(target) else _BY_ORDER
    units: list[TranslationUnit] = []
    for number, segments in enumerate(source):
        last = number == len(source) - 1
        words = [p.text for p in (target[number:] if last else target[number : number + 1])]
        ids = tuple(segment.id for segment in segments)
        units.append(
            TranslationUnit(
                references.join_range(ids[0], ids[-1]),
                ids,
                " ".join(words) or NOT_TRANSLATED,
                "aligned",
                confidence=sure,
            )
        )
    return units


def uneven_notes(translation: Path, own: int, their: int) -> Finding:
    """Warn that the two sides have not the same number of footnotes."""
    message = f"the original has {own} footnotes and the translation {their}; paired by their order"
    hint = "look at the units of the notes; what one side has more stands in the last one"
    return Finding(Location(str(translation)), "A009", message, (), hint, "warning")


def lost_styles(translation: Path, paragraphs: Sequence[Paragraph]) -> list[Finding]:
    """Warn that the emphasis of a translation is left out, as units hold words alone."""
    found = [p.text[s.start : s.end] for p in paragraphs for s in p.styles]
    if not found:
        return []
    message = f"left out (emphasis in the translation: {len(found)}); that of the original is kept"
    shown = tuple(words[:80] for words in found[:5])
    return [Finding(Location(str(translation)), "A017", message, shown, "", "warning")]


def verse_anchors(
    read: tuple[Sequence[Paragraph], Sequence[Paragraph]], sides: tuple[Side, Side]
) -> list[Bead]:
    """
    Join verse line by line, where both sides have as many stanzas, each with as many lines.

    *sides* number their paragraphs as they were *read*. Elsewhere the aligner decides.
    """
    stanzas = [
        [_places(side, number) for number, one in enumerate(paragraphs) if one.role == "verse"]
        for paragraphs, side in zip(read, sides, strict=True)
    ]
    if [len(lines) for lines in stanzas[0]] != [len(lines) for lines in stanzas[1]]:
        return []
    return [
        Bead((line,), (other,), _BY_LINE)
        for one, two in zip(*stanzas, strict=True)
        for line, other in zip(one, two, strict=True)
    ]


def _places(side: Side, paragraph: int) -> list[int]:
    return [at for at, number in enumerate(side.paragraphs) if number == paragraph]
