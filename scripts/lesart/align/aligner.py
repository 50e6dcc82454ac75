"""
Align the sentences of two texts that translate each other.

The way: read words → link them → lay out a lattice → score its beads → trace the best path →
learn from it (`model`) and score again. The last pass sums over all paths, so that every bead
gets a confidence. Several pairs of texts may be aligned together: they learn from one another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from lesart.align.habits import (
    learn_omission,
    learn_paragraphs,
    learn_ratio,
    learn_shapes,
    learn_spread,
    repetition,
)
from lesart.align.induce import induce
from lesart.align.links import WordLinks, link
from lesart.align.model import (
    Model,
    closeness,
    first_half,
    linked_kinds,
    make_bag,
    number_beads,
    relearn,
)
from lesart.align.search import Path
from lesart.align.stretches import find_beads, find_path, look_again
from lesart.align.texts import Pair, Stretch, Texts, between, read_texts
from lesart.align.types import Bead, BilingualLexicon, Options, Side

DEFAULTS = Options()
FURTHER = 2
"""Passes beyond those that are usual, at most."""
MUCH = 0.02
"""Two-sided beads that a second look finds anew, by all, beyond which there is a further pass."""


def silent(message: str) -> None:
    """Report no progress."""


def align(
    source: Side,
    target: Side,
    *,
    options: Options = DEFAULTS,
    lexicon: BilingualLexicon | None = None,
    anchors: Sequence[Bead] = (),
    progress: Callable[[str], None] = silent,
) -> list[Bead]:
    """
    Bring two texts together; every sentence stands in one bead, and beads never cross.

    *anchors* are beads that are fixed: they come back as they are, and only the sentences
    between them are aligned. Raise ValueError where anchors overlap, cross or have gaps.

    >>> german = Side(["Das Haus ist alt.", "Der Hund schläft."], "de")
    >>> english = Side(["The house is old.", "The dog is asleep."], "en")
    >>> print(*align(german, english))
    0:0 1:1
    """
    return align_all(
        [(source, target)], options=options, lexicon=lexicon, anchors=[anchors], progress=progress
    )[0]


def align_all(
    pairs: Sequence[Pair],
    *,
    options: Options = DEFAULTS,
    lexicon: BilingualLexicon | None = None,
    anchors: Sequence[Sequence[Bead]] = (),
    progress: Callable[[str], None] = silent,
) -> list[list[Bead]]:
    """
    Align several pairs of one language pair together, so that words learned in one help all.

    The result for a pair depends on its companions; their order does not matter to the links,
    and the same pairs give the same beads.
    """
    if not pairs:
        return []
    fixed = [_ordered(beads) for beads in anchors] or [[] for _ in pairs]
    texts = read_texts(pairs, fixed)
    stretches: list[Stretch] = []
    given: Path = []
    for number, beads in enumerate(fixed):
        open_, known = between(beads, texts, number)
        stretches += open_
        given += known
    results: list[list[Bead]] = [list(beads) for beads in fixed]
    found = _passes(texts, stretches, given, options, lexicon, progress)
    for stretch, decided in zip(stretches, found, strict=True):
        kept = {(bead.source, bead.target) for bead in fixed[stretch.pair]}
        start = texts.starts[stretch.pair]
        i, j = stretch.source[0] - start[0], stretch.target[0] - start[1]
        for bead in decided:
            moved = replace(
                bead,
                source=tuple(k + i for k in bead.source),
                target=tuple(k + j for k in bead.target),
            )
            if (moved.source, moved.target) not in kept:
                results[stretch.pair].append(moved)
    return [_ordered(beads) for beads in results]


def _passes(
    texts: Texts,
    stretches: Sequence[Stretch],
    given: Path,
    options: Options,
    lexicon: BilingualLexicon | None,
    progress: Callable[[str], None],
) -> list[list[Bead]]:
    """
    Align all stretches, learn from the result, and align again; the last pass decides.

    Where a second look changes much of what was learned from, there is a further pass.
    """
    known = link(*texts.words, options, lexicon)
    paths: list[Path | None] = [None for _ in stretches]
    for number in range(options.passes + FURTHER):
        learned = given + _placed(stretches, paths)
        links = induce(known, texts, learned) if number and options.induction else known
        model = learn(texts, links, learned, options)
        progress(f"pass {number + 1} of {max(number + 1, options.passes)}")
        pairs = list(zip(stretches, paths, strict=True))
        if number >= options.passes - 1:
            paths = [path and look_again(texts, s, model, options, path) for s, path in pairs]
            if not _changed([path for _, path in pairs], paths):
                break
        if number < options.passes + FURTHER - 1:
            paths = [
                find_path(texts, s, model, options, path)
                for s, path in zip(stretches, paths, strict=True)
            ]
    return [
        find_beads(texts, stretch, model, options, path)
        for stretch, path in zip(stretches, paths, strict=True)
    ]


def _placed(stretches: Sequence[Stretch], paths: Sequence[Path | None]) -> Path:
    """Put the paths of all stretches together, by the places of their sentences in the texts."""
    return [
        (i + stretch.source[0], j + stretch.target[0], tall, wide)
        for stretch, path in zip(stretches, paths, strict=True)
        for i, j, tall, wide in path or ()
    ]


def _changed(before: Sequence[Path | None], after: Sequence[Path | None]) -> bool:
    """Tell whether many two-sided beads are new."""
    old, new = (
        {(n, *bead) for n, path in enumerate(paths) for bead in path or () if bead[2] and bead[3]}
        for paths in (before, after)
    )
    return len(new - old) > MUCH * sum(len(path or ()) for path in after)


def learn(texts: Texts, links: WordLinks, path: Path, options: Options) -> Model:
    """Build the model: from the beads of *path*, or from what is true in general if empty."""
    lengths = texts.marks[0].of("length"), texts.marks[1].of("length")
    n, m = len(lengths[0]), len(lengths[1])
    linked = linked_kinds(links, *texts.words)
    bags = make_bag(texts.words[0], linked[0], n), make_bag(texts.words[1], linked[1], m)
    order = np.lexsort((links.source, links.target))
    turned = WordLinks(links.target[order], links.source[order], links.worth[order])
    halves = first_half(links, bags[0]), first_half(turned, bags[1])
    ratio = float(np.log((lengths[1].sum() + 1) / (lengths[0].sum() + 1)))
    spread, omission = 1.0, 0.0
    if path:
        at = number_beads(path, n, m)
        halves = (
            relearn(halves[0], links.worth, bags[0], bags[1], at.source, at.target),
            relearn(halves[1], turned.worth, bags[1], bags[0], at.target, at.source),
        )
        ratio = learn_ratio(path, *lengths)
        if options.adapt:
            spread = learn_spread(path, *lengths, ratio)
            omission = learn_omission(path)
    breaks = texts.marks[0].of("breaks"), texts.marks[1].of("breaks")
    meeting, inner = learn_paragraphs(path, *breaks, options)
    return Model(
        *halves,
        *bags,
        closeness(*halves) if options.adapt else 1.0,
        ratio,
        spread,
        omission,
        learn_shapes(path, options),
        meeting,
        inner,
        (repetition(texts.words[0], n), repetition(texts.words[1], m)),
    )


def _ordered(beads: Sequence[Bead]) -> list[Bead]:
    """
    Put beads in the order of both texts: each null bead as early as its neighbours allow.

    >>> print(*_ordered([Bead((1,), (1,)), Bead((), (0,)), Bead((0,), ())]))
    0: :0 1:1
    """
    pairs = sorted(bead for bead in beads if bead.source and bead.target)
    sources = sorted((b for b in beads if not b.target), key=lambda b: b.source)
    targets = sorted((b for b in beads if not b.source), key=lambda b: b.target)
    ordered: list[Bead] = []
    for pair in [*pairs, None]:
        while sources and (pair is None or sources[0].source < pair.source):
            ordered.append(sources.pop(0))
        while targets and (pair is None or targets[0].target < pair.target):
            ordered.append(targets.pop(0))
        if pair:
            ordered.append(pair)
    return ordered
