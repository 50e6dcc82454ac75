"""Account for every place where the reading text parts from its witness, or might have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lesart.core.references import emendation_id, paragraph_of
from lesart.model import ApparatusEntry, Recipe, Segment


def recipe_apparatus(
    recipe: Recipe | None, segments: Sequence[Segment] | None
) -> tuple[ApparatusEntry, ...]:
    """
    List the entries of a text: what was emended and kept in reading order, lacunae, omissions.

    Without *segments*, the words of the original, an emendation is known by its paragraph alone.
    """
    if recipe is None:
        return ()
    order = list(dict.fromkeys(block.id for block in recipe.blocks if block.role != "omit"))
    read = [*_emended(recipe, segments), *_kept(recipe), *_lacunae(recipe)]
    read.sort(key=lambda entry: (order.index(paragraph_of(entry.at)), _sentence(entry.at)))
    omitted = [
        ApparatusEntry(f"omitted-{b.first}", "omission", "", b.reason, line=b.first, last=b.last)
        for b in recipe.blocks
        if b.role == "omit"
    ]
    return (*read, *omitted)


def _emended(recipe: Recipe, segments: Sequence[Segment] | None) -> Iterator[ApparatusEntry]:
    if segments is not None:
        for segment in segments:
            for number, mark in enumerate(segment.marks, 1):
                e = mark.emendation
                id_ = emendation_id(segment.id, number)
                yield ApparatusEntry(
                    id_, "emendation", segment.id, e.reason, e.reading, e.emended, e.line, e.line
                )
        return
    for n, e in enumerate(recipe.emendations, 1):
        at = next(b.id for b in recipe.blocks if b.first <= e.line <= b.last)
        yield ApparatusEntry(
            f"emended-{n}", "emendation", at, e.reason, e.reading, e.emended, e.line, e.line
        )


def _kept(recipe: Recipe) -> Iterator[ApparatusEntry]:
    for n, one in enumerate(recipe.kept, 1):
        yield ApparatusEntry(f"kept-{n}", "kept", one.at, one.reason, one.reading, one.considered)


def _lacunae(recipe: Recipe) -> Iterator[ApparatusEntry]:
    for block in recipe.blocks:
        if block.role == "lacuna":
            yield ApparatusEntry(f"lacuna-{block.id}", "lacuna", block.id, block.reason)


def _sentence(at: str) -> tuple[int, str]:
    figures = at.partition(".")[2]
    digits = figures.rstrip("abcdefghijklmnopqrstuvwxyz")
    return (int(digits) if digits else 0, figures)
