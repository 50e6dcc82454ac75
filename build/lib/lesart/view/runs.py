"""
Cut the words of a sentence into runs, by what stands over them and between them.

Over words stand emendations and terms, between them calls of notes; at a word names are counted.
What the original sets apart (italics and the like) cuts no runs: each run holds its own styles, and
`pieces` gives its words by them.
Every form of the edition sets the same runs. A run is emended as a whole or not at all, and is a
term as a whole or not at all:

- Of terms that overlap, the first stays.
- Where an emended run and a term touch, the run is the place of the term; it is no link to the
  glossary, for it is one to the apparatus.
- A call within a run comes after it, and so does the mark of words left out.
- At one character the author's notes are called before those of the editors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import get_args

from lesart.model import Mark, Note, Occurrence, Style, StyleKind
from lesart.view.author_calls import PlacedCall
from lesart.view.calls import Call

# The outermost first.
STYLE_ORDER: tuple[StyleKind, ...] = get_args(StyleKind)


@dataclass(frozen=True, slots=True)
class Run:
    """
    Hold words that are set alike, or a sign between words, which has none.

    `emended` is the number, 1-based, of the emendation of the segment, 0 where there is none: with
    no words, some were left out. `term` is the id of a term; it is the `first` of its kind where
    it may link with the glossary and none before it did. `names` are the ids of names that begin
    in these words. `note` is called here, or with `author_call` one of the author's. `styles` count
    characters of the run.
    """

    words: str = ""
    emended: int = 0
    term: str = ""
    first: bool = False
    names: tuple[str, ...] = ()
    note: Note | None = None
    author_call: PlacedCall | None = None
    styles: tuple[Style, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold words of a run that are styled alike; the outermost style comes first."""

    words: str
    styles: tuple[StyleKind, ...] = ()


def pieces(run: Run) -> list[Piece]:
    """
    Cut the words of a run by their styles.

    >>> run = Run("abcd", styles=(Style(1, 3, "bold"), Style(2, 4, "italic")))
    >>> [(piece.words, *piece.styles) for piece in pieces(run)]
    [('a',), ('b', 'bold'), ('c', 'italic', 'bold'), ('d', 'italic')]
    """
    ends = sorted({0, len(run.words), *(at for s in run.styles for at in (s.start, s.end))})
    made = []
    for start, end in pairwise(ends):
        over = {style.kind for style in run.styles if style.start <= start and end <= style.end}
        made.append(Piece(run.words[start:end], tuple(k for k in STYLE_ORDER if k in over)))
    return made


@dataclass(frozen=True, slots=True)
class Over:
    """Hold what else the original has over and between the words of a segment or unit."""

    styles: Sequence[Style] = ()
    calls: Sequence[PlacedCall] = ()


NOTHING_OVER = Over()


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    run: Run


def cut(
    words: str,
    marks: Sequence[Mark] = (),
    terms: Iterable[Occurrence] = (),
    calls: Iterable[Call] = (),
    seen: set[str] | None = None,
    names: Iterable[Occurrence] = (),
    over: Over = NOTHING_OVER,
) -> list[Run]:
    """
    Cut the words of a segment or unit; the words of the runs together are *words*.

    *seen* are the terms that stood before on this side of the paragraph; those of the sentence are
    put in. What does not fit the words (an emendation or a style beyond their end) is left out.

    >>> places = [Occurrence("1.1", 1, 3, "t", "bc")]
    >>> [(run.words, run.term, run.first) for run in cut("abcd", terms=places)]
    [('a', '', False), ('bc', 't', True), ('d', '', False)]
    """
    spans, signs = _spans(words, marks, terms)
    signs += [(call.at, Run(author_call=call)) for call in over.calls]
    signs += [(call.at, Run(note=call.note)) for call in calls]
    signs = [(_behind(at, spans, len(words)), sign) for at, sign in signs]
    starts: dict[int, tuple[str, ...]] = {}
    for one in names:
        at = min([one.start, *(span.start for span in spans if span.start < one.start < span.end)])
        if 0 <= at < len(words):
            starts[at] = (*starts.get(at, ()), one.term)
    known = set() if seen is None else seen
    runs = _runs(words, spans, sorted(signs, key=lambda sign: sign[0]), starts, known)
    return list(_styled(runs, [s for s in over.styles if 0 <= s.start < s.end <= len(words)]))


def _styled(runs: Iterable[Run], styles: Sequence[Style]) -> Iterator[Run]:
    """Give each run the styles of its words."""
    begin = 0
    for run in runs:
        end = begin + len(run.words)
        own = tuple(
            replace(s, start=max(s.start, begin) - begin, end=min(s.end, end) - begin)
            for s in styles
            if s.start < end and begin < s.end
        )
        yield replace(run, styles=own) if own else run
        begin = end


def _spans(
    words: str, marks: Sequence[Mark], terms: Iterable[Occurrence]
) -> tuple[list[_Span], list[tuple[int, Run]]]:
    """Give what stands over the words, without overlaps, and where words were left out."""
    spans: list[_Span] = []
    signs: list[tuple[int, Run]] = []
    done = 0
    for number, mark in enumerate(marks, 1):
        if done <= mark.start <= mark.end <= len(words):
            done = mark.end
            if mark.start == mark.end:
                signs.append((done, Run(emended=number)))
            else:
                spans.append(_Span(mark.start, done, Run(words[mark.start : done], number)))
    done = 0
    for one in sorted(terms, key=lambda term: term.start):
        touched = [
            n for n, span in enumerate(spans) if one.start < span.end and span.start < one.end
        ]
        if touched and spans[touched[0]].run.emended:
            n = touched[0]
            if not spans[n].run.term:
                spans[n] = replace(spans[n], run=replace(spans[n].run, term=one.term))
        elif done <= one.start < one.end <= len(words) and not touched:
            done = one.end
            run = Run(words[one.start : done], term=one.term, first=True)
            spans.append(_Span(one.start, done, run))
    return sorted(spans, key=lambda span: span.start), signs


def _behind(at: int, spans: Sequence[_Span], size: int) -> int:
    """Move what stands within a span to its end."""
    return next((span.end for span in spans if span.start < at < span.end), min(max(at, 0), size))


def _runs(
    words: str,
    spans: Sequence[_Span],
    signs: Sequence[tuple[int, Run]],
    names: dict[int, tuple[str, ...]],
    seen: set[str],
) -> Iterator[Run]:
    begun = {span.start: span for span in spans}
    within = {at for span in spans for at in range(span.start + 1, span.end)}
    points = {0, len(words), *names, *(at for at, _ in signs), *begun, *(s.end for s in spans)}
    ordered = sorted(points - within)
    for start, end in zip(ordered, [*ordered[1:], len(words)], strict=True):
        yield from (sign for at, sign in signs if at == start)
        if start < end:
            run = begun[start].run if start in begun else Run(words[start:end])
            first = run.first and run.term not in seen
            seen |= {run.term} if first else set()
            yield replace(run, first=first, names=names.get(start, ()))
