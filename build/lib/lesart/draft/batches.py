"""Gather what is to be drafted into questions, parted at the ends of paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from lesart.core.references import paragraph_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """Name a segment that wants a draft, with its words."""

    id: str
    text: str


def gather(wanted: Iterable[Wanted], longest: int, together: bool) -> list[tuple[Wanted, ...]]:
    """
    Make questions of at most *longest* characters, in order.

    A question holds whole paragraphs, so that the engine sees the sentences around each; a
    paragraph that is too long is parted between its sentences. Without *together* each question is
    one sentence.

    >>> [[w.id for w in q] for q in gather([Wanted("1.1", "Eins."), Wanted("1.2", "Zwei."),
    ...                                     Wanted("2.1", "Drei und vier.")], 20, True)]
    [['1.1', '1.2'], ['2.1']]
    """
    if not together:
        return [(one,) for one in wanted]
    questions: list[tuple[Wanted, ...]] = []
    for _, paragraph in groupby(wanted, key=lambda one: paragraph_of(one.id)):
        for number, part in enumerate(_parts(list(paragraph), longest)):
            if questions and not number and _size((*questions[-1], *part)) <= longest:
                questions[-1] = (*questions[-1], *part)
            else:
                questions.append(part)
    return questions


def _parts(paragraph: Sequence[Wanted], longest: int) -> list[tuple[Wanted, ...]]:
    parts: list[tuple[Wanted, ...]] = [()]
    for one in paragraph:
        if parts[-1] and _size((*parts[-1], one)) > longest:
            parts.append(())
        parts[-1] = (*parts[-1], one)
    return parts


def _size(question: Sequence[Wanted]) -> int:
    """Count the characters of a question, line ends included."""
    return sum(len(one.text) + 1 for one in question) - 1
