"""Weave marks into words: links over runs of them, and signs between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class Run:
    """Put `element`, which holds them already, in the place of words: `end` is exclusive."""

    start: int
    end: int
    element: Element


@dataclass(frozen=True, slots=True)
class Sign:
    """Put `element` before the character `at`; within a run it comes after the run."""

    at: int
    element: Element


def weave(words: str, runs: Iterable[Run], signs: Sequence[Sign] = ()) -> list[Element | str]:
    """
    Give *words* with what belongs into them; of runs that overlap the first given stays.

    >>> from lesart.render.html_make import make
    >>> mark, call = make("b", "bc"), make("sup", "1")
    >>> [p if isinstance(p, str) else p.tag for p in weave("abcd", [Run(1, 3, mark)],
    ...                                                    [Sign(2, call)])]
    ['a', 'b', 'sup', 'd']
    """
    kept: list[Run] = []
    for run in runs:
        if 0 <= run.start <= run.end <= len(words) and not any(
            run.start < other.end and other.start < run.end for other in kept
        ):
            kept.append(run)
    parts: list[Element | str] = []
    waiting = sorted(signs, key=lambda sign: sign.at)
    done = 0
    for run in sorted(kept, key=lambda run: (run.start, run.end)):
        while waiting and waiting[0].at <= run.start:
            done = _between(parts, words, done, waiting.pop(0))
        parts += [words[done : run.start], run.element]
        done = run.end
    for sign in waiting:
        done = _between(parts, words, done, sign)
    return [part for part in [*parts, words[done:]] if not isinstance(part, str) or part]


def _between(parts: list[Element | str], words: str, done: int, sign: Sign) -> int:
    at = min(max(done, sign.at), len(words))
    parts += [words[done:at], sign.element]
    return at
