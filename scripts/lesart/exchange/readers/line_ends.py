"""Join the words that line ends have broken, in blocks whose line ends are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lesart.core.extras import has
from lesart.core.findings import Finding, Location
from lesart.exchange.readers.roles import Block, moved
from lesart.model import Join
from lesart.source.joins import HYPHENS, SOFT_HYPHEN, JoinDecision, decide_joins
from lesart.source.lexicon import Lexicon, load_lexicon

LINE_END = "\n"
"""Stands in the words of a block where the file says that a line ends."""
_BROKEN = re.compile(
    rf"(?<=[^\W\d_])([{re.escape(HYPHENS)}{SOFT_HYPHEN}]+)[^\S\n]*{LINE_END}\s*(?=\w)"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TAIL = re.compile(rf"([^\W\d_]+(?:-[^\W\d_]+)*)[{re.escape(HYPHENS)}{SOFT_HYPHEN}]+\Z")
_DIVIDING = 0.02
"""The share of line ends within words, from which a file is taken to divide words there."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Place:
    """Point at a broken word: its block, where its break starts and ends, the hyphens in it."""

    block: int
    start: int
    end: int
    hyphens: str


def join_line_ends(blocks: Sequence[Block], where: Location) -> tuple[list[Block], list[Finding]]:
    """
    Join words over line ends where a hyphen stands, as `decide_joins` says; other ends are blanks.

    Says how many were joined, and shows the doubtful ones.
    """
    places = [
        _Place(number, found.start(), found.end(), found[1])
        for number, block in enumerate(blocks)
        if LINE_END in block.words
        for found in _BROKEN.finditer(block.words)
    ]
    if not places:
        return list(blocks), []
    decided = _decided(blocks, places)
    made = list(blocks)
    for number in {place.block for place in places}:
        own = [(p, d) for p, d in zip(places, decided, strict=True) if p.block == number]
        made[number] = _joined(blocks[number], own)
    return made, list(_told(blocks, places, decided, where))


def _decided(blocks: Sequence[Block], places: Sequence[_Place]) -> list[JoinDecision]:
    """Decide each place by what the text writes elsewhere, or else by the lines around it."""
    lines: list[str] = []
    for place in places:
        words = blocks[place.block].words
        before = words.rfind(LINE_END, 0, place.start) + 1
        after = words.find(LINE_END, place.end)
        left = words[before : place.start] + place.hyphens
        lines += [left, words[place.end : after if after >= 0 else len(words)], ""]
    lexicon = load_lexicon() if has("raw") else Lexicon({})
    found = {d.line: d for d in decide_joins(lines, lexicon, blanks=False)}
    written = Counter(word for block in blocks for word in _WORD.findall(block.words))
    ends = sum(block.words.count(LINE_END) for block in blocks)
    divides = len(places) >= _DIVIDING * ends
    return [
        _by_text(found[3 * number + 1], lines[3 * number : 3 * number + 2], written, divides)
        for number in range(len(places))
    ]


def _by_text(
    decision: JoinDecision, lines: Sequence[str], written: Counter[str], divides: bool
) -> JoinDecision:
    """
    Let the text itself decide: it has the word whole, or with a hyphen; or it divides no words.

    What is not filled by dividing words has hyphens at line ends that belong to the words.
    """
    left, right = _TAIL.search(lines[0]), _WORD.match(lines[1])
    if decision.join not in ("join", "hyphen") or left is None or right is None:
        return decision
    whole, hyphened = written[left[1] + right[0]], written[f"{left[1]}-{right[0]}"]
    if whole or hyphened:
        join: Join = "join" if whole >= hyphened else "hyphen"
        return replace(decision, join=join, reason="the text writes it so", doubtful=False)
    if decision.join == "join" and not divides and lines[0].endswith("-"):
        reason = "hardly a line of this file ends within a word"
        return replace(decision, join="hyphen", reason=reason, doubtful=True)
    return decision


def _joined(block: Block, own: Sequence[tuple[_Place, JoinDecision]]) -> Block:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = length = 0
    for place, decision in own:
        hyphens = place.hyphens.replace(SOFT_HYPHEN, "")
        kept = {"join": "", "ck": "", "hyphen": hyphens}.get(decision.join, f"{hyphens} ")
        starts += range(length, length + place.start - done)
        ends += range(length, length + place.start - done)
        length += place.start - done
        ends += [length] * (place.end - place.start)
        before = block.words[done : place.start]
        if decision.join == "ck":
            before = before[:-1] + ("c" if before[-1] == "k" else "C")
        pieces += [before, kept]
        length += len(kept)
        starts += [length] * (place.end - place.start)
        done = place.end
    starts += range(length, length + len(block.words) - done + 1)
    ends += range(length, length + len(block.words) - done + 1)
    return moved(block, "".join([*pieces, block.words[done:]]), starts, ends)


def _told(
    blocks: Sequence[Block],
    places: Sequence[_Place],
    decided: Sequence[JoinDecision],
    where: Location,
) -> Iterator[Finding]:
    doubtful = []
    for place, decision in zip(places, decided, strict=True):
        if decision.doubtful:
            words = blocks[place.block].words
            left = words[: place.start].rsplit(None, 1)[-1] + place.hyphens
            doubtful.append(f"{left} | {words[place.end :].split(None, 1)[0]}: {decision.join}")
    if not doubtful:
        return
    message = f"{len(places)} words are broken at line ends; {len(doubtful)} joins are doubtful"
    shown = tuple(doubtful[:_SHOWN])
    shown += (f"and {len(doubtful) - _SHOWN} more",) if len(doubtful) > _SHOWN else ()
    yield Finding(where, "A012", message, shown, "look at these words in what was read", "warning")
