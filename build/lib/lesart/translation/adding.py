"""Make a new text from an original and somebody's translation: ids, units, how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lesart.align import Bead, Side
from lesart.core import references
from lesart.core.sentences import split_sentences
from lesart.model import LedgerEntry, Paragraph, Segment, TranslationUnit, UnitLock
from lesart.source.ledger import enter, segments_of
from lesart.translation.shaping import number_paragraphs, sentences_of
from lesart.translation.units import NOT_TRANSLATED, lock

_LONGEST_TITLE = 120
_STOPS = ".!?…:"


@dataclass(frozen=True, slots=True)
class Added:
    """
    Hold a new text before it is written: its ledger, and id and words of either side.

    `units` carry the confidence of their bead; a sentence that nobody translated has `[…]`.
    """

    ledger: tuple[LedgerEntry, ...]
    german: tuple[tuple[str, str], ...]
    units: tuple[TranslationUnit, ...]

    def locks(self) -> list[UnitLock]:
        """Bind each unit to the source wording it was aligned with."""
        entries = {entry.id: entry for entry in self.ledger}
        return [lock(unit, entries, "aligned") for unit in self.units]


def make_sides(
    source: Sequence[Paragraph | str], target: Sequence[Paragraph | str]
) -> tuple[list[tuple[str, str]], Side, Side]:
    """
    Give ids to the sentences of the running text, and both sides as the aligner wants them.

    A first paragraph that is short and has no stop on either side is the title; headings are
    numbered as h1, h2, and the others from 1. Without a translation, *target* is empty, and so is
    its side.
    """
    left, right = ([_paragraph(one) for one in side] for side in (source, target))
    titled = is_titled(left, right)
    german = [
        (segment.id, segment.text or "")
        for paragraph in number_paragraphs(left, titled)
        for segment in segments_of(paragraph)
    ]
    return german, _side([words for _, words in german], german), target_side(right, titled)


def _paragraph(read: Paragraph | str) -> Paragraph:
    return read if isinstance(read, Paragraph) else Paragraph("", "paragraph", read)


def is_titled(source: Sequence[Paragraph], target: Sequence[Paragraph]) -> bool:
    """Tell whether both sides begin with a title: short, and without a stop at its end."""
    return all(
        len(side[0].text) <= _LONGEST_TITLE and side[0].text[-1] not in _STOPS
        for side in (source, target)
        if side
    )


def _side(sentences: list[str], german: Sequence[tuple[str, str]]) -> Side:
    names = list(dict.fromkeys(references.paragraph_of(id_) for id_, _ in german))
    return Side(sentences, "de", [names.index(references.paragraph_of(id_)) for id_, _ in german])


def target_side(target: Sequence[Paragraph], titled: bool) -> Side:
    """Cut a translation into sentences, as the aligner wants them; *titled* with a title first."""
    blocks = [[target[0].text]] if titled and target else []
    blocks += [sentences_of(paragraph, "en") for paragraph in target[titled:]]
    sentences = [sentence for block in blocks for sentence in block]
    return Side(sentences, "en", [n for n, block in enumerate(blocks) for _ in block])


def bring_together(
    german: Sequence[tuple[str, str]], target: Side, beads: Sequence[Bead], version: str
) -> Added:
    """
    Turn beads into translation units.

    English sentences without a German one go to the unit before them, or to the first. A bead
    over two paragraphs keeps its English in the first; what is left without any is `[…]`.
    """
    pending: list[str] = []
    made: list[tuple[list[str], list[str], float]] = []
    for bead in beads:
        words = [target.sentences[at] for at in bead.target]
        if not bead.source:
            if made:
                made[-1] = (made[-1][0], made[-1][1] + words, min(made[-1][2], bead.confidence))
            else:
                pending += words
            continue
        ids = [german[at][0] for at in bead.source]
        for number, part in enumerate(_by_paragraph(ids)):
            here = pending + words if not number else []
            sure = bead.confidence if len(part) == len(ids) else min(bead.confidence, 0.5)
            made.append((part, here, sure))
            pending = []
    ledger = tuple(enter(id_, words, version) for id_, words in german)
    units = tuple(
        TranslationUnit(
            references.join_range(ids[0], ids[-1]),
            tuple(ids),
            " ".join(words) or NOT_TRANSLATED,
            "aligned",
            confidence=sure,
        )
        for ids, words, sure in made
    )
    return Added(ledger, tuple(german), units)


def _by_paragraph(ids: Sequence[str]) -> list[list[str]]:
    parts: dict[str, list[str]] = {}
    for id_ in ids:
        parts.setdefault(references.paragraph_of(id_), []).append(id_)
    return list(parts.values())


def without_translation(german: Sequence[tuple[str, str]], version: str) -> Added:
    """Make a text that nobody has translated yet: ids for its sentences, and no units."""
    return Added(tuple(enter(id_, words, version) for id_, words in german), tuple(german), ())


def with_notes(
    added: Added, notes: Sequence[Segment], units: Sequence[TranslationUnit], version: str
) -> Added:
    """Add the author's notes and their units behind the running text."""
    return Added(
        (*added.ledger, *(enter(one.id, one.text or "", version) for one in notes)),
        (*added.german, *((one.id, one.text or "") for one in notes)),
        (*added.units, *units),
    )


def align_again(
    units: Sequence[TranslationUnit], ids: Sequence[str]
) -> tuple[Side, list[Bead], list[int]]:
    """
    Lay out a translation for a second opinion: its sentences, its units as beads, and which
    segments each sentence was given to.

    The beads name positions in *ids* and in the sentences.
    """
    place = {id_: at for at, id_ in enumerate(ids)}
    sentences: list[str] = []
    beads: list[Bead] = []
    owner: list[int] = []
    for number, unit in enumerate(units):
        own = [] if unit.text == NOT_TRANSLATED else _own_sentences(unit)
        target = tuple(range(len(sentences), len(sentences) + len(own)))
        beads.append(Bead(tuple(place[id_] for id_ in unit.segments), target, unit.confidence))
        sentences += own
        owner += [number] * len(own)
    return Side(sentences, "en"), beads, owner


def _own_sentences(unit: TranslationUnit) -> list[str]:
    if unit.segments[0] in references.LINES:
        return [unit.text]
    return split_sentences(unit.text, "en")


def realigned(
    units: Sequence[TranslationUnit], target: Side, beads: Sequence[Bead], ids: Sequence[str]
) -> list[TranslationUnit]:
    """Make units of new beads; a bead that is a reviewed unit's stays that unit as it is."""
    kept = {unit.segments: unit for unit in units if unit.state == "reviewed"}
    german = [(id_, "") for id_ in ids]
    made = bring_together(german, target, beads, "").units
    return [kept.get(unit.segments, unit) for unit in made]
