"""Say of each translation unit how its sentences correspond, and who joined them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lesart.align import Bead
from lesart.core.references import LINES
from lesart.core.sentences import split_sentences
from lesart.model import Row, TranslationUnit
from lesart.translation.units import NOT_TRANSLATED

Relation = Literal["one-to-one", "joined", "split", "regrouped", "omitted", "added", "unknown"]
"""How sentences correspond: *regrouped* are several of either side, *unknown* those withheld."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """
    Count how far a translation reaches: sentences of the original, and units.

    `aligner`, `editor` and `engine` are units by who joined them; `least` is the lowest confidence
    of a unit that the aligner joined, 1 where there is none.
    """

    sentences: int
    translated: int
    relations: dict[str, int]
    aligner: int
    editor: int
    engine: int
    least: float


def relation_of_counts(source: int, target: int) -> Relation:
    """
    Name how so many sentences of the source and of the target correspond.

    >>> [relation_of_counts(*pair) for pair in ((1, 1), (2, 1), (1, 3), (2, 2), (1, 0), (0, 1))]
    ['one-to-one', 'joined', 'split', 'regrouped', 'omitted', 'added']
    """
    if not source or not target:
        return "added" if target else "omitted"
    if source > 1 and target > 1:
        return "regrouped"
    return "joined" if source > 1 else "split" if target > 1 else "one-to-one"


def relation_of_bead(bead: Bead) -> Relation:
    """Name how the sentences of a bead correspond."""
    return relation_of_counts(len(bead.source), len(bead.target))


def relation_of(unit: TranslationUnit) -> Relation:
    """Name how the sentences of a unit correspond; headings and lines of names are one sentence."""
    if unit.text == NOT_TRANSLATED:
        return "omitted"
    if not unit.text:
        return "unknown"
    line = not unit.segments or unit.segments[0] in LINES
    target = 1 if line else len(split_sentences(unit.text, "en"))
    return relation_of_counts(max(1, len(unit.segments)), target)


def joined_by(unit: TranslationUnit) -> str:
    """
    Say who joined a unit: the aligner, an editor, or the engine that drafted it.

    >>> joined_by(TranslationUnit("1.1", ("1.1",), "Words.", "aligned", confidence=0.9))
    'aligner'
    """
    if unit.state == "aligned":
        return "aligner"
    return "engine" if unit.state == "draft" and unit.origin else "editor"


def coverage_of(rows: Iterable[Row]) -> Coverage:
    """Count how far the translation of a text reaches."""
    listed = list(rows)
    return coverage(
        [segment.id for row in listed for segment in row.segments],
        [unit for row in listed for unit in row.units],
    )


def coverage(segments: Sequence[str], units: Sequence[TranslationUnit]) -> Coverage:
    """Count how far *units* reach over the ids of a text's sentences."""
    relations = Counter(relation_of(unit) for unit in units)
    reached = {id_ for unit in units if unit.text != NOT_TRANSLATED for id_ in unit.segments}
    by = Counter(joined_by(unit) for unit in units)
    sure = [unit.confidence for unit in units if unit.state == "aligned"]
    return Coverage(
        sentences=len(segments),
        translated=sum(id_ in reached for id_ in segments),
        relations=dict(sorted(relations.items())),
        aligner=by["aligner"],
        editor=by["editor"],
        engine=by["engine"],
        least=min(sure, default=1.0),
    )


def told(reach: Coverage) -> str:
    """
    Put in a line how far a translation reaches.

    >>> told(Coverage(9, 8, {"joined": 1, "one-to-one": 6}, 5, 2, 0, 0.71))
    '8 of 9 sentences translated; 6 one-to-one, 1 joined; 5 units joined by the aligner alone, \
the least sure 0.71'
    """
    kinds = sorted(reach.relations.items(), key=lambda pair: -pair[1])
    parts = [
        f"{reach.translated:,} of {reach.sentences:,} sentences translated",
        ", ".join(f"{number:,} {name}" for name, number in kinds),
    ]
    if reach.aligner:
        said = f"{reach.aligner:,} units joined by the aligner alone, the least sure"
        parts.append(f"{said} {reach.least:.2f}")
    return "; ".join(part for part in parts if part)
