"""Count what a recipe does to its witness: the facts of a textual introduction."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lesart.model import JoinException, JoinRule, Recipe


@dataclass(frozen=True, slots=True)
class Transmission:
    """
    Hold the figures of a text's way from its witness.

    `raw_lines` is 0 where no fingerprint of the witness is kept. `used` and `omitted` count raw
    lines; `blocks` are the runs of lines in reading order, of which `continued` take a paragraph
    up again. `ends` are the line ends inside paragraphs that the `rule` decides, without the
    `exceptions`. `reasons` counts the emendations by reason, most frequent first.
    """

    siglum: str
    raw_lines: int
    used: int
    omitted: int
    blocks: int
    continued: int
    rule: JoinRule
    ends: int
    exceptions: tuple[JoinException, ...]
    reasons: tuple[tuple[str, int], ...]
    lacunae: int


def survey(recipe: Recipe, raw_lines: int) -> Transmission:
    """Count the steps of *recipe*; *raw_lines* is the length of its witness."""
    read = [block for block in recipe.blocks if block.first and block.role != "omit"]
    used = sum(block.last - block.first + 1 for block in read)
    ends = used - len({block.id for block in read})
    within = {line for block in read for line in range(block.first, block.last + 1)}
    exceptions = tuple(one for one in recipe.exceptions if one.line in within)
    reasons = Counter(emendation.reason for emendation in recipe.emendations)
    return Transmission(
        recipe.witness,
        raw_lines,
        used,
        sum(b.last - b.first + 1 for b in recipe.blocks if b.role == "omit"),
        len(read),
        sum(block.continues for block in read),
        recipe.rule,
        ends - len(exceptions),
        exceptions,
        tuple(reasons.most_common()),
        sum(block.role == "lacuna" for block in recipe.blocks),
    )
